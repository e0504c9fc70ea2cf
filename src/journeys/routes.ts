import { citizen } from '#people'
import { dayOf, isId, redirect, routesOf } from '#platform'
import { answerPage } from './answer-page.ts'
import { askRegisters } from './ask-registers.ts'
import { addEntry, removeEntry } from './change-entries.ts'
import { chooseServices } from './choose-services.ts'
import { confirmKnown } from './confirm-known.ts'
import { definitionOf } from './definition.ts'
import { discardJourney } from './discard-journey.ts'
import type { Draft } from './draft.ts'
import { checkPage } from './pages/check.tsx'
import { knownPage } from './pages/known.tsx'
import { discardPage, savedPage } from './pages/leaving.tsx'
import { questionPage } from './pages/question-page.tsx'
import { receiptPage } from './pages/receipt.tsx'
import { registersPage } from './pages/registers.tsx'
import { servicesPage } from './pages/services.tsx'
import { rawFrom } from './raw-answers.ts'
import { notThere } from './refusals.ts'
import { sendJourney } from './send-journey.ts'
import { startJourney } from './start-journey.ts'
import { firstOpen, stepAfter, stepsOf } from './steps.ts'
import { findDraft, submissionByReference } from './store.ts'
import { addressOf, whereabouts } from './whereabouts.ts'
import type { JourneysWorld } from './world.ts'

const route = routesOf<JourneysWorld>()
const PAGE_BODY_BYTES = 256 * 1024

async function draftOf(world: JourneysWorld, personId: string, id: string): Promise<Draft> {
  const draft = isId(id) ? await findDraft(world, personId, id) : undefined
  if (!draft) throw notThere()
  return draft
}

/** What every page of a journey is drawn from. */
async function opened(world: JourneysWorld, personId: string, id: string) {
  const draft = await draftOf(world, personId, id)
  return { catalogue: world.catalogue, draft, definition: definitionOf(world.catalogue, draft), on: dayOf(world.now()) }
}

async function goOn(world: JourneysWorld, personId: string, id: string) {
  const { draft, definition, on } = await opened(world, personId, id)
  if (draft.sentAt) return redirect('/requests')
  return redirect(addressOf(id, whereabouts(definition, draft, on)))
}

export const journeyRoutes = [
  route('POST /services/:subject/start', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      const draft = await startJourney(world, {
        personId: who.id,
        kind: 'service',
        subject: params.subject!,
        channel: 'web',
        language: visit.language,
      })
      return redirect(`/journeys/${draft.id}`)
    },
  }),
  route('POST /life-events/:subject/start', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      const draft = await startJourney(world, {
        personId: who.id,
        kind: 'life-event',
        subject: params.subject!,
        channel: 'web',
        language: visit.language,
      })
      return redirect(`/journeys/${draft.id}`)
    },
  }),
  route('GET /journeys/:id', {
    who: citizen,
    answer: ({ world, params, who }) => goOn(world, who.id, params.id!),
  }),
  route('GET /journeys/:id/services', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      return servicesPage({ ...(await opened(world, who.id, params.id!)), visit })
    },
  }),
  route('POST /journeys/:id/services', {
    who: citizen,
    form: fields => fields.all('services[]'),
    async answer({ world, params, who, form }) {
      await chooseServices(world, { personId: who.id, id: params.id! }, form)
      return goOn(world, who.id, params.id!)
    },
  }),
  route('GET /journeys/:id/registers', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      return registersPage({ ...(await opened(world, who.id, params.id!)), visit })
    },
  }),
  route('POST /journeys/:id/registers', {
    who: citizen,
    form: fields => fields.all('consent[]'),
    async answer({ world, params, who, form }) {
      await draftOf(world, who.id, params.id!)
      await askRegisters(world, { personId: who.id, id: params.id! }, form)
      return redirect(`/journeys/${params.id}/known`)
    },
  }),
  route('GET /journeys/:id/known', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      return knownPage({ ...(await opened(world, who.id, params.id!)), visit })
    },
  }),
  route('POST /journeys/:id/known', {
    who: citizen,
    form: fields => fields.all('wrong[]'),
    async answer({ world, params, who, form }) {
      await confirmKnown(world, { personId: who.id, id: params.id! }, form)
      return goOn(world, who.id, params.id!)
    },
  }),
  route('GET /journeys/:id/back', {
    who: citizen,
    async answer({ world, params, who }) {
      const { draft, definition } = await opened(world, who.id, params.id!)
      if (Object.keys(draft.lookups).length > 0) return redirect(`/journeys/${draft.id}/known`)
      return redirect(definition.lifeEvent ? `/journeys/${draft.id}/services` : `/services/${draft.subject}`)
    },
  }),
  route('GET /journeys/:id/pages/:step', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      const about = await opened(world, who.id, params.id!)
      const step = stepsOf(about.definition, about.draft, about.on).find(one => one.id === params.step)
      if (!step || about.draft.sentAt) return goOn(world, who.id, params.id!)
      return questionPage({ ...about, step, visit })
    },
  }),
  route('POST /journeys/:id/pages/:step', {
    who: citizen,
    bodyBytes: PAGE_BODY_BYTES,
    form: fields => fields,
    async answer({ world, params, who, form, visit }) {
      const of = { personId: who.id, id: params.id! }
      const about = await opened(world, who.id, params.id!)
      const step = stepsOf(about.definition, about.draft, about.on).find(one => one.id === params.step)
      if (!step) return goOn(world, who.id, params.id!)
      if (form.one.then === 'remove') {
        await removeEntry(world, of, step.id)
        return goOn(world, who.id, params.id!)
      }
      const raw = rawFrom(form, step.asks)
      const answered = await answerPage(world, of, { step: step.id, raw, seen: form.one.seen ?? '', language: visit.language })
      if (answered.result === 'faulty') return questionPage({ ...about, ...answered, raw, visit })
      if (answered.result === 'conflict') return questionPage({ ...about, ...answered, raw, visit, isConflict: true })
      if (form.one.then === 'add') return redirect(`/journeys/${params.id}/pages/${await addEntry(world, of, step.id)}`)
      if (form.one.more)
        return redirect(
          `/journeys/${params.id}/pages/${step.id}?more=${step.asks.find(fact => fact.name === form.one.more)?.field ?? ''}`,
        )
      return redirect(nextAddress({ ...about, draft: answered.draft }, step.id, form.one.from === 'check'))
    },
  }),
  route('GET /journeys/:id/check', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      const about = await opened(world, who.id, params.id!)
      const place = whereabouts(about.definition, about.draft, about.on)
      return place.at === 'check' ? checkPage({ ...about, visit }) : redirect(addressOf(params.id!, place))
    },
  }),
  route('POST /journeys/:id/send', {
    who: citizen,
    form: ({ one }) => ({ key: one.key ?? '', digest: one.digest ?? '', declared: one.declared === 'yes' }),
    async answer({ world, params, who, form, visit }) {
      const about = await opened(world, who.id, params.id!)
      if (!form.declared && !about.draft.sentAt) return checkPage({ ...about, visit, undeclared: true })
      if (!isId(form.key)) throw notThere()
      const sent = await sendJourney(world, { personId: who.id, id: params.id!, key: form.key, digest: form.digest })
      if (sent.result === 'open') return redirect(`/journeys/${params.id}/pages/${sent.step.id}`)
      if (sent.result === 'changed') return checkPage({ ...(await opened(world, who.id, params.id!)), visit, changed: true })
      return redirect(`/receipts/${sent.submission.reference}`)
    },
  }),
  route('GET /receipts/:reference', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      const submission = await submissionByReference(world, who.id, params.reference!)
      if (!submission) throw notThere()
      return receiptPage({ catalogue: world.catalogue, submission, visit })
    },
  }),
  route('GET /journeys/:id/saved', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      return savedPage({ ...(await opened(world, who.id, params.id!)), visit })
    },
  }),
  route('GET /journeys/:id/discard', {
    who: citizen,
    async answer({ world, params, who, visit }) {
      return discardPage({ ...(await opened(world, who.id, params.id!)), visit })
    },
  }),
  route('POST /journeys/:id/discard', {
    who: citizen,
    async answer({ world, params, who }) {
      await draftOf(world, who.id, params.id!)
      await discardJourney(world, { personId: who.id, id: params.id! })
      return redirect('/')
    },
  }),
]

type About = Awaited<ReturnType<typeof opened>>

/** On to the next page; from the check page, on to what is still open, else back to it. */
function nextAddress({ definition, draft, on }: About, id: string, isFromCheck: boolean): string {
  const steps = stepsOf(definition, draft, on)
  const next = isFromCheck ? firstOpen(steps, draft) : (stepAfter(steps, id) ?? firstOpen(steps, draft))
  return next ? `/journeys/${draft.id}/pages/${next.id}` : `/journeys/${draft.id}/check`
}
