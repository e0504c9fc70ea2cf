import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime } from 'feelin'
import { spend } from '../../feel/meter.ts'
import { dateOf, monthsOf, secondsOf } from './temporal.ts'

type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days'
  | 'months'
  | 'range'
  | 'function'
  | 'context'

/** The kind of a value, the two kinds of duration told apart. */
export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return typeof value as Kind
  if (Array.isArray(value)) return 'list'
  if (value instanceof FeelDate) return 'date'
  if (value instanceof FeelTime) return 'time'
  if (value instanceof FeelDateTime) return 'date and time'
  if (value instanceof FeelDuration) return value.yearsMonths ? 'months' : 'days'
  if (value instanceof FeelRange) return 'range'
  return isFunction(value) ? 'function' : 'context'
}

/** The library's own functions are plain ones. */
export function isFunction(value: unknown): boolean {
  return value instanceof FeelFunction || typeof value === 'function'
}

/** A range made by `(= 10)` or `(!= 10)`: equal only to one made the same way. */
export class PointRange extends FeelRange {
  readonly sign: '=' | '!='

  constructor(sign: '=' | '!=', value: unknown) {
    const isIn = sign === '='
    super({ start: value, end: value, 'start included': isIn, 'end included': isIn, valueType: typeof value })
    this.sign = sign
    Object.defineProperty(this, 'sign', { enumerable: false })
  }

  override includes(value: unknown): boolean | null {
    const same = isEqual(value, this.start)
    return same === null ? null : same === (this.sign === '=')
  }
}

/**
 * Whether two values are equal: null when they are of different kinds and neither is null. The library takes a year for
 * 365 days, `(< 10)` for `(null..10)` and a list of one for its member.
 */
export function isEqual(a: unknown, b: unknown): boolean | null {
  const [left, right] = [kindOf(a), kindOf(b)]
  if (left === 'null' || right === 'null') return left === right
  if (left !== right) return null
  switch (left) {
    case 'list':
      return sameLists(a as unknown[], b as unknown[])
    case 'context':
      return sameContexts(a as object, b as object)
    case 'range':
      return sameRanges(a as FeelRange, b as FeelRange)
    case 'months':
      return monthsOf(a as FeelDuration) === monthsOf(b as FeelDuration)
    case 'days':
      return secondsOf(a as FeelDuration) === secondsOf(b as FeelDuration)
    case 'function':
      return a === b
    case 'date':
    case 'time':
    case 'date and time':
      return sameMoments(a as FeelDate, b as FeelDate)
    default:
      return a === b
  }
}

function sameLists(a: unknown[], b: unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => isEqual(each, b[at]) === true)
}

function sameContexts(a: object, b: object): boolean {
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([name, value]) => right.has(name) && isEqual(value, right.get(name)) === true)
}

function sameRanges(a: FeelRange, b: FeelRange): boolean {
  const signs = [a, b].map(each => (each instanceof PointRange ? each.sign : ''))
  return (
    signs[0] === signs[1] &&
    a['start included'] === b['start included'] &&
    a['end included'] === b['end included'] &&
    isEqual(a.start, b.start) === true &&
    isEqual(a.end, b.end) === true
  )
}

/** The library compares instants well: a range from one to itself holds the other. */
function sameMoments(a: FeelDate | FeelTime | FeelDateTime, b: FeelDate | FeelTime | FeelDateTime): boolean {
  const isZoned = (value: object) => 'zone' in value && value.zone !== null
  return (
    isZoned(a) === isZoned(b) &&
    new FeelRange({ start: a, end: a, 'start included': true, 'end included': true, valueType: null }).includes(b) === true
  )
}

/** `[a..b]`; null when an end is null or the two are of different kinds. */
export function interval(open: unknown, start: unknown, end: unknown, close: unknown): FeelRange | null {
  const kind = kindOf(start)
  if (kind !== kindOf(end) || ['null', 'boolean', 'list', 'context', 'range', 'function'].includes(kind)) return null
  return new FeelRange({
    start,
    end,
    'start included': open === '[',
    'end included': close === ']',
    valueType: RANGE_OF[kind] ?? kind,
  })
}

/** The same, but null when it goes down. */
export function upward(range: FeelRange | null): FeelRange | null {
  const backwards = range && isBefore(range.end, range.start)
  return backwards ? null : range
}

/** The library's own words for kinds. */
const RANGE_OF: Readonly<Record<string, string>> = { 'date and time': 'date time', days: 'duration', months: 'duration' }

const MOST_STEPS = 1_000_000

/** The values from one to another, up or down, by ones or by days; null for anything else and past a million. */
export function steps(from: unknown, to: unknown): unknown[] | null {
  if (typeof from === 'number' && typeof to === 'number') return counted(Math.abs(to - from), at => from + (from > to ? -at : at))
  if (!(from instanceof FeelDate && to instanceof FeelDate)) return null
  const days = to.unwrap().since(from.unwrap()).days
  return counted(Math.abs(days), at => dateOf(from.unwrap().add({ days: days < 0 ? -at : at })))
}

function counted<T>(last: number, make: (at: number) => T): T[] | null {
  if (last < MOST_STEPS) spend(last)
  return last < MOST_STEPS ? Array.from({ length: Math.floor(last) + 1 }, (_, at) => make(at)) : null
}

/** What a range holds, its ends as it says; null when it goes down or cannot be counted. */
export function each(value: unknown): unknown {
  if (!(value instanceof FeelRange)) return value
  const { start, end } = value
  const all = kindOf(start) === kindOf(end) ? steps(start, end) : null
  if (!all || isBefore(end, start)) return null
  return all.slice(value['start included'] ? 0 : 1, value['end included'] ? undefined : -1)
}

/** The library knows the order of moments and durations: a range up to one of them holds what is not after it. */
export function isBefore(a: unknown, b: unknown): boolean {
  return isUpTo(a, b) && !isUpTo(b, a)
}

export function isUpTo(value: unknown, end: unknown): boolean {
  return (
    new FeelRange({ start: null, end, 'start included': false, 'end included': true, valueType: null }).includes(value) === true
  )
}
