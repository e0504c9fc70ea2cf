/** A regular expression as a tree. What `one` takes is one character, as JavaScript would. */
export type PatternNode =
  | { readonly kind: 'one'; readonly source: string }
  | { readonly kind: 'at'; readonly place: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'all' | 'either'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly part: PatternNode; readonly number: number }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number; readonly lazy: boolean }

/** A pattern that cannot be matched in a time that grows with the text alone, or is none. */
export class PatternFault extends Error {}

interface Reading {
  readonly source: string
  at: number
  groups: number
  depth: number
}

const DEEPEST = 50
const OPENINGS = /\((?:\?:|\?<[A-Za-z_]\w*>|(?!\?))/y
const QUANTIFIER = /(?:([?*+])|\{(\d{1,4})(,(\d{0,4}))?\})(\??)/y
// One character, however it is written; whether the escape means anything is JavaScript's to say.
const ESCAPE = /\\(?:[pP]\{[^}]*\}|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|0(?!\d)|[^1-9kpPuxc])/uy

/** Reads a regular expression of JavaScript (flag u or v). @throws {PatternFault} for looks ahead or behind and back-references */
export function readPattern(source: string): PatternNode {
  const reading: Reading = { source, at: 0, groups: 0, depth: 0 }
  const tree = alternatives(reading)
  if (reading.at < source.length) throw new PatternFault('A bracket is closed that was never opened.')
  return tree
}

function alternatives(reading: Reading): PatternNode {
  if (++reading.depth > DEEPEST) throw new PatternFault(`Brackets stand more than ${DEEPEST} deep in one another.`)
  const parts = [sequence(reading)]
  while (take(reading, '|')) parts.push(sequence(reading))
  reading.depth--
  return parts.length === 1 ? parts[0]! : { kind: 'either', parts }
}

function sequence(reading: Reading): PatternNode {
  const parts: PatternNode[] = []
  while (reading.at < reading.source.length && !'|)'.includes(reading.source[reading.at]!)) {
    const part = place(reading) ?? repeated(group(reading) ?? one(reading), reading)
    parts.push(part)
  }
  return { kind: 'all', parts }
}

function place(reading: Reading): PatternNode | undefined {
  for (const place of ['^', '$', '\\b', '\\B'] as const) if (take(reading, place)) return { kind: 'at', place }
  return undefined
}

function group(reading: Reading): PatternNode | undefined {
  if (reading.source[reading.at] !== '(') return undefined
  const opening = match(OPENINGS, reading)
  if (!opening) throw new PatternFault('It looks ahead or behind, with (?= , (?! or (?<.')
  const number = opening === '(?:' ? 0 : ++reading.groups
  const part = alternatives(reading)
  if (!take(reading, ')')) throw new PatternFault('A bracket is left open.')
  return number > 0 ? { kind: 'group', part, number } : part
}

function one(reading: Reading): PatternNode {
  const { source, at } = reading
  if (source[at] === '[') return { kind: 'one', source: classAt(reading) }
  if (source[at] === '\\') {
    const sign = match(ESCAPE, reading)
    if (!sign) throw new PatternFault('It looks back at what it matched before, or ends in a lone backslash.')
    return { kind: 'one', source: sign }
  }
  const character = String.fromCodePoint(source.codePointAt(at)!)
  if ('*+?{}]'.includes(character)) throw new PatternFault(`“${character}” stands where nothing can be repeated.`)
  reading.at += character.length
  return { kind: 'one', source: character }
}

/** A class in square brackets, classes inside it too. */
function classAt(reading: Reading): string {
  const { source, at } = reading
  let depth = 0
  for (let end = at; end < source.length; end++) {
    if (source[end] === '\\') end++
    else if (source[end] === '[') depth++
    else if (source[end] === ']' && --depth === 0) {
      reading.at = end + 1
      return source.slice(at, end + 1)
    }
  }
  throw new PatternFault('A square bracket is left open.')
}

function repeated(part: PatternNode, reading: Reading): PatternNode {
  QUANTIFIER.lastIndex = reading.at
  const found = QUANTIFIER.exec(reading.source)
  if (!found) return part
  reading.at += found[0].length
  const [, sign, from, comma, to] = found
  const lazy = found[5] === '?'
  if (sign) return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY, lazy }
  const min = Number(from)
  const max = comma ? (to ? Number(to) : Number.POSITIVE_INFINITY) : min
  if (max < min) throw new PatternFault(`{${min},${max}} goes down.`)
  return { kind: 'repeat', part, min, max, lazy }
}

function take(reading: Reading, text: string): boolean {
  const isThere = reading.source.startsWith(text, reading.at)
  if (isThere) reading.at += text.length
  return isThere
}

function match(sticky: RegExp, reading: Reading): string | undefined {
  sticky.lastIndex = reading.at
  const found = sticky.exec(reading.source)?.[0]
  if (found) reading.at += found.length
  return found
}
