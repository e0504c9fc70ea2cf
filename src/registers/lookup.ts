import type { NotAnswered } from './adapters/index.ts'

export type LookupId = string

/** On what a lookup rests: a law, as it is cited, or the person's own consent. */
export type Ground = { readonly law: string } | { readonly consent: string }

/** How a lookup ended; `asked` means that no end was ever written down. */
export type LookupOutcome = 'asked' | 'found' | 'nothing' | 'refused' | 'unavailable'

/** Why no facts came. `no-consent`, `no-national-id`: we did not ask; `refused`: the register would not say. */
export type NoAnswer = NotAnswered['reason'] | 'refused' | 'no-consent' | 'no-national-id'

/** One look at a person's data, as they may read it: who, what, when, why, on which ground. */
export interface LookupRecord {
  readonly id: LookupId
  /** `register.query` */
  readonly query: string
  readonly facts: readonly string[]
  /** Whose register was asked. */
  readonly agency: string
  /** For which service: its owner is who looked. */
  readonly service: string
  readonly by: string
  readonly law: string | null
  readonly consentId: string | null
  readonly outcome: LookupOutcome
  readonly askedAt: Date
}
