import { Refusal } from '#platform'
import type { Finding } from '../inquiry.ts'
import { reviewWords } from './review-words.ts'
import type { Reason } from './single-out.ts'

/** Hours within which a stated emergency is reviewed by somebody else. */
export const EMERGENCY_REVIEW_HOURS = 72
const HOUR_MS = 3_600_000

/** What a reviewer wrote down; never a penalty by itself. */
export interface Reviewed {
  readonly finding: Finding
  readonly text: string
  readonly reviewerName: string
  readonly at: Date
}

/** Looks that were singled out, and what came of it. */
export interface LookReview {
  readonly person: string
  readonly id: string
  readonly agency: string
  readonly officer: string
  readonly officerName: string
  readonly officerPerson: string
  readonly kind: 'person' | 'day'
  readonly day: string
  readonly looks: number
  readonly service: string | null
  readonly reasons: readonly Reason[]
  readonly foundAt: Date
  readonly reviewed: Reviewed | undefined
}

/** A stated emergency with its review. */
export interface EmergencyReview {
  readonly person: string
  readonly id: string
  readonly agency: string
  readonly officer: string
  readonly officerName: string
  readonly query: string
  readonly law: string
  readonly reason: string
  readonly statedAt: Date
  readonly reviewed: Reviewed | undefined
}

/** The moment by which an emergency must have been reviewed. */
export function reviewDueAt({ statedAt }: Pick<EmergencyReview, 'statedAt'>): Date {
  return new Date(statedAt.getTime() + EMERGENCY_REVIEW_HOURS * HOUR_MS)
}

/** Where a review stands: late is only what has a time by which it must be done. */
export function standOfReview({ reviewed, dueAt }: { reviewed: object | undefined; dueAt?: Date }, now: Date) {
  if (reviewed) return 'reviewed'
  return dueAt && dueAt < now ? 'late' : 'to-review'
}

export function reviewNotThere(): Refusal {
  return refusal('REVIEW_NOT_THERE', 404)
}

export function reviewedAlready(): Refusal {
  return refusal('REVIEW_ALREADY_DONE', 409)
}

/** Nobody reviews what they did, or what was done to their own data. */
export function reviewIsYourOwn(): Refusal {
  return refusal('REVIEW_IS_YOUR_OWN', 403)
}

type Code = 'REVIEW_NOT_THERE' | 'REVIEW_ALREADY_DONE' | 'REVIEW_IS_YOUR_OWN'

function refusal(code: Code, status: number): Refusal {
  return new Refusal(code, status, language => reviewWords(language)(code))
}
