import { isDeepStrictEqual } from 'node:util'
import { casesThatUse, type HeldFact, heldFacts } from '#cases'
import { readAnswer } from '#catalogue'
import { rawFrom, rawOfStored } from '#journeys'
import { citizen, type Officer, officer } from '#people'
import { dayOf, type Fields, isId, type Reply, redirect, routesOf, type Visit } from '#platform'
import { type AnswerFaults, type AnswerForm, answerFaults, EMPTY_ANSWER, readAnswerForm } from '../answer-form.tsx'
import type { PrivacyWorld } from '../world.ts'
import { answerCorrection, viewCorrection } from './answer-correction.ts'
import { askCorrection, type Pointed, pointedAt } from './ask-correction.ts'
import { type AskFaults, askPage, choosePage, correctionsPage } from './ask-views.tsx'
import { type Correction, correctionNotThere, outcomes, WHY_MAX } from './correction.ts'
import { findCorrection, findCorrections, findCorrectionsOf, findNotices } from './correction-store.ts'
import { correctionPage, workCorrectionPage, workCorrectionsPage } from './correction-views.tsx'

const route = routesOf<PrivacyWorld>()

/** Asking for one thing that is held to be corrected, and answering it. */
export const correctionRoutes = [
  route('GET /account/corrections', {
    who: citizen,
    async answer({ world, who, visit: { language } }) {
      return correctionsPage({ world, language }, await findCorrections(world, who.id))
    },
  }),

  route('GET /account/corrections/choose', {
    who: citizen,
    async answer({ world, who, visit: { language } }) {
      return choosePage({ world, language }, await heldFacts(world, who.id))
    },
  }),

  route('GET /account/corrections/ask', {
    who: citizen,
    async answer({ world, who, visit }) {
      const held = await mustPoint(world, who.id, pointedIn(visit.query))
      const raw = rawOfStored(held.fact, held.value, visit.language)
      return askPage({ world, visit, language: visit.language, held, raw, why: '', faults: {} })
    },
  }),

  route('POST /account/corrections/ask', {
    who: citizen,
    form: fields => ({ fields, why: (fields.one.why ?? '').trim() }),
    async answer({ world, who, visit, form: { fields, why } }) {
      const { language } = visit
      const pointed = pointedIn(ofParts(fields))
      const held = await mustPoint(world, who.id, pointed)
      const raw = rawFrom(fields, [held.fact])[held.fact.name] ?? ''
      const read = readAnswer(held.fact, raw, { language, on: dayOf(world.now()) })
      const faults = faultsIn(held, read, why)
      if (!read.ok || Object.keys(faults).length > 0) return askPage({ world, visit, language, held, raw, why, faults })
      return redirect(
        `/account/corrections/${await askCorrection(world, { person: who.id, pointed, wanted: read.value, why, language })}`,
      )
    },
  }),

  route('GET /account/corrections/:id', {
    who: citizen,
    async answer({ world, who, visit: { language }, params: { id = '' } }) {
      const asked = isId(id) ? await findCorrection(world, who.id, id) : undefined
      if (!asked) throw correctionNotThere()
      const following = (await findCorrections(world, who.id)).filter(({ follows }) => follows === asked.id)
      return correctionPage({ world, language, asked, following, notices: await findNotices(world, asked) })
    },
  }),

  route('GET /work/corrections', {
    who: officer,
    async answer({ world, who, visit: { language } }) {
      return workCorrectionsPage({ world, language }, await findCorrectionsOf(world, mayAnswer(who).agency), who)
    },
  }),

  route('GET /work/corrections/:id', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const asked = await viewCorrection(world, params.id!, mayAnswer(who))
      return workReply(world, { visit, who }, { asked, form: EMPTY_ANSWER, faults: undefined })
    },
  }),

  route('POST /work/corrections/:id/answer', {
    who: officer,
    form: fields => readAnswerForm(fields, outcomes),
    async answer({ world, who, visit, params, form }) {
      const asked = await viewCorrection(world, params.id!, mayAnswer(who))
      const faults = answerFaults(form)
      if (!form.choice || faults) return workReply(world, { visit, who }, { asked, form, faults })
      await answerCorrection(world, { id: asked.id, outcome: form.choice, text: form.text }, who)
      return redirect(`/work/corrections/${asked.id}`)
    },
  }),
]

/** Those whose work is cases, and those who answer for data: for everybody else at an agency it is not there. */
function mayAnswer(who: Officer): Officer {
  if (who.role !== 'officer' && who.role !== 'privacy-officer') throw correctionNotThere()
  return who
}

/** What an address or a form points at; what it cannot mean is nothing. */
function pointedIn({ case: of = '', fact = '', entry = '' }: Readonly<Record<string, string | undefined>>): Pointed {
  return { case: of, fact, entry: /^\d{1,4}$/.test(entry) ? Number(entry) : -1 }
}

function ofParts({ one }: Fields) {
  return { case: one['of-case'], fact: one['of-fact'], entry: one['of-entry'] }
}

async function mustPoint(world: PrivacyWorld, person: string, pointed: Pointed): Promise<HeldFact> {
  const held = await pointedAt(world, person, pointed)
  if (!held) throw correctionNotThere()
  return held
}

function faultsIn(held: HeldFact, read: ReturnType<typeof readAnswer>, why: string): AskFaults {
  const wanted = !read.ok ? read.fault : isDeepStrictEqual(read.value, held.value) ? 'wanted-same' : undefined
  const isTooLong = [...why].length > WHY_MAX
  return {
    ...(wanted && { wanted }),
    ...(why === '' ? { why: 'why-missing' as const } : isTooLong ? { why: 'why-too-long' as const } : {}),
  }
}

async function workReply(
  world: PrivacyWorld,
  { visit, who }: { visit: Visit; who: Officer },
  shown: { asked: Correction; form: AnswerForm; faults: AnswerFaults | undefined },
): Promise<Reply> {
  const used = (await casesThatUse(world, shown.asked)).filter(held => held.in.agency === who.agency)
  const mayOpenCases = who.role === 'officer'
  return workCorrectionPage({ ...shown, world, visit, language: visit.language, used, mayOpenCases })
}
