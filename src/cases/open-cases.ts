import { type Answers, type CameBy, holds, type Service, type ServiceId } from '#catalogue'
import { dayOf, type Language, newId, newReference, record, type Tx } from '#platform'
import type { CaseId, PersonId } from './case.ts'
import { factsNeededBy, type Sources } from './case-facts.ts'
import { decisionDueOn } from './deadline.ts'
import { tellReceived } from './messages.ts'
import { insertCases, type NewCase } from './store.ts'
import type { OpeningWorld } from './world.ts'

/** What a person sent, once: one case is opened for each request. */
export interface Sent {
  readonly person: PersonId
  readonly submission: { readonly id: string; readonly reference: string }
  /** What files and identifiers were given in, where it is not the submission itself. */
  readonly journey?: string
  readonly language: Language
  readonly channel?: CameBy
  /** Nobody asked: a law lets it begin by itself, upon this event. */
  readonly unasked?: { readonly event: string; readonly law: string }
  readonly requests: readonly SentRequest[]
}

export interface SentRequest {
  readonly service: Service
  readonly answers: Answers
  /** It begins when this service of the same submission is granted. */
  readonly after?: ServiceId | undefined
  readonly sources: Sources
}

export interface OpenedCase {
  readonly id: CaseId
  readonly reference: string
  readonly service: ServiceId
  readonly version: number
  readonly dueOn: string
}

/**
 * Opens the cases of one submission, in the submission's own transaction: all of them, or none. Each agency gets only
 * what its service needs; the person gets a message from each. A second time for the same submission fails as a whole.
 */
export async function openCases(tx: Tx<OpeningWorld>, sent: Sent): Promise<OpenedCase[]> {
  const { opened, open } = casesToOpen(tx, [sent])
  await open()
  return opened[0]!
}

/** The same for submissions of many people that share one transaction: the cases of each, in order, and what writes them. */
export function casesToOpen(tx: Tx<OpeningWorld>, all: readonly Sent[]): { opened: OpenedCase[][]; open(): Promise<void> } {
  const opening = all.map(sent => ({
    sent,
    cases: sent.requests.map((request, position) => newCase(tx, sent, { ...request, position })),
  }))
  return { opened: opening.map(({ cases }) => cases.map(openedAs)), open: () => writeCases(tx, opening) }
}

function openedAs({ id, reference, service, version, dueOn }: NewCase): OpenedCase {
  return { id, reference, service, version, dueOn }
}

interface Opening {
  readonly sent: Sent
  readonly cases: readonly NewCase[]
}

async function writeCases(tx: Tx<OpeningWorld>, opening: readonly Opening[]): Promise<void> {
  const asked = opening.filter(({ sent }) => !sent.unasked).flatMap(({ cases }) => cases)
  await Promise.all([
    insertCases(
      tx,
      opening.flatMap(({ cases }) => cases),
    ),
    record(tx, ...opening.flatMap(({ sent, cases }) => cases.map(one => opened(one, sent)))),
    asked.length > 0 && tellReceived(tx, asked),
  ])
}

function newCase(tx: OpeningWorld, sent: Sent, request: SentRequest & { position: number }): NewCase {
  const { service, answers, sources } = request
  const { person, submission, journey = submission.id, language, channel = 'web' } = sent
  const followed = sent.requests.find(other => other.service.id === request.after)
  return {
    ...{ id: newId(), reference: newReference(), person, submission, journey, language, channel, receivedAt: tx.now() },
    ...{ service: service.id, version: service.version, agency: service.owner, position: request.position },
    state: followed ? 'waiting-on-other' : 'open',
    ...(followed && { follows: followed.service.id }),
    dueOn: dueOn(tx, sent, request),
    facts: factsNeededBy(service, { answers, sources }),
    tasks: tasksFor(tx, service, answers),
  }
}

/** The promise runs from receipt; where a service's clock pauses while it waits for another, from the day that one is promised. */
function dueOn(tx: OpeningWorld, sent: Sent, { service, after }: SentRequest): string {
  const pauses = service.clock.pausesWhile.includes('waiting-on-other')
  const followed = pauses && sent.requests.find(other => other.service.id === after)
  const from = followed ? dueOn(tx, sent, followed) : dayOf(tx.now())
  return promisedDay(from, service.decideWithin.days, tx.closedDays)
}

const promised = new WeakMap<readonly string[], Map<string, string>>()
const PROMISED_MAX = 1_000

/** As `decisionDueOn`, reckoned once for all who send a service on one day. */
function promisedDay(from: string, days: number, closedDays: readonly string[]): string {
  const known = promised.get(closedDays) ?? new Map<string, string>()
  promised.set(closedDays, known)
  const key = `${from} ${days}`
  const day = known.get(key) ?? decisionDueOn(from, days, closedDays)
  if (known.size >= PROMISED_MAX) known.clear()
  known.set(key, day)
  return day
}

function tasksFor(tx: OpeningWorld, { tasks }: Service, answers: Answers): NewCase['tasks'] {
  const today = dayOf(tx.now())
  return tasks
    .filter(({ when }) => holds(when, answers, today) !== false)
    .map(({ id, agency, withinDays }) => ({ task: id, agency, dueOn: decisionDueOn(today, withinDays, tx.closedDays) }))
}

function opened(
  { id, person, submission, service, version, agency, channel, dueOn, follows }: NewCase,
  { unasked }: Pick<Sent, 'unasked'>,
) {
  return {
    ...{ kind: 'case.opened' as const, about: id, person, by: unasked ? 'system' : person },
    facts: {
      ...unasked,
      submission: submission.id,
      service,
      version,
      agency,
      channel,
      dueOn,
      follows: follows ?? null,
    },
  }
}
