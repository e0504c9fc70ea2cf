import type { Language, Words } from '#platform'
import type { PersonId } from './person.ts'

export type ConsentId = string

/** What a person let us ask a register, as they read it. */
export interface Consent {
  readonly id: ConsentId
  readonly person: PersonId
  /** `register.query` */
  readonly query: string
  readonly facts: readonly string[]
  /** Why, in the very words the person read. */
  readonly purpose: Words
  readonly service: string
  /** The journey or case it was given in. */
  readonly matter: string | null
  /** Which version of the words they agreed to, and in which language. */
  readonly wording: string
  readonly language: Language
  readonly givenAt: Date
  readonly validUntil: Date
  readonly withdrawnAt: Date | null
}

/** A fact as a consent names it: by its own name, or by the list it stands in. */
export interface FactAsked {
  readonly name: string
  readonly of?: string
}

/** Whether a consent lets these facts be asked of this register now: neither more facts, nor another register, nor later. */
export function covers(
  consent: Consent,
  { query, facts, at }: { query: string; facts: readonly FactAsked[]; at: Date },
): boolean {
  return (
    isStanding(consent, at) &&
    consent.query === query &&
    facts.every(({ name, of }) => consent.facts.some(agreed => agreed === name || agreed === of))
  )
}

/** Whether a consent still stands: neither withdrawn nor run out. */
export function isStanding({ withdrawnAt, validUntil }: Consent, at: Date): boolean {
  return withdrawnAt === null && at < validUntil
}
