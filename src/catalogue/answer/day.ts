import type { Fact } from '../fact.ts'
import { westernDigits } from './amount.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'

const EARLIEST_YEAR = 1850
const LATEST_YEAR = 2200
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH = /^(\d{4})-(\d{2})$/

type Parts = Readonly<Record<string, unknown>>

/** A date from its typed parts, in any digits: `YYYY-MM-DD`. */
export function readDay(parts: Parts): ReadAnswer {
  return readParts(parts, ['day', 'month', 'year'], ([day, month, year]) => `${year}-${month}-${day}`)
}

/** A month of a year from its typed parts: `YYYY-MM`. */
export function readMonth(parts: Parts): ReadAnswer {
  return readParts(parts, ['month', 'year'], ([month, year]) => `${year}-${month}`)
}

function readParts(parts: Parts, names: readonly string[], join: (typed: string[]) => string): ReadAnswer {
  const typed = names.map(name => westernDigits(String(parts[name] ?? '')).replaceAll(/[\s\u200e\u200f\u061c]/g, ''))
  const blank = typed.indexOf('')
  if (blank >= 0) return wrong({ code: 'missing', part: names[blank]! })
  const unread = typed.findIndex((text, at) => !(names[at] === 'year' ? /^\d{4}$/ : /^\d{1,2}$/).test(text))
  if (unread >= 0) return wrong({ code: 'not-a-date', part: names[unread]! })
  return read(join(typed.map((text, at) => (names[at] === 'year' ? text : text.padStart(2, '0')))))
}

/** What is wrong with `YYYY-MM-DD`: no such day, or not on the side of today it should be. */
export function dayFault(value: unknown, { rules }: Pick<Fact, 'rules'>, on: string): AnswerFault | undefined {
  const match = typeof value === 'string' ? DAY.exec(value) : null
  if (typeof value !== 'string' || !match) return { code: 'not-a-date' }
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  return (
    monthFaultOf(year, month) ??
    (day < 1 || day > lastDay(year, month) ? { code: 'impossible-date', part: 'day' } : sideFault(value, rules, on))
  )
}

/** What is wrong with `YYYY-MM`. */
export function monthFault(value: unknown, { rules }: Pick<Fact, 'rules'>, on: string): AnswerFault | undefined {
  const match = typeof value === 'string' ? MONTH.exec(value) : null
  if (typeof value !== 'string' || !match) return { code: 'not-a-date' }
  return monthFaultOf(Number(match[1]), Number(match[2])) ?? sideFault(value, rules, on.slice(0, 7))
}

function monthFaultOf(year: number, month: number): AnswerFault | undefined {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return { code: 'impossible-date', part: 'year' }
  return month < 1 || month > 12 ? { code: 'impossible-date', part: 'month' } : undefined
}

function sideFault(value: string, { past, future }: Fact['rules'], today: string): AnswerFault | undefined {
  if (past && value > today) return { code: 'not-past' }
  return future && value < today ? { code: 'not-future' } : undefined
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
