import type { FileKind } from './file-kind.ts'

/** What is wrong with a typed answer; the page says it in the person's language. `part` names the field to point at: `month`, `postcode`. */
export type AnswerFault = { readonly part?: string } & (
  | { readonly code: 'missing' | 'not-text' | 'not-a-number' | 'not-whole' | 'not-money' | 'not-a-date' | 'impossible-date' }
  | { readonly code: 'not-past' | 'not-future' | 'not-email' | 'not-telephone' | 'not-website' | 'not-national-id' }
  | { readonly code: 'not-bank-account' | 'not-an-option' | 'wrong-form' }
  | { readonly code: 'too-long' | 'too-many-words' | 'too-many-items' | 'too-many-decimals'; readonly max: number }
  | { readonly code: 'empty-file' | 'file-lost' | 'file-harmful' | 'file-not-checked' | 'no-room' }
  | { readonly code: 'file-too-large'; readonly max: number }
  | { readonly code: 'wrong-kind'; readonly kinds: readonly FileKind[] }
  | { readonly code: 'too-few-items'; readonly min: number }
  | { readonly code: 'too-small'; readonly min: number }
  | { readonly code: 'too-large'; readonly max: number }
  /** A fault in one entry of a list; `index` counts from 0, `field` is the item's own. */
  | { readonly code: 'in-list'; readonly index: number; readonly field: string; readonly fault: AnswerFault }
)

export type ReadAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: AnswerFault }

export function read(value: unknown): ReadAnswer {
  return { ok: true, value }
}

export function wrong(fault: AnswerFault): { readonly ok: false; readonly fault: AnswerFault } {
  return { ok: false, fault }
}
