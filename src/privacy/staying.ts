import { type Case, lastFactGoesOn, serviceOf } from '#cases'
import { dayOf } from '#platform'
import type { PrivacyWorld } from './world.ts'

/** What must stay, in groups that people understand, each with the tables it stands for; a test misses none that is held. */
export const staying = {
  account: ['people.person', 'vault.entry', 'people.identity', 'people.organisation', 'people.officer', 'people.session'],
  mandates: ['people.mandate', 'people.mandate_guess'],
  consents: ['people.consent', 'people.consent_moment', 'registers.lookup'],
  requests: [
    ...['journeys.draft', 'journeys.submission', 'journeys.sending', 'documents.file'],
    ...['journeys.offer', 'journeys.offer_stop', 'registers.happening'],
    ...['cases.case_file', 'cases.task', 'cases.assessment', 'cases.decision'],
    ...['cases.earlier_fact', 'cases.recheck'],
  ],
  documents: ['documents.document'],
  messages: ['mailbox.message', 'mailbox.notice', 'mailbox.notice_address'],
  feedback: ['feedback.invitation', 'feedback.answer'],
  questions: [
    ...['privacy.inquiry', 'privacy.emergency', 'privacy.alert', 'privacy.incident_notice'],
    ...['privacy.erasure', 'privacy.hold', 'privacy.correction', 'privacy.correction_notice'],
    'privacy.look_review',
  ],
  log: ['platform.event'],
} as const satisfies Record<string, readonly string[]>

/** How long what was told for one request is kept. */
export interface StayingRequest {
  readonly request: Case
  readonly law: readonly string[]
  /** The longest that one of its facts is kept after the decision, `P2Y`. */
  readonly period: string
  /** The day the last of it goes; undefined until it is decided. */
  readonly until: string | undefined
  readonly isOver: boolean
}

/** How long a request's facts stay, and on which law; undefined when its version cannot be had any more. */
export function stayOf(world: PrivacyWorld, request: Case): StayingRequest | undefined {
  const service = serviceOf(world, request)
  if (!service) return undefined
  const today = dayOf(world.now())
  const last = lastFactGoesOn(service, request.decision ? dayOf(request.decision.at) : today)
  const until = request.decision && last?.on
  return {
    ...{ request, until, isOver: until !== undefined && until <= today },
    law: service.law.map(({ cite }) => cite),
    period: last?.period ?? 'P0D',
  }
}
