import type { FeelRange } from 'feelin'
import { readDate, readDateTime, readDuration, readMoment, readTime } from './temporal.ts'
import { interval, upward } from './values.ts'

const RANGE = /^\s*([[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])\s*$/s
const NUMBER = /^-?\d+(?:\.\d+)?$/
const CALL = /^(@|date and time|date|time|duration)\s*\(?\s*"([^"]*)"\s*\)?$/

/** The range a text says, `[18..21)`: its ends are literals, never calculations, and the first is not after the last. Null for anything else. */
export function rangeIn(text: string): FeelRange | null {
  const [, open, start, end, close] = RANGE.exec(text) ?? []
  return start && end ? upward(interval(open, literal(start), literal(end), close)) : null
}

function literal(text: string): unknown {
  if (NUMBER.test(text)) return Number(text)
  const [, quoted] = /^"([^"]*)"$/.exec(text) ?? []
  if (quoted !== undefined) return quoted
  const [, name, value = ''] = CALL.exec(text) ?? []
  return name ? READERS[name]!(value) : null
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  '@': readMoment,
  date: readDate,
  time: readTime,
  'date and time': readDateTime,
  duration: readDuration,
}
