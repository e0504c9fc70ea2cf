import type { Fact } from '../fact.ts'
import { compilePattern } from '../pattern/compile-pattern.ts'
import { isMatched } from '../pattern/find-pattern.ts'
import type { AnswerFault } from './answer-fault.ts'

/** Controls, and the marks that make text run otherwise than it reads (CVE-2021-42574). Marks of direction alone are allowed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
export const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/g

/** Typed text as it is kept: composed (NFC), one kind of line break, nothing around it. */
export function tidy(raw: string): string {
  return raw.replaceAll(LINE_BREAKS, '\n').replaceAll('\ufeff', '').normalize('NFC').trim()
}

export function tidyLine(raw: string): string {
  return tidy(raw).replaceAll(/\s+/g, ' ')
}

/** Whether a text can be stored, shown and read as what it looks like. */
export function isSafeText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !UNSAFE.test(value)
}

/** The most characters a text may have when its fact does not say. */
export const LONGEST_TEXT = 10_000

/** Length in characters, words, and the fact's own pattern. */
export function textFault(value: unknown, { rules }: Pick<Fact, 'rules'>): AnswerFault | undefined {
  if (!isSafeText(value)) return { code: 'not-text' }
  const max = rules.maxLength ?? LONGEST_TEXT
  if (value.length > max && [...value].length > max) return { code: 'too-long', max }
  if (rules.maxWords !== undefined && wordsIn(value) > rules.maxWords) return { code: 'too-many-words', max: rules.maxWords }
  return rules.pattern !== undefined && !matches(value, rules.pattern) ? { code: 'wrong-form' } : undefined
}

/** Whether all of a text fits a pattern. It takes a time that grows with the text, whatever the pattern. */
export function matches(value: string, pattern: string): boolean {
  return isMatched(compilePattern(`^(?:${pattern})$`), value)
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}
