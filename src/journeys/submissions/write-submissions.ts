import { casesToOpen, type OpenedCase } from '#cases'
import { inviteAll } from '#feedback'
import { peopleToMeet } from '#people'
import { keepEntries, newId, record, type Tx, transaction } from '#platform'
import { tokenisedAnswers } from '../identifiers.ts'
import { signReceipt } from '../signed-receipt.ts'
import type { Submission } from '../submission.ts'
import type { JourneysWorld } from '../world.ts'
import type { Ready } from './open-submissions.ts'
import { claimKeys, insertSubmissions, type Sending, sentUnder } from './sending-store.ts'

interface Going extends Sending {
  readonly ready: Ready
}

/**
 * Writes what waits in one transaction, each with its cases, messages, invitation and events, by the same verbs as a journey that is sent.
 * @returns for each, in order: its submission, or that of the first time when its key came before with the same content
 */
export async function writeSubmissions(world: JourneysWorld, ready: readonly Ready[]): Promise<(Submission | 'other-content')[]> {
  return transaction(world, async tx => {
    const { going, meet } = await named(tx, ready)
    // Made ready while the database looks which keys came before: nearly always none did.
    const [, free, all] = await Promise.all([meet(), claimKeys(tx, going), madeReady(tx, going)])
    const [written, before] = [going.filter(one => free.has(one.submissionId)), going.filter(one => !free.has(one.submissionId))]
    const made = before.length === 0 ? all : await madeReady(tx, written)
    if (written.length > 0) await made.write()
    const submissions = new Map(made.submissions.map(submission => [submission.id, submission]))
    const repeated = new Map(await Promise.all(before.map(async one => [one.submissionId, await sameAgain(tx, one)] as const)))
    return going.map(({ submissionId: id }) => submissions.get(id) ?? repeated.get(id)!)
  })
}

async function named(tx: Tx<JourneysWorld>, all: readonly Ready[]): Promise<{ going: Going[]; meet(): Promise<void> }> {
  const people = all.map(({ system, request: { person, language } }) => ({ ...person, language, by: system.id }))
  const { met, meet } = await peopleToMeet(tx, people)
  const going = all.map((ready, at) => ({
    ...{ ready, system: ready.system.id, keyHash: ready.keyHash, digest: ready.digest },
    ...{ personId: met[at]!.personId, submissionId: ready.named.id },
  }))
  return { going, meet }
}

async function sameAgain(tx: Tx<JourneysWorld>, one: Going): Promise<Submission | 'other-content'> {
  const before = await sentUnder(tx, one)
  if (!before) throw new Error('a key was taken by a submission that is not there')
  return before.sendingDigest === one.digest ? before : 'other-content'
}

/** What is sent, with its cases, invitation and receipt, and what writes all of it. */
async function madeReady(tx: Tx<JourneysWorld>, sent: readonly Going[]) {
  const kept = sent.map(one => withTokens(tx, one))
  const going = kept.map(one => one.going)
  const cases = casesToOpen(tx, going.map(sentBy))
  const invitations = going.map(invitedBy)
  const submissions = await Promise.all(
    going.map((one, at) => submissionOf(tx, one, { opened: cases.opened[at]!, feedbackId: invitations[at]!.id })),
  )
  return {
    submissions,
    async write() {
      // All at once, for each trip is one in which this batch waits for its turn.
      await Promise.all([
        cases.open(),
        inviteAll(tx, invitations),
        keepEntries(
          tx,
          kept.map(({ entries }) => entries),
        ),
        insertSubmissions(tx, submissions),
        record(tx, ...going.map(submitted)),
      ])
    },
  }
}

/** Identifiers are kept in the vault, and their tokens in the answers, as on a page of a journey. */
function withTokens(tx: Tx<JourneysWorld>, going: Going) {
  const { personId: person, submissionId: about, ready } = going
  const { answers, entries } = tokenisedAnswers(tx, ready.definition, { answers: ready.request.answers, about })
  return { going: { ...going, ready: { ...ready, request: { ...ready.request, answers } } }, entries: { person, about, entries } }
}

function sentBy({ personId: person, ready: { definition, request, named } }: Going) {
  const { language, answers } = request
  const requests = definition.services.map(service => ({ service, answers, sources: {} }))
  return { person, submission: named, language, channel: 'api' as const, requests }
}

function invitedBy({ personId: person, submissionId: about, ready: { definition } }: Going) {
  const { id: service, owner: agency } = definition.services[0]!
  return { id: newId(), person, about, service, agency, moment: 'sent' as const, channel: 'api' as const }
}

type Made = { opened: readonly OpenedCase[]; feedbackId: string }

async function submissionOf(
  tx: Tx<JourneysWorld>,
  { personId, ready }: Going,
  { opened, feedbackId }: Made,
): Promise<Submission> {
  const { definition, request, named } = ready
  const { id, reference, contentDigest: digest } = named
  const sent: Omit<Submission, 'signedReceipt'> = {
    // No draft came before it: it stands for its own.
    ...{ id, personId, draftId: id, reference, key: id, digest, feedbackId, sentAt: tx.now() },
    ...{
      kind: 'service',
      subject: definition.services[0]!.id,
      language: request.language,
      channel: 'api',
      answers: request.answers,
    },
    requests: opened.map(({ id: caseId, reference, service, version, dueOn }) => ({
      service,
      version,
      caseId,
      reference,
      dueOn,
    })),
  }
  return { ...sent, signedReceipt: await signReceipt(tx, sent) }
}

/** Told of the person and done by the system, so that it stands among what others did with their data. */
function submitted({ personId: person, submissionId: about, system: by, ready: { definition, system } }: Going) {
  const { id: service } = definition.services[0]!
  const facts = { services: [service], service, submission: about, channel: 'api', system: system.name, agency: system.agency }
  return { kind: 'journey.submitted' as const, about, person, by, facts }
}
