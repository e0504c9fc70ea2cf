import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin'
import { plus, times } from './decimal.ts'
import { dateOf, dateTimeOf, monthsOf, ofMonths, ofSeconds, secondsOf } from './temporal.ts'

type Moment = FeelDate | FeelTime | FeelDateTime

/** `a + b`: decimals, texts, durations of one kind, and a moment with a duration. Anything else is null. */
export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return plus(a, b)
  if (typeof a === 'string' && typeof b === 'string') return a + b
  if (a instanceof FeelDuration && b instanceof FeelDuration) return addDurations(a, b, 1)
  if (isMoment(a) && b instanceof FeelDuration) return shift(a, b, 1)
  if (a instanceof FeelDuration && isMoment(b)) return shift(b, a, 1)
  return null
}

/** `a - b`: as `+`, and two moments of one kind give a duration. The library left zones out of that. */
export function subtract(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return plus(a, -b)
  if (a instanceof FeelDuration && b instanceof FeelDuration) return addDurations(a, b, -1)
  if (isMoment(a) && b instanceof FeelDuration) return shift(a, b, -1)
  return isMoment(a) && isMoment(b) ? between(a, b) : null
}

/** `a * b`: decimals, and a duration so many times, which the library does not know. */
export function multiply(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return times(a, b)
  if (a instanceof FeelDuration && typeof b === 'number') return scale(a, b)
  if (typeof a === 'number' && b instanceof FeelDuration) return scale(b, a)
  return null
}

/** `a / b`: null by zero; a duration by a number, or by another of its kind. */
export function divide(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return b === 0 ? null : a / b
  if (a instanceof FeelDuration && typeof b === 'number') return b === 0 ? null : scale(a, 1 / b)
  if (!(a instanceof FeelDuration && b instanceof FeelDuration) || a.yearsMonths !== b.yearsMonths) return null
  const measure = a.yearsMonths ? monthsOf : secondsOf
  return measure(b) === 0 ? null : measure(a) / measure(b)
}

/** `a ** b`, of numbers alone. */
export function power(a: unknown, b: unknown): number | null {
  return typeof a === 'number' && typeof b === 'number' ? a ** b : null
}

/** `-a`, of a number or a duration. */
export function negate(value: unknown): unknown {
  if (typeof value === 'number') return value === 0 ? 0 : -value
  return value instanceof FeelDuration ? new FeelDuration(value.unwrap().negated(), value.yearsMonths) : null
}

function isMoment(value: unknown): value is Moment {
  return value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime
}

function addDurations(a: FeelDuration, b: FeelDuration, sign: number): FeelDuration | null {
  if (a.yearsMonths !== b.yearsMonths) return null
  return a.yearsMonths ? ofMonths(monthsOf(a) + sign * monthsOf(b)) : ofSeconds(plus(secondsOf(a), sign * secondsOf(b)))
}

function scale(value: FeelDuration, by: number): FeelDuration {
  return value.yearsMonths ? ofMonths(times(monthsOf(value), by)) : ofSeconds(times(secondsOf(value), by))
}

/** A date moved by hours is the day they end on; a zoned moment keeps to its zone's clock changes; months move no time. */
function shift(from: Moment, by: FeelDuration, sign: number): Moment | null {
  const duration = sign < 0 ? by.unwrap().negated() : by.unwrap()
  if (from instanceof FeelTime) return by.yearsMonths ? null : new FeelTime(from.unwrap().add(duration), from.zone)
  if (from instanceof FeelDate) return dateOf(from.unwrap().toPlainDateTime().add(duration).toPlainDate())
  const { zone } = from
  if (zone === null || /^[+-]/.test(zone)) return dateTimeOf(from.unwrap().add(duration), zone)
  return dateTimeOf(from.unwrap().toZonedDateTime(zone).add(duration).toPlainDateTime(), zone)
}

/** Moments with a zone and without cannot be told apart in time; a date stands at midnight UTC. */
function between(a: Moment, b: Moment): FeelDuration | null {
  const isTime = a instanceof FeelTime
  const isZoned = zoneOf(a) !== null
  if (isTime !== b instanceof FeelTime || isZoned !== (zoneOf(b) !== null)) return null
  const apart = isTime ? a.unwrap().since((b as FeelTime).unwrap()) : plain(a).since(plain(b as FeelDate), { largestUnit: 'day' })
  const offset = isZoned ? offsetOf(a) - offsetOf(b) : 0
  return ofSeconds(secondsOf(new FeelDuration(apart, false)) - offset)
}

function zoneOf(value: Moment): string | null {
  return value instanceof FeelDate ? 'UTC' : value.zone
}

function offsetOf(value: Moment): number {
  return value instanceof FeelDate ? 0 : secondsOf(value['time offset'])
}

function plain(value: FeelDate | FeelDateTime) {
  return value instanceof FeelDate ? value.unwrap().toPlainDateTime() : value.unwrap()
}
