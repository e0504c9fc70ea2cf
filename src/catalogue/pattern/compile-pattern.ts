import { RE2JS, RE2JSException } from 're2js'
import { inRe2 } from './in-re2.ts'

/** A pattern ready to run, by RE2: what a match takes grows with the text times the pattern and never faster. */
export interface Pattern {
  readonly engine: RE2JS
  /** Instructions it comes to. */
  readonly size: number
  /** Nothing in it is repeated without end: a match never looks further than its own longest length. */
  readonly isBounded: boolean
}

/** A pattern that cannot be matched in a time that grows with the text alone, or is none. */
export class PatternFault extends Error {}

const MOST_INSTRUCTIONS = 2_000
const KEPT = 1_000
const made = new Map<string, Pattern>()
const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, s: RE2JS.DOTALL, m: RE2JS.MULTILINE }

/**
 * Compiles a regular expression of JavaScript (flag u or v; i, s and m beside it). Kept, because facts and rules use the same few.
 * @throws {PatternFault} for looks ahead or behind, back-references, and what is too large or is none
 */
export function compilePattern(source: string, flags = 'u'): Pattern {
  const key = `${flags} ${source}`
  const pattern = made.get(key) ?? patternOf(source, flags)
  if (made.size >= KEPT) made.clear()
  made.set(key, pattern)
  return pattern
}

function patternOf(source: string, flags: string): Pattern {
  const engine = engineOf(source, flags)
  const size = engine.programSize()
  if (size > MOST_INSTRUCTIONS) throw new PatternFault(`It comes to more than ${MOST_INSTRUCTIONS} steps written out.`)
  return { engine, size, isBounded: !/[*+]|\{\d+,\}/.test(source) }
}

/** Read by both: a pattern is published as JavaScript's, so what that cannot read, or only RE2 can, is refused. */
function engineOf(source: string, flags: string): RE2JS {
  const asRe2 = [...flags].reduce((sum, flag) => sum | (FLAGS[flag] ?? 0), 0)
  const isRead = readBy(() => new RegExp(source, flags))
  try {
    const engine = RE2JS.compile(isRead ? inRe2(source, flags) : source, asRe2)
    if (isRead) return engine
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw new PatternFault(REASONS.find(([said]) => said.test(error.message))?.[1] ?? NONE)
  }
  throw new PatternFault(NONE)
}

function readBy(compile: () => unknown): boolean {
  try {
    compile()
    return true
  } catch {
    return false
  }
}

const NONE = 'It is not a regular expression.'
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/invalid escape sequence: `\\[1-9k]/, 'It looks back at what it matched before.'],
  [/Perl syntax: `\(\?|named capture: `\(\?<[=!]|lookbehind/, 'It looks ahead or behind, with (?= , (?! or (?<.'],
  [/repeat count|too large/, 'A repeat goes down, or comes to more than 1000 times written out.'],
  [/missing closing \)/, 'A bracket is left open.'],
  [/unexpected \)/, 'A bracket is closed that was never opened.'],
  [/missing closing \]/, 'A square bracket is left open.'],
  [/missing argument|nested repetition/, 'A repeat stands where nothing can be repeated.'],
  [/nests too deeply/, 'Brackets stand too deep in one another.'],
]
