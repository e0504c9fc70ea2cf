import type { NotAnswered } from './adapters/index.ts'

export type LookupId = string

/** On what a lookup rests: a law, as it is cited, or the person's own consent. */
export type Ground = { readonly law: string } | { readonly consent: string }

/** How a lookup ended; `asked` means that no end was ever written down. */
export type LookupOutcome = 'asked' | 'found' | 'nothing' | 'refused' | 'unavailable'

/** Why no facts came. `no-consent`, `no-national-id`: we did not ask; `refused`: the register would not say. */
export type NoAnswer = NotAnswered['reason'] | 'refused' | 'no-consent' | 'no-national-id'
