import type { Language, Words } from '#platform'
import type { PersonId } from './person.ts'

export type ConsentId = string

/** Which fields a consent record has, and what they mean; told in every receipt. @see docs/CONSENT.md */
export const CONSENT_SCHEMA = 'portico-consent/1 (ISO/IEC TS 27560:2023, DPV 2.0)'

/** What a person agreed to besides the question itself, as it was when they agreed: it never changes. */
export interface ConsentTerms {
  /** The agency that answers for what is done with the data. */
  readonly controller: string
  /** Which agencies get to see it. */
  readonly recipients: readonly string[]
  /** What each fact is, in the terms of the Data Privacy Vocabulary. */
  readonly categories: Readonly<
    Record<string, 'dpv:PersonalData' | 'dpv:SensitivePersonalData' | 'dpv:SpecialCategoryPersonalData'>
  >
  /** What is done with it: `dpv:Collect`. */
  readonly processing: readonly `dpv:${string}`[]
  /** How long each fact is kept after the case is closed, ISO 8601: `P2Y`. */
  readonly retention: Readonly<Record<string, string>>
  /** The country whose law counts, ISO 3166 where it has a code. */
  readonly jurisdiction: string
  /** The notice as it stood on the page, in the language of the consent. */
  readonly notice: string
}

/** Where somebody gave, refreshed or withdrew a consent. */
export type ConsentChannel = 'web' | 'phone' | 'counter'

/** One thing that became of a consent. */
export interface ConsentMoment {
  readonly kind: 'given' | 'refreshed' | 'withdrawn' | 'expired'
  readonly channel: ConsentChannel
  /** A person's or officer's id; `system` where time alone did it. */
  readonly by: string
  readonly at: Date
  readonly validUntil: Date
}

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
  readonly channel: ConsentChannel
  /** Null for consents from before they were kept. */
  readonly terms: ConsentTerms | null
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

/** What became of a consent so far; running out is told by the clock, so that nobody has to write it down in time. */
export function historyOf(consent: Consent, moments: readonly ConsentMoment[], at: Date): ConsentMoment[] {
  const { withdrawnAt, validUntil } = consent
  if (withdrawnAt !== null || at < validUntil) return [...moments]
  return [...moments, { kind: 'expired', channel: consent.channel, by: 'system', at: validUntil, validUntil }]
}
