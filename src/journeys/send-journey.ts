import { openCases } from '#cases'
import { invite } from '#feedback'
import { dayOf, newId, newReference, record, type Tx, transaction } from '#platform'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft, DraftId } from './draft.ts'
import { notThere, otherContent } from './refusals.ts'
import { countingAnswers, firstOpen, type Step, stepsOf } from './steps.ts'
import { insertSubmission, lockDraft, saveDraft, submissionByKey } from './store.ts'
import { digestOf, type Submission } from './submission.ts'
import type { JourneysWorld } from './world.ts'

export type Sent =
  | { readonly result: 'sent'; readonly submission: Submission }
  /** A question is still open, or opened again by another answer. */
  | { readonly result: 'open'; readonly step: Step }
  /** The answers changed after the person last read them. */
  | { readonly result: 'changed' }

interface Sending {
  readonly personId: string
  readonly id: DraftId
  /** The journey's own submission key, as the page that was sent carries it. */
  readonly key: string
  /** `digestOf` what the person read and declared to be true. */
  readonly digest: string
}

/**
 * Sends a journey: one submission, one case per service, all in one transaction or none.
 * Sent again with the same key and content, it gives the same receipt; with other content it refuses.
 */
export function sendJourney(world: JourneysWorld, sending: Sending): Promise<Sent> {
  return transaction(world, async tx => {
    const draft = await lockDraft(tx, sending.personId, sending.id)
    if (!draft || draft.submissionKey !== sending.key) throw notThere()
    const before = await submissionByKey(tx, sending.personId, sending.key)
    if (before) return sameAgain(before, sending)
    return sendNow(tx, draft, sending.digest)
  })
}

function sameAgain(before: Submission, { digest }: Sending): Sent {
  if (before.digest !== digest) throw otherContent()
  return { result: 'sent', submission: before }
}

async function sendNow(tx: Tx<JourneysWorld>, draft: Draft, digest: string): Promise<Sent> {
  const definition = definitionOf(tx.catalogue, draft)
  const on = dayOf(tx.now())
  const open = firstOpen(stepsOf(definition, draft, on), draft)
  if (open) return { result: 'open', step: open }
  const answers = countingAnswers(definition, draft, on)
  if (digestOf(answers, definition.services) !== digest) return { result: 'changed' }
  return { result: 'sent', submission: await write(tx, { draft, definition, answers, digest }) }
}

type Ready = { draft: Draft; definition: Definition; answers: Submission['answers']; digest: string }

async function write(tx: Tx<JourneysWorld>, ready: Ready): Promise<Submission> {
  const { draft, definition, answers, digest } = ready
  const { personId, kind, subject, language, channel, submissionKey: key } = draft
  const named = { id: newId(), reference: newReference() }
  const requests = await openAll(tx, ready, named)
  const feedbackId = await askAfterwards(tx, ready, named.id)
  const submission: Submission = {
    ...named,
    ...{ personId, draftId: draft.id, key, digest, kind, subject, language, channel },
    ...{ answers, requests, feedbackId, sentAt: tx.now() },
  }
  await insertSubmission(tx, submission)
  await saveDraft(tx, { ...draft, sentAt: tx.now(), savedAt: tx.now() })
  const services = definition.services.map(service => service.id)
  const facts = { [kind]: subject, services, submission: named.id, channel }
  await record(tx, { kind: 'journey.submitted', about: draft.id, person: personId, by: personId, facts })
  return submission
}

async function openAll(
  tx: Tx<JourneysWorld>,
  { draft, definition, answers }: Ready,
  submission: { id: string; reference: string },
) {
  const { personId: person, language, channel, told: sources } = draft
  const requests = definition.services.map(service => ({
    service,
    answers,
    after: partOf(definition, service.id)?.after,
    sources,
  }))
  const opened = await openCases(tx, { person, submission, language, channel, requests })
  return opened.map(({ id, reference, service, dueOn }) => {
    const { version } = definition.services.find(one => one.id === service)!
    return { service, version, caseId: id, reference, dueOn }
  })
}

function askAfterwards(tx: Tx<JourneysWorld>, { draft, definition }: Ready, about: string) {
  const { owner: agency } = definition.services[0]!
  return invite(tx, { person: draft.personId, about, service: draft.subject, agency, moment: 'sent', channel: draft.channel })
}

function partOf({ lifeEvent }: Definition, service: string) {
  return lifeEvent?.services.find(part => part.service === service)
}
