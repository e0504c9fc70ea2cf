import type { Answers } from '#catalogue'
import type { Language } from '#platform'
import { canonical, fingerprintOf } from './canonical.ts'
import type { Channel, Draft } from './draft.ts'

/** What was sent, once, and what was promised in return. */
export interface Submission {
  readonly id: string
  readonly personId: string
  readonly draftId: string
  readonly reference: string
  readonly key: string
  readonly digest: string
  readonly kind: Draft['kind']
  readonly subject: string
  readonly language: Language
  readonly channel: Channel
  readonly answers: Answers
  /** One per agency's case, with the day promised to this person on this day. */
  readonly requests: readonly PromisedRequest[]
  readonly feedbackId: string | null
  readonly sentAt: Date
  /** The receipt as a compact JWS; null for what was sent before receipts were signed. */
  readonly signedReceipt: string | null
}

export interface PromisedRequest {
  readonly service: string
  readonly version: number
  readonly caseId: string
  readonly reference: string
  /** Calendar day, `YYYY-MM-DD`. */
  readonly dueOn: string
}

/** A fingerprint of everything that would be sent: the answers that count, and the services they go to. */
export function digestOf(answers: Answers, services: readonly { id: string; version: number }[]): string {
  return digestOfText(canonical(answers), services)
}

/** The same of answers that are written as canonical text already. */
export function digestOfText(answers: string, services: readonly { id: string; version: number }[]): string {
  return fingerprintOf(`[${answers},${canonical(services.map(({ id, version }) => [id, version]))}]`)
}
