import type { PersonId } from './person.ts'

export type MandateId = string

/** What somebody may do for another: look, fill in, send. */
export const acts = ['see', 'prepare', 'send'] as const
export type Act = (typeof acts)[number]

/** What they are to each other. */
export const relations = ['relative', 'carer', 'professional', 'mediator', 'parent', 'director'] as const
export type Relation = (typeof relations)[number]

/** What a mandate rests on: the word of the person, or a register. */
export type MandateGround = 'given' | 'population-register' | 'organisation-register'

/** That one person may act for another, how far, and until when. Nobody holds it before it is accepted. */
export interface Mandate {
  readonly id: MandateId
  readonly giver: PersonId
  readonly giverName: string
  readonly holder: PersonId | null
  readonly holderName: string | null
  readonly relation: Relation
  readonly ground: MandateGround
  readonly acts: readonly Act[]
  /** Null for every service. */
  readonly services: readonly string[] | null
  readonly givenAt: Date
  readonly validFrom: Date
  readonly validUntil: Date
  /** Until when its code opens it; null once it is held. */
  readonly codeEndsAt: Date | null
  readonly acceptedAt: Date | null
  readonly endedAt: Date | null
}

/** For whom somebody acts in this session, and how far that reaches. */
export interface Acting {
  readonly mandate: MandateId
  readonly of: PersonId
  readonly name: string
  /** Who really sits there. */
  readonly by: PersonId
  readonly acts: readonly Act[]
  readonly services: readonly string[] | null
}

export type Validity = Pick<Mandate, 'acceptedAt' | 'endedAt' | 'validFrom' | 'validUntil'>

/** Whether one may act by it now. */
export function holds({ acceptedAt, endedAt, validFrom, validUntil }: Validity, now: Date): boolean {
  return acceptedAt !== null && endedAt === null && validFrom <= now && now < validUntil
}

/** Whether it can still be accepted by its code. */
export function isOpen(
  { codeEndsAt, endedAt, validUntil }: Pick<Mandate, 'codeEndsAt' | 'endedAt' | 'validUntil'>,
  now: Date,
): boolean {
  return codeEndsAt !== null && endedAt === null && now < codeEndsAt && now < validUntil
}

/** Whether all of these services lie within it. */
export function reaches({ services }: Pick<Mandate, 'services'>, wanted: readonly string[]): boolean {
  return services === null || wanted.every(service => services.includes(service))
}
