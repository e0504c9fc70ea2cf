import type { Fact } from '../fact.ts'
import type { Term } from './condition.ts'
import { type Day, isDay, OTHER, type Value } from './value.ts'

const WHOLE = /^(age|count|floor|ceiling|string length)\(.*\)$/

/** What a term can be told apart by: the values it is compared with, one between each two of them, and not known. */
export function regionsOf(term: Term, constants: readonly Value[], on: Day): readonly Value[] {
  const { fact } = term
  if (fact?.type === 'yes-no') return [true, false, null]
  if (fact?.type === 'one-of') return [...(fact.options ?? []).map(({ value }) => value), null]
  const numbers = constants.filter(value => typeof value === 'number')
  const days = constants.filter(isDay).map(({ day }) => day)
  const others = constants.filter(value => typeof value === 'string' || typeof value === 'boolean')
  if (fact?.type === 'number' || fact?.type === 'money') return [...numbersOf(fact, numbers), null]
  if (fact?.type === 'date') return [...daysOf(term, days, on), null]
  const ordered = [
    ...(numbers.length > 0 ? cut(numbers, WHOLE.test(term.source)) : []),
    ...(days.length > 0 ? cut(days, true).map(day => ({ day })) : []),
  ]
  return [...ordered, ...new Set(others), ...(fact ? [] : [true, false].filter(value => !others.includes(value))), OTHER, null]
}

function numbersOf({ type, rules: { min, max, decimals } }: Fact, numbers: readonly number[]): number[] {
  const ends = [min, max].filter(end => end !== undefined)
  const isWhole = type === 'money' || !decimals
  return cut([...numbers, ...ends], isWhole).filter(value => value >= (min ?? -Infinity) && value <= (max ?? Infinity))
}

/** A date that must be past when it is answered is past when it is judged. */
function daysOf({ fact, isRelative }: Term, days: readonly number[], on: Day): Day[] {
  const isPast = isRelative && fact?.rules.past
  const cuts = cut(isPast ? [...days, on.day] : days, true)
  return cuts.filter(day => !isPast || day <= on.day).map(day => ({ day }))
}

/** The points, one value between each two of them, one below and one above; without points, any one. */
function cut(points: readonly number[], isWhole: boolean): number[] {
  const sorted = [...new Set(points)].sort((a, b) => a - b)
  const first = sorted[0]
  if (first === undefined) return [1]
  const between = sorted.flatMap((point, at) => {
    const next = sorted[at + 1]
    return next === undefined ? [point, isWhole ? Math.floor(point) + 1 : point + 1] : [point, ...inside(point, next, isWhole)]
  })
  const whole = isWhole ? between.filter(Number.isInteger) : between
  return [isWhole ? Math.ceil(first) - 1 : first - 1, ...whole]
}

function inside(from: number, to: number, isWhole: boolean): number[] {
  if (!isWhole) return [(from + to) / 2]
  const next = Math.floor(from) + 1
  return next < to ? [next] : []
}
