import type { AgencyId, CameBy, Pays, ServiceId, Words } from '#catalogue'
import { dayOf, type Language, type NewEvent, Refusal, type Sentence } from '#platform'
import { words } from './words.ts'

export type CaseId = string
export type PersonId = string

/** `waiting-on-other`: begins when the case it follows is granted. */
export type CaseState = 'waiting-on-other' | 'open' | 'decided'

/** `closed`: nobody judged it, because the case it was waiting for was not granted. */
export type CaseOutcome = 'granted' | 'refused' | 'closed'

/** Money that a decision brings. */
export interface Payment {
  readonly amountMinor: number
  readonly currency: string
  readonly every: Pays['every']
}

export interface CaseDocument {
  readonly id: string
  readonly code: string
  readonly name: Words
}

/** What was decided, as it is kept; `reason` is the officer's own words, absent when the rules decided. */
export interface TakenDecision {
  readonly outcome: CaseOutcome
  readonly because?: string
  readonly words?: Words
  readonly reason?: string
  readonly pays?: Payment
  readonly documents: readonly CaseDocument[]
  /** An officer's id, or `rules`. */
  readonly by: string
  readonly officerName?: string
  readonly at: Date
}

/** One service's part of what a person sent, worked by one agency. */
export interface Case {
  readonly id: CaseId
  readonly reference: string
  readonly person: PersonId
  readonly submission: { readonly id: string; readonly reference: string }
  readonly service: ServiceId
  readonly version: number
  readonly agency: AgencyId
  readonly channel: CameBy
  readonly language: Language
  readonly state: CaseState
  /** The service of the same submission that it waits or waited for. */
  readonly follows?: ServiceId
  readonly receivedAt: Date
  /** The last day that keeps the promise given at receipt; it never moves. */
  readonly dueOn: string
  readonly openTasks: number
  readonly decision?: TakenDecision
}

/** What is to be decided. */
export interface NewDecision {
  readonly outcome: CaseOutcome
  readonly because?: string
  readonly words?: Words
  readonly reason?: string
  readonly pays?: Payment
}

/** Who decides: an officer, or the service's own rules. */
export interface Decider {
  readonly id: string
  readonly agency: AgencyId
  readonly personId?: PersonId
  readonly name?: string
  /** Everybody by whose mandate they may act. */
  readonly actsFor?: readonly PersonId[]
}

/** The service's rules as the decider of a case. */
export function rulesOf(current: Pick<Case, 'agency'>): Decider {
  return { id: 'rules', agency: current.agency }
}

/**
 * Decides a case, or refuses to. Pure: it returns what happened and leaves saving it to the caller.
 * @throws {Refusal} CASE_NOT_FOUND, CASE_IS_YOUR_OWN, CASE_OF_YOUR_MANDATE, CASE_ALREADY_DECIDED, CASE_WAITS_ON_OTHER, CASE_TASKS_OPEN
 */
export function decide(current: Case, decision: NewDecision, by: Decider, at: Date): NewEvent {
  mayWork(current, by)
  if (current.decision) throw alreadyDecided(current.decision)
  if (current.state === 'waiting-on-other' && decision.outcome !== 'closed') throw refusal('CASE_WAITS_ON_OTHER', 409)
  if (current.openTasks > 0 && decision.outcome !== 'closed') throw refusal('CASE_TASKS_OPEN', 409)
  const { service, version, agency, channel, dueOn } = current
  return {
    kind: 'case.decided',
    about: current.id,
    person: current.person,
    by: by.id,
    facts: {
      ...{ outcome: decision.outcome, because: decision.because ?? null, service, version, agency, channel, dueOn },
      receivedAt: current.receivedAt.toISOString(),
      inTime: dayOf(at) <= dueOn,
    },
  }
}

/** Lets only an officer of the case's agency near it, and nobody near their own or that of whoever lets them act for them. Another agency's case is not there. */
export function mayWork(current: Pick<Case, 'agency' | 'person'>, by: Decider): void {
  if (by.agency !== current.agency) throw caseNotFound()
  if (by.personId === current.person) throw refusal('CASE_IS_YOUR_OWN', 403)
  if (by.actsFor?.includes(current.person)) throw refusal('CASE_OF_YOUR_MANDATE', 403)
}

/** Not there, or not yours: the answer is the same. */
export function caseNotFound(): Refusal {
  return refusal('CASE_NOT_FOUND', 404)
}

/** The refusal a second officer meets; it carries what the first decided. */
export class AlreadyDecided extends Refusal {
  readonly first: TakenDecision
  constructor(first: TakenDecision, say: Sentence) {
    super('CASE_ALREADY_DECIDED', 409, say)
    this.first = first
  }
}

function alreadyDecided(first: TakenDecision): AlreadyDecided {
  return new AlreadyDecided(first, language => words(language)('CASE_ALREADY_DECIDED'))
}

/** An officer cannot grant what was granted for the same thing before. */
export function grantedBefore(): Refusal {
  return refusal('CASE_GRANTED_BEFORE', 409)
}

type RefusalCode =
  | 'CASE_GRANTED_BEFORE'
  | 'CASE_NOT_FOUND'
  | 'CASE_IS_YOUR_OWN'
  | 'CASE_OF_YOUR_MANDATE'
  | 'CASE_WAITS_ON_OTHER'
  | 'CASE_TASKS_OPEN'

function refusal(code: RefusalCode, status: number): Refusal {
  return new Refusal(code, status, language => words(language)(code))
}
