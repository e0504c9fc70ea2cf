import { matches } from '../answer/text.ts'

const PLAIN = ['A plain answer', 'Fairhaven', 'AB12', '12345678', 'A12345678', '2027', 'A']

/** A text that fits a pattern, plain when that will do; undefined when none was found. @param pattern a JavaScript regular expression */
export function textThatFits(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return PLAIN[0]
  return [...PLAIN, ...made(pattern)].find(text => matches(text, pattern))
}

/** One text after the pattern's own parts: the first way of every choice, as few repeats as are allowed. */
function made(pattern: string): string[] {
  const reading = { pattern, at: 0 }
  const text = readChoice(reading)
  return reading.at === pattern.length ? [text] : []
}

interface Reading {
  readonly pattern: string
  at: number
}

function readChoice(reading: Reading): string {
  const first = readSequence(reading)
  while (reading.pattern[reading.at] === '|') {
    reading.at++
    readSequence(reading)
  }
  return first
}

function readSequence(reading: Reading): string {
  let text = ''
  while (reading.at < reading.pattern.length && !'|)'.includes(reading.pattern[reading.at]!)) {
    const part = readPart(reading)
    text += part.repeat(readTimes(reading))
  }
  return text
}

function readPart(reading: Reading): string {
  const rest = reading.pattern.slice(reading.at)
  const [group] = /^\((\?:)?/.exec(rest) ?? []
  if (group) {
    reading.at += group.length
    const inner = readChoice(reading)
    reading.at++
    return inner
  }
  const [part = rest[0]!] = /^(\[(?:\\.|[^\]])+\]|\\.)/u.exec(rest) ?? []
  reading.at += part.length
  return signFor(part)
}

const SIGNS = 'a0A1 -.,/+@_z9Z'

/** The first of a few plain signs that a single part takes; the part itself when it is one sign. */
function signFor(part: string): string {
  if (part === '^' || part === '$') return ''
  if (part.length === 1 && part !== '.') return part
  return [...SIGNS].find(sign => matches(sign, part)) ?? part.replace(/^\\/, '')
}

function readTimes(reading: Reading): number {
  const [times = '', least] = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(reading.pattern.slice(reading.at)) ?? []
  reading.at += times.length
  if (least !== undefined) return Number(least)
  return /^[?*]/.test(times) ? 0 : 1
}
