import type { Fact } from '../fact.ts'
import type { Vocabulary } from '../feel/vocabulary.ts'
import type { Expression } from '../rule.ts'
import type { Service } from '../service.ts'
import { type Condition, knownFact, type Reading, readCondition, readingOf } from './condition.ts'
import { type Budget, type Goal, type Model, solve } from './solve.ts'
import { type Space, spaceOn } from './space.ts'
import { FALSE, TRUE } from './truth.ts'

/** A service whose conditions have been read, and the days on which they are judged. */
export interface Judged {
  readonly service: Service
  readonly reading: Reading
  readonly budget: Budget
  /** By page, eligibility rule and decision rule; undefined where there is no condition. */
  readonly pages: readonly (Condition | undefined)[]
  readonly eligible: readonly Condition[]
  readonly rules: readonly (Condition | undefined)[]
  readonly tasks: readonly (Condition | undefined)[]
  readonly offers: readonly (Condition | undefined)[]
  /** What follows from the pages: a question of this service alone is answered only where a page asks it. */
  readonly askedWhere: readonly Goal[]
  readonly spaces: () => readonly Space[]
}

/** Parts of conditions that may be evaluated for one service; more for one with many rules. */
const BUDGET = 500_000
const BUDGET_FOR_ONE_RULE = 500
/** Rates of more days than this are not followed. */
const MOST_DAYS = 40
/** A day to judge on where no rate has one of its own. */
export const ANY_DAY = '2026-01-01'

/** Reads every condition of a checked service. */
export function judgedOf(service: Service, words: Vocabulary): Judged {
  const reading = readingOf(words)
  const read = (expression: Expression | undefined, at?: string) =>
    expression && readCondition(expression.source, at === undefined ? reading : { ...reading, words: { ...words, at } })
  const pages = service.pages.map(({ when, repeat }) => read(when, repeat?.as))
  const eligible = service.eligible.map(rule => read(rule.if)!)
  const rules = service.decide.rules.map(rule => read(rule.if))
  const tasks = service.tasks.map(({ when }) => read(when))
  const offers = service.offers.map(({ when }) => read(when))
  const askedWhere = whereAsked(service, pages, reading)
  let spaces: Space[] | undefined
  return {
    ...{ service, reading, pages, eligible, rules, tasks, offers, askedWhere },
    budget: { left: BUDGET + rules.length * BUDGET_FOR_ONE_RULE },
    spaces: () => {
      spaces ??= daysOf(service, reading).map(on => spaceOn(on, reading))
      return spaces
    },
  }
}

export function holdsTrue(condition: Condition | undefined): Goal[] {
  return condition ? [{ condition, wanted: TRUE }] : []
}

export function isFalse(condition: Condition): Goal {
  return { condition, wanted: FALSE }
}

/** Whether no answers on any day meet every goal. */
export function never({ reading, budget, spaces }: Judged, goals: readonly Goal[]): boolean | 'unjudged' {
  for (const space of spaces()) {
    const found = solve({ goals, reading, space, budget })
    if (found !== 'never') return found === 'found' ? false : found
  }
  return spaces().length > 0 ? true : 'unjudged'
}

/** Models that meet every goal, on each day; the first that `make` can make something of. */
export function firstOf<T>(
  { reading, budget, spaces }: Judged,
  goals: readonly Goal[],
  make: (model: Model, space: Space) => T | undefined,
): T | 'unjudged' | undefined {
  for (const space of spaces()) {
    let made: T | undefined
    let tries = 0
    const found = solve({ goals, reading, space, budget }, model => {
      made = make(model, space)
      return made !== undefined || ++tries >= MOST_TRIES
    })
    if (made !== undefined) return made
    if (found === 'unjudged') return found
  }
  return undefined
}

const MOST_TRIES = 40

/** The days on which a rate that a condition compares with changes, newest first; none when they are too many to follow. */
function daysOf({ parameters }: Service, { tests }: Reading): string[] {
  const used = new Set(tests.flatMap(({ constant }) => constant?.parameters ?? []))
  const changes = [...used].flatMap(name => parameters.get(name)?.values.map(({ from }) => from) ?? [])
  const days = [...new Set(changes)].sort().reverse()
  const first = days.length > 0 ? days : [ANY_DAY]
  const isRelative = tests.some(({ constant }) => constant?.isRelative)
  const all = isRelative
    ? [...new Set(first.flatMap(day => [day, ...['01-31', '02-28', '07-15'].map(end => `${day.slice(0, 4)}-${end}`)]))]
    : first
  return all.length > MOST_DAYS ? [] : all
}

function whereAsked(service: Service, pages: readonly (Condition | undefined)[], reading: Reading): Goal[] {
  const known = new Set(service.know.flatMap(({ facts }) => facts))
  const tested = new Set([...reading.terms.values()].flatMap(({ fact }) => fact ?? []))
  return [...tested]
    .filter(fact => fact.only === service.id && !fact.of && !known.has(fact.name))
    .flatMap(fact => onlyIfAsked(fact, { service, pages, reading }))
}

function onlyIfAsked(
  fact: Fact,
  { service, pages, reading }: { service: Service; pages: readonly (Condition | undefined)[]; reading: Reading },
): Goal[] {
  const asking = [...service.pages.keys()].filter(at => service.pages[at]!.facts.some(({ name }) => name === fact.name))
  if (asking.length === 0 || asking.some(at => pages[at] === undefined || service.pages[at]!.repeat)) return []
  const unknown: Condition = { kind: 'not', of: knownFact(fact, reading) }
  const condition = asking.reduce<Condition>((left, at) => ({ kind: 'or', left, right: pages[at]! }), unknown)
  return [{ condition, wanted: TRUE }]
}
