import type { Reading, Test } from './condition.ts'
import { regionsOf } from './regions.ts'
import { ANY, both, FALSE, TRUE, type Truth, UNKNOWN } from './truth.ts'
import { compare, type Day, type Value } from './value.ts'

/** All terms of a reading cut into regions on one day, and what every test comes to in each region of its term. */
export interface Space {
  readonly on: string
  /** By term: its regions, what is known first. */
  readonly regions: readonly (readonly Value[])[]
  /** By test, then by region of its term. */
  readonly truths: readonly (readonly Truth[])[]
  /** By test: all it may come to. */
  readonly unions: readonly Truth[]
}

/** Cuts every term at the values it is compared with on a day, `YYYY-MM-DD`. */
export function spaceOn(on: string, { terms, tests }: Reading): Space {
  const constants = tests.map((test): Ends => ({ from: test.constant?.on(on), to: test.range?.to.on(on) }))
  const byTerm = Map.groupBy(tests.keys(), at => tests[at]!.term)
  const today: Day = { day: Date.parse(on) / 86_400_000 }
  const regions = [...terms.values()].map(term => {
    const compared = (byTerm.get(term.at) ?? [])
      .flatMap(at => [constants[at]!.from, constants[at]!.to])
      .filter((value): value is Value => value !== undefined)
    return regionsOf(term, compared, today)
  })
  const truths = tests.map((test, at) => regions[test.term]!.map(value => truthOf(test, value, constants[at]!)))
  return { on, regions, truths, unions: truths.map(each => each.reduce((all, one) => all | one, 0)) }
}

interface Ends {
  readonly from: Value | undefined
  readonly to: Value | undefined
}

function truthOf({ operator, range }: Test, value: Value, { from, to }: Ends): Truth {
  if (operator === 'known') return value === null ? FALSE : TRUE
  if (value === null) return UNKNOWN
  if (operator === 'holds') return value === true ? TRUE : value === false ? FALSE : UNKNOWN
  if (from === undefined || (range && to === undefined)) return ANY
  return operator === 'between' ? inside(value, [from, to!], range!.isOpen) : compare(value, operator, from)
}

function inside(
  value: Value,
  [from, to]: readonly [Value, Value],
  [isOpenBelow, isOpenAbove]: readonly [boolean, boolean],
): Truth {
  const isRightWayRound = compare(from, '<=', to) === TRUE
  return isRightWayRound
    ? both(compare(value, isOpenBelow ? '>' : '>=', from), compare(value, isOpenAbove ? '<' : '<=', to))
    : ANY
}
