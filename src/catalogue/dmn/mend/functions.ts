import { evaluate, FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelTime } from 'feelin'
import { spend } from '../../feel/meter.ts'
import { replaceEach, splitEach } from '../../feel/text-functions.ts'
import { isMatched } from '../../pattern/find-pattern.ts'
import { add, divide, multiply, negate, power, subtract } from './arithmetic.ts'
import { plus, type Rounding, rounded } from './decimal.ts'
import { compiled, lookingBack } from './patterns.ts'
import { related, relations } from './range-functions.ts'
import { rangeIn } from './range-text.ts'
import * as moments from './temporal.ts'
import { each, interval, isEqual, kindOf, PointRange, steps } from './values.ts'

type Call = (...args: unknown[]) => unknown

const made = (parameters: readonly string[], call: Call) => new FeelFunction(call, [...parameters])

/** The library's own function, for what it gets right. */
function own(name: string): { call: Call; parameters: string[] } {
  const builtin = evaluate(name).value as Call & { $args: string[] }
  return { call: builtin, parameters: builtin.$args }
}

/** Functions the rewritten expression calls where FEEL has operators and literals. */
const operators = {
  __add: made(['a', 'b'], add),
  __subtract: made(['a', 'b'], subtract),
  __multiply: made(['a', 'b'], multiply),
  __divide: made(['a', 'b'], divide),
  __power: made(['a', 'b'], power),
  __negate: made(['a'], negate),
  __equal: made(['a', 'b'], isEqual),
  __unequal: made(['a', 'b'], (a, b) => {
    const same = isEqual(a, b)
    return same === null ? null : !same
  }),
  __interval: made(['open', 'start', 'end', 'close'], interval),
  __point: made(['sign', 'value'], (sign, value) => new PointRange(sign as '=', value)),
  __steps: made(['from', 'to'], steps),
  __each: made(['range'], each),
  __over: made(['list'], over),
  __step: made([], () => {
    spend(STEPS_A_CALL)
    return true
  }),
  __tested: made(['value', 'test'], (value, test) =>
    typeof value === 'boolean' && typeof test === 'boolean' ? value === test : test,
  ),
  __at: made(['text'], text => (typeof text === 'string' ? moments.readMoment(text) : null)),
  __date: made(['year', 'month', 'day', 'from'], date),
  __time: made(['hour', 'minute', 'second', 'offset', 'from'], time),
  __date_and_time: made(['date', 'time', 'from'], dateAndTime),
  __duration: made(['from'], from => (typeof from === 'string' ? moments.readDuration(from) : null)),
}

const STEPS_A_CALL = 10

/** What is run through, paid for by its length. */
function over(list: unknown): unknown {
  if (Array.isArray(list)) spend(list.length * STEPS_A_CALL)
  return list
}

function date(year: unknown, month: unknown, day: unknown, from: unknown): FeelDate | null {
  if (typeof year === 'number')
    return typeof month === 'number' && typeof day === 'number' ? moments.dateFrom(year, month, day) : null
  const given = from ?? year
  if (typeof given === 'string') return moments.readDate(given)
  if (given instanceof FeelDateTime) return moments.dateOf(given.unwrap().toPlainDate())
  return given instanceof FeelDate ? given : null
}

function time(hour: unknown, minute: unknown, second: unknown, offset: unknown, from: unknown): FeelTime | null {
  if (typeof hour === 'number') {
    if (typeof minute !== 'number' || typeof second !== 'number') return null
    const zone = offset instanceof FeelDuration && !offset.yearsMonths ? moments.offsetZone(moments.secondsOf(offset)) : null
    const value = moments.timeFrom(hour, minute, second)
    return value && zone !== undefined && (zone !== null || kindOf(offset) === 'null') ? new FeelTime(value, zone) : null
  }
  const given = from ?? hour
  if (typeof given === 'string') return moments.readTime(given)
  if (given instanceof FeelDateTime) return new FeelTime(given.unwrap().toPlainTime(), given.zone)
  if (given instanceof FeelDate) return new FeelTime(given.unwrap().toPlainDateTime().toPlainTime(), 'UTC')
  return given instanceof FeelTime ? given : null
}

function dateAndTime(day: unknown, at: unknown, from: unknown): FeelDateTime | null {
  if (at instanceof FeelTime && (day instanceof FeelDate || day instanceof FeelDateTime)) {
    const date = day instanceof FeelDate ? day.unwrap() : day.unwrap().toPlainDate()
    return moments.dateTimeOf(date.toPlainDateTime(at.unwrap()), at.zone)
  }
  const given = from ?? day
  if (kindOf(at) !== 'null') return null
  return typeof given === 'string' ? moments.readDateTime(given) : null
}

const FEWEST_PLACES = -6111
const MOST_PLACES = 6176

/** Rounding by the digits as written; places are whole, and within the bounds the standard sets. */
function rounding(name: string, how: Rounding): FeelFunction {
  const { parameters } = own(name)
  return made(parameters, (value, places = name === 'floor' || name === 'ceiling' ? 0 : null) => {
    if (typeof value !== 'number' || typeof places !== 'number') return null
    return places < FEWEST_PLACES || places > MOST_PLACES ? null : rounded(value, Math.trunc(places), how)
  })
}

function relation(name: string): FeelFunction {
  const [first, second] = name === 'coincides' ? ['point1', 'point2'] : ['range1', 'range2']
  return made([first!, second!], (a, b) => related(relations[name]!, a, b))
}

function monthsBetween(from: unknown, to: unknown): FeelDuration | null {
  const isDay = (value: unknown) => value instanceof FeelDate || value instanceof FeelDateTime
  return isDay(from) && isDay(to) ? moments.monthsBetween(from as FeelDate, to as FeelDate) : null
}

function is(a: unknown, b: unknown): boolean | null {
  const [left, right] = [kindOf(a), kindOf(b)]
  return left === right ? (own('is').call(a, b) as boolean | null) : false
}

function listReplace(list: unknown, position: unknown, item: unknown, match: unknown): unknown[] | null {
  if (kindOf(list) === 'null' || item === undefined) return null
  const all = Array.isArray(list) ? list : [list]
  const which = position ?? match
  if (typeof which === 'number') {
    const at = Math.trunc(which) < 0 ? all.length + Math.trunc(which) : Math.trunc(which) - 1
    return at >= 0 && at < all.length ? all.with(at, item) : null
  }
  if (!(which instanceof FeelFunction) || which.parameterNames.length !== 2) return null
  const answers = all.map(each => which.invoke([each, item]))
  return answers.every(answer => typeof answer === 'boolean') ? all.map((each, at) => (answers[at] ? item : each)) : null
}

function matches(input: unknown, pattern: unknown, flags: unknown): boolean | null {
  if (typeof input !== 'string' || typeof pattern !== 'string' || !isText(flags)) return null
  const program = compiled(pattern, flags ?? '')
  return program ? isMatched(program, input) : (lookingBack(pattern, flags ?? '')?.test(input) ?? null)
}

function replace(input: unknown, pattern: unknown, replacement: unknown, flags: unknown): string | null {
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string' || !isText(flags)) return null
  const program = compiled(pattern, flags ?? '')
  return program && replaceEach(program, input, replacement)
}

function split(text: unknown, delimiter: unknown): string[] | null {
  const program = typeof text === 'string' && typeof delimiter === 'string' ? compiled(delimiter, '') : null
  return program && splitEach(program, text as string)
}

function isText(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || typeof value === 'string'
}

function sum(...given: unknown[]): number | null {
  const list = given.length === 1 && Array.isArray(given[0]) ? given[0] : given
  if (list.length === 0 || !list.every(each => typeof each === 'number')) return (own('sum').call(...given) as number) ?? null
  return list.reduce(plus)
}

/** The functions of FEEL that the library lacks or gets wrong, each beside what it does otherwise than the library. */
const mended: Readonly<Record<string, FeelFunction>> = {
  ...operators,
  // half even by digits; places that are no whole number lose their fraction; 6177 places are an error
  decimal: rounding('decimal', 'half even'),
  floor: rounding('floor', 'floor'),
  ceiling: rounding('ceiling', 'ceiling'),
  'round up': rounding('round up', 'up'),
  'round down': rounding('round down', 'down'),
  'round half up': rounding('round half up', 'half up'),
  'round half down': rounding('round half down', 'half down'),
  // decimals add up exactly
  sum: made(['...list'], sum),
  // days left over are dropped, dates before the year 1 are dates
  'years and months duration': made(['from', 'to'], monthsBetween),
  // a day and a month are not the same nothing
  is: made(['value1', 'value2'], is),
  // negative positions count from the end, positions outside and matches that are no answer are errors
  'list replace': made(['list', 'position', 'newItem', 'match'], listReplace),
  // XPath's patterns: flag x, [a-[b]], \p{IsBasicLatin}; in a time that grows with the text alone
  matches: made(['input', 'pattern', 'flags'], matches),
  replace: made(['input', 'pattern', 'replacement', 'flags'], replace),
  split: made(['string', 'delimiter'], split),
  // missing from the library
  range: made(['from'], from => (typeof from === 'string' ? rangeIn(from) : null)),
  ...Object.fromEntries(Object.keys(relations).map(name => [name, relation(name)])),
}

/** Those of our functions that an expression speaks of: the library looks at every name in reach, so fewer are faster. */
export function mendedIn(source: string): Record<string, FeelFunction> {
  const plain = source.replaceAll(/\s+/g, ' ')
  return Object.fromEntries(Object.entries(mended).filter(([name]) => plain.includes(name)))
}
