import { citizen } from '#people'
import { dayOf, isId, redirect, routesOf, type Visit } from '#platform'
import { inquiryNotThere, QUESTION_MAX } from './inquiry.ts'
import { findInquiries, findInquiry, findInquiryAbout } from './inquiry-store.ts'
import { inquiriesPage, inquiryPage, type QuestionFault, questionPage } from './inquiry-views.tsx'
import { type Look, lookerOf, lookKinds } from './look.ts'
import { findLook } from './look-store.ts'
import { looksAbout } from './looks-about.ts'
import { type Chosen, looksPage, PERIODS } from './looks-page.tsx'
import { questionLook } from './question-look.ts'
import type { PrivacyWorld } from './world.ts'

const DAY_MS = 86_400_000

const route = routesOf<PrivacyWorld>()

/** Who looked at a person's data, and the questions they ask about it. */
export const lookRoutes = [
  route('GET /account/lookups', {
    who: citizen,
    async answer({ world, who, visit }) {
      const { period, ...chosen } = chosenIn(visit, world)
      const since = period && new Date(world.now().getTime() - Number(period) * DAY_MS)
      const found = await looksAbout(world, who.id, { ...chosen, since })
      return looksPage({ found, chosen: { ...chosen, period }, reading: readingOf(world, who.id, visit), visit })
    },
  }),

  route('GET /account/lookups/:look/question', {
    who: citizen,
    async answer({ world, who, visit, params }) {
      const look = await lookOf(world, who.id, params.look)
      const before = await findInquiryAbout(world, who.id, look.id)
      if (before) return redirect(`/account/inquiries/${before.id}`)
      return questionPage({ look, reading: readingOf(world, who.id, visit), visit })
    },
  }),

  route('POST /account/lookups/:look/question', {
    who: citizen,
    form: ({ one }) => ({ text: (one.question ?? '').trim() }),
    async answer({ world, who, visit, params, form: { text } }) {
      const look = await lookOf(world, who.id, params.look)
      const fault = faultIn(text)
      if (fault) return questionPage({ look, reading: readingOf(world, who.id, visit), visit, typed: text, fault })
      const id = await questionLook(world, { person: who.id, look: look.id, text, language: visit.language })
      return redirect(`/account/inquiries/${id}`)
    },
  }),

  route('GET /account/inquiries', {
    who: citizen,
    async answer({ world, who, visit: { language } }) {
      const inquiries = await findInquiries(world, who.id)
      return inquiriesPage({ inquiries, catalogue: world.catalogue, today: dayOf(world.now()), language })
    },
  }),

  route('GET /account/inquiries/:id', {
    who: citizen,
    async answer({ world, who, visit, params: { id = '' } }) {
      const inquiry = isId(id) ? await findInquiry(world, who.id, id) : undefined
      if (!inquiry) throw inquiryNotThere()
      return inquiryPage({ inquiry, reading: readingOf(world, who.id, visit), today: dayOf(world.now()) })
    },
  }),
]

function readingOf({ catalogue }: PrivacyWorld, person: string, { language }: Visit) {
  return { catalogue, person, language }
}

/** What the address asks for; what it cannot mean is not asked for. */
function chosenIn({ query }: Visit, { catalogue }: PrivacyWorld): Chosen {
  return {
    agency: catalogue.agencies.has(query.agency ?? '') ? query.agency : undefined,
    kind: lookKinds.find(kind => kind === query.kind),
    period: PERIODS.find(period => period === query.period),
    before: placeIn(query.before),
  }
}

function placeIn(text: string | undefined): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : undefined
}

async function lookOf(world: PrivacyWorld, person: string, text: string | undefined): Promise<Look> {
  const id = placeIn(text)
  const look = id === undefined ? undefined : await findLook(world, person, id)
  if (!look || !(lookerOf(look, world.catalogue) ?? look.holder)) throw inquiryNotThere()
  return look
}

function faultIn(text: string): QuestionFault | undefined {
  if (text === '') return 'question-missing'
  return [...text].length > QUESTION_MAX ? 'question-too-long' : undefined
}
