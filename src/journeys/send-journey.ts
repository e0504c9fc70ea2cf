import { openCases } from '#cases'
import { filesIn, tokensIn } from '#catalogue'
import { sendFiles } from '#documents'
import { invite } from '#feedback'
import { dayOf, discardEntries, isId, newId, newReference, type Tx, transaction } from '#platform'
import { actOn, serviceIds } from './change-draft.ts'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft, DraftId } from './draft.ts'
import { identifiersIn } from './identifiers.ts'
import { mayHoldFiles } from './kept-files.ts'
import { notThere, otherContent } from './refusals.ts'
import { signReceipt } from './signed-receipt.ts'
import { countingAnswers } from './steps.ts'
import { insertSubmission, lockDraft, saveDraft, submissionByKey } from './store.ts'
import { digestOf, type Submission } from './submission.ts'
import { type Whereabouts, whereabouts } from './whereabouts.ts'
import type { JourneysWorld } from './world.ts'

export type Sent =
  | { readonly result: 'sent'; readonly submission: Submission }
  /** Something is still to be done before: a question is open, or opened again by another answer. */
  | { readonly result: 'open'; readonly place: Whereabouts }
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
export async function sendJourney(world: JourneysWorld, sending: Sending): Promise<Sent> {
  if (!isId(sending.id) || !isId(sending.key)) throw notThere()
  return transaction(world, async tx => {
    // In this order: whoever waited for the lock must see what the other sent.
    const [draft, before] = await Promise.all([
      lockDraft(tx, sending.personId, sending.id),
      submissionByKey(tx, sending.personId, sending.key),
    ])
    if (!draft || draft.submissionKey !== sending.key) throw notThere()
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
  const place = whereabouts(definition, draft, on)
  if (place.at !== 'check') return { result: 'open', place }
  const answers = countingAnswers(definition, draft, on)
  if (digestOf(answers, definition.services) !== digest) return { result: 'changed' }
  return { result: 'sent', submission: await write(tx, { draft, definition, answers, digest }) }
}

type Ready = { draft: Draft; definition: Definition; answers: Submission['answers']; digest: string }

async function write(tx: Tx<JourneysWorld>, ready: Ready): Promise<Submission> {
  const { draft, answers, digest } = ready
  const { personId, kind, subject, language, channel, submissionKey: key } = draft
  const named = { id: newId(), reference: newReference() }
  if (mayHoldFiles(ready.definition)) await sendFiles(tx, { person: personId, about: draft.id }, filesSent(ready))
  const [requests, feedbackId] = await Promise.all([openAll(tx, ready, named), askAfterwards(tx, ready, named.id)])
  const sent = {
    ...named,
    ...{ personId, draftId: draft.id, key, digest, kind, subject, language, channel },
    ...{ answers, requests, feedbackId, sentAt: tx.now() },
  }
  const submission: Submission = { ...sent, signedReceipt: await signReceipt(tx, sent) }
  await Promise.all([keepIdentifiers(tx, ready), insertSubmission(tx, submission), closeDraft(tx, draft, named.id)])
  return submission
}

/** Of what was given on the way only what is sent stays. */
async function keepIdentifiers(tx: Tx<JourneysWorld>, { definition, draft, answers }: Ready): Promise<void> {
  const facts = identifiersIn(definition)
  if (facts.length > 0) await discardEntries(tx, { person: draft.personId, about: draft.id }, tokensIn(facts, answers))
}

function filesSent({ definition, answers }: Ready): string[] {
  const facts = definition.services.flatMap(service => [...service.facts.values()])
  return filesIn(facts, answers).map(({ id }) => id)
}

/** What was sent stands in the submission; the draft keeps no second copy. A journey without a single question starts by being sent. */
function closeDraft(tx: Tx<JourneysWorld>, draft: Draft, submission: string): Promise<boolean> {
  const now = tx.now()
  const closed = { ...draft, answers: {}, told: {}, startedAt: draft.startedAt ?? now, savedAt: now, sentAt: now }
  const services = serviceIds(tx, draft)
  const started = draft.startedAt ? [] : [actOn(draft, { kind: 'journey.started', facts: { services } })]
  return saveDraft(
    tx,
    { draft: closed },
    ...started,
    actOn(draft, { kind: 'journey.submitted', facts: { services, submission } }),
  )
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
  const opened = await openCases(tx, { person, submission, journey: draft.id, language, channel, requests })
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
