import { type Fields, type Reply, redirect, routesOf, type Visit } from '#platform'
import { answerPage, type Raw } from './answer-page.ts'
import { addEntry, removeEntry, sayNone } from './change-entries.ts'
import { keepSentFiles, LARGEST_FILE_BYTES } from './keep-sent-files.ts'
import { mayHoldFiles } from './kept-files.ts'
import { aboutOf, drawn, goOn, type Opened, opened } from './opened.ts'
import { questionPage } from './pages/question-page.tsx'
import { rawFrom } from './questions/raw-answers.ts'
import { faultsIn, firstOpen, type Step, stepAfter, stepsOf } from './steps.ts'
import { sureCitizen } from './sure-citizen.ts'
import type { JourneysWorld } from './world.ts'

const route = routesOf<JourneysWorld>({ urgency: 'under-way' })
const PAGE_BODY_BYTES = 256 * 1024
const PAGE_BODY_WITH_FILES_BYTES = 64 * 1024 * 1024

/** Answering page by page. An address of a page that does not apply leads to the one that does. */
export const questionRoutes = [
  route('GET /journeys/:id/pages/:step', {
    who: sureCitizen.see,
    async answer({ world, params, who, visit }) {
      const of = { personId: who.id, id: params.id! }
      return drawn(world, of, about => {
        const step = stepIn(about, params.step!)
        if (!step) return goOn(world, who.id, params.id!)
        const faults = faultsIn(step, about.draft, about.on)
        return questionPage({ ...about, step, visit, faults, isFromCheck: visit.query.from === 'check' })
      })
    },
  }),
  route('POST /journeys/:id/pages/:step', {
    who: sureCitizen.prepare,
    bodyBytes: PAGE_BODY_BYTES,
    files: { fileBytes: LARGEST_FILE_BYTES, bodyBytes: PAGE_BODY_WITH_FILES_BYTES },
    form: fields => fields,
    async answer({ world, params, who, form, visit }) {
      const { then, from } = form.one
      const sentTo = (about: Opened): Sent | undefined => {
        const step = stepIn(about, params.step!)
        return step && { ...about, step, form, visit, isFromCheck: from === 'check' }
      }
      const lastSeen = then === 'none' || then === 'remove' ? undefined : world.atHand?.lastSeen(who.id, params.id!)
      const soon = lastSeen && (await saved(world, sentTo(aboutOf(world, lastSeen))))
      if (soon) return soon
      const sent = sentTo(await opened(world, who.id, params.id!))
      if (!sent) return goOn(world, who.id, params.id!)
      if (then === 'none') return none(world, sent)
      if (then === 'remove') return remove(world, sent)
      return answer(world, sent)
    },
  }),
]

function stepIn({ definition, draft, on }: Opened, id: string): Step | undefined {
  return stepsOf(definition, draft, on).find(step => step.id === id)
}

type Sent = Opened & { readonly step: Step; readonly form: Fields; readonly visit: Visit; readonly isFromCheck: boolean }

async function remove(world: JourneysWorld, { draft, step, form }: Sent): Promise<Reply> {
  const removed = await removeEntry(world, draft, { step: step.id, seen: form.one.seen ?? '' })
  return removed ? goOn(world, draft.personId, draft.id) : redirect(`/journeys/${draft.id}/pages/${step.id}`)
}

/** What was typed beside it is let go: the person says that there is nothing to tell. */
async function none(world: JourneysWorld, sent: Sent): Promise<Reply> {
  const said = await sayNone(world, sent.draft, sent.step.id)
  if (!said) return redirect(`/journeys/${sent.draft.id}/pages/${sent.step.id}`)
  const about = await opened(world, sent.draft.personId, sent.draft.id)
  return redirect(nextAddress({ ...sent, ...about }))
}

/** Saves a page that goes through to a draft as it was seen last; of any other nothing is said that was not read anew. */
async function saved(world: JourneysWorld, sent: Sent | undefined): Promise<Reply | undefined> {
  if (!sent || mayHoldFiles(sent.definition)) return undefined
  const { draft, step, form, visit } = sent
  const answering = { step: step.id, raw: rawFrom(form, step.asks), seen: form.one.seen ?? '', language: visit.language }
  const answered = await answerPage(world, { ...draft, draft }, answering)
  return answered.result === 'saved'
    ? redirect(await addressAfter(world, { ...sent, ...aboutOf(world, answered.draft) }))
    : undefined
}

async function answer(world: JourneysWorld, sent: Sent): Promise<Reply> {
  const { draft, step, form, visit, on } = sent
  const kept = await keepSentFiles(world, { draft, asks: step.asks, fields: form, on })
  const [typed, seen] = [rawFrom(form, step.asks, kept), form.one.seen ?? '']
  const answered = await answerPage(world, { ...draft, draft }, { step: step.id, raw: typed, seen, language: visit.language })
  if (answered.result === 'faulty') return questionPage({ ...sent, ...answered, seen })
  if (answered.result === 'conflict')
    return questionPage({
      ...sent,
      ...answered,
      raw: without(answered.raw, answered.merge.kept),
      contested: answered.merge.contested,
    })
  return redirect(await addressAfter(world, { ...sent, draft: answered.draft }))
}

function without(raw: Raw, names: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !names.includes(name)))
}

/** One more row, one more entry, back to the check page with whatever is still open first, or simply on. */
async function addressAfter(world: JourneysWorld, { definition, draft, on, step, form, isFromCheck }: Sent): Promise<string> {
  const at = `/journeys/${draft.id}`
  const from: Record<string, string> = isFromCheck ? { from: 'check' } : {}
  const list = step.asks.find(fact => fact.name === form.one.more)
  if (list) return `${at}/pages/${step.id}${queryOf({ more: list.field, ...from })}`
  if (form.one.then === 'add') return `${at}/pages/${await addEntry(world, draft, step.id)}${queryOf(from)}`
  return nextAddress({ definition, draft, on, step, isFromCheck })
}

function nextAddress({ definition, draft, on, step, isFromCheck }: Omit<Sent, 'form' | 'visit' | 'catalogue'>): string {
  const steps = stepsOf(definition, draft, on)
  const open = firstOpen(steps, draft, on)
  const next = isFromCheck ? open : (stepAfter(steps, step.id) ?? open)
  return next ? `/journeys/${draft.id}/pages/${next.id}` : `/journeys/${draft.id}/check`
}

function queryOf(fields: Record<string, string>): string {
  const query = new URLSearchParams(fields).toString()
  return query && `?${query}`
}
