import { FeelDate } from '../feel/feelin.ts'
import { ANY, FALSE, TRUE, type Truth, UNKNOWN } from './truth.ts'

/** A calendar day, counted from 1970-01-01. */
export interface Day {
  readonly day: number
}

/** A value unlike every one that a condition names. */
export const OTHER = Symbol('another value')

/** What a term may be; null when it is not known. */
export type Value = number | string | boolean | Day | typeof OTHER | null

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

export const OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies Operator[]

const DAY_MS = 86_400_000

/** A value of FEEL as one of ours; undefined when conditions over it cannot be cut into regions. */
export function plainOf(feel: unknown): Value | undefined {
  if (feel instanceof FeelDate) return dayOfText(feel.toString())
  if (typeof feel === 'number') return Number.isFinite(feel) ? feel : undefined
  return feel === null || typeof feel === 'string' || typeof feel === 'boolean' ? feel : undefined
}

function dayOfText(text: string): Day | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: Date.parse(text) / DAY_MS } : undefined
}

/** `YYYY-MM-DD`. */
export function textOfDay({ day }: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

export function isDay(value: unknown): value is Day {
  return typeof value === 'object' && value !== null
}

/** What comparing a value with another comes to; more than one truth where FEEL's answer hangs on what is not known here. */
export function compare(value: Value, operator: Operator, other: Value): Truth {
  if (value === null || other === null) return UNKNOWN
  if (isDay(value) && isDay(other)) return ordered(value.day, operator, other.day)
  if (typeof value === 'number' && typeof other === 'number') return ordered(value, operator, other)
  const isAlike = typeof value === typeof other && typeof value !== 'symbol'
  if (operator === '=') return isAlike ? truthOf(value === other) : FALSE | UNKNOWN
  if (operator === '!=') return isAlike ? truthOf(value !== other) : TRUE | UNKNOWN
  return isAlike ? ANY : UNKNOWN
}

function ordered(a: number, operator: Operator, b: number): Truth {
  if (operator === '=') return truthOf(a === b)
  if (operator === '!=') return truthOf(a !== b)
  if (operator === '<') return truthOf(a < b)
  if (operator === '<=') return truthOf(a <= b)
  return operator === '>' ? truthOf(a > b) : truthOf(a >= b)
}

function truthOf(holds: boolean): Truth {
  return holds ? TRUE : FALSE
}
