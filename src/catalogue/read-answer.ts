import type { Fact } from './fact.ts'
import type { Language } from './words.ts'

/** What a form sends for one question: one field, several ticked boxes, parts by name (`day`, `month`, `year`), or a list of such. */
export type RawAnswer = string | readonly string[] | RawParts | readonly RawParts[]
export type RawParts = { readonly [part: string]: string | readonly string[] }

/** What is wrong with a typed answer; the page says it in the person's language. `part` names the field to point at: `month`, `postcode`. */
export type AnswerFault = { readonly part?: string } & (
  | { readonly code: 'missing' | 'not-text' | 'not-a-number' | 'not-whole' | 'not-money' | 'not-a-date' | 'impossible-date' }
  | { readonly code: 'not-past' | 'not-future' | 'not-email' | 'not-telephone' | 'not-website' | 'not-national-id' }
  | { readonly code: 'not-bank-account' | 'not-an-option' | 'wrong-form' }
  | { readonly code: 'too-long' | 'too-many-words' | 'too-many-items' | 'too-many-decimals'; readonly max: number }
  | { readonly code: 'too-few-items'; readonly min: number }
  | { readonly code: 'too-small'; readonly min: number }
  | { readonly code: 'too-large'; readonly max: number }
  /** A fault in one entry of a list; `index` counts from 0, `field` is the item's own. */
  | { readonly code: 'in-list'; readonly index: number; readonly field: string; readonly fault: AnswerFault }
)

export type ReadAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: AnswerFault }

/** How the person writes: digits and decimal signs follow the language; `on` is today, for dates past and to come. */
export interface ReadingIn {
  readonly language: Language
  readonly on: string
}

export function readAnswer(_fact: Fact, _raw: RawAnswer, _how: ReadingIn): ReadAnswer {
  throw new Error('being built')
}
