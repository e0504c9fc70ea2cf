import type { Condition, Reading } from './condition.ts'
import type { Space } from './space.ts'
import { both, chosen, either, opposite, type Truth } from './truth.ts'

/** A condition and what it should come to. */
export interface Goal {
  readonly condition: Condition
  readonly wanted: Truth
}

/** Counts evaluated parts of conditions, so that what is judged never hangs on how fast the machine is. */
export interface Budget {
  left: number
}

/** By term, which of its regions; -1 where it does not matter. */
export type Model = readonly number[]

export interface Question {
  readonly goals: readonly Goal[]
  readonly reading: Reading
  readonly space: Space
  readonly budget: Budget
}

/** One question may take so much, whatever is left. */
const MOST_FOR_ONE = 50_000

/**
 * Looks for regions in which every goal is met; `accept` may turn one down, and the search goes on.
 * @returns `unjudged` when the budget was used up before the end
 */
export function solve(question: Question, accept: (model: Model) => boolean = () => true): 'found' | 'never' | 'unjudged' {
  const { goals, reading, space, budget } = question
  const order = [...new Set(goals.flatMap(({ condition }) => termsIn(condition, reading)))]
  const model = Array.from({ length: space.regions.length }, () => -1)
  const least = Math.max(0, budget.left - MOST_FOR_ONE)
  return search(0)

  function search(depth: number): 'found' | 'never' | 'unjudged' {
    const truths = goals.map(({ condition }) => evaluate(condition))
    if (budget.left <= least) return 'unjudged'
    if (truths.some((truth, at) => (truth & goals[at]!.wanted) === 0)) return 'never'
    const isMet = truths.every((truth, at) => (truth & ~goals[at]!.wanted) === 0)
    const term = order[depth]
    // where even regions leave a test open, it may come to what is wanted
    if ((isMet || term === undefined) && accept(model)) return 'found'
    return term === undefined ? 'never' : eachRegion(term, depth)
  }

  function eachRegion(term: number, depth: number): 'found' | 'never' | 'unjudged' {
    for (const region of space.regions[term]!.keys()) {
      model[term] = region
      const found = search(depth + 1)
      if (found !== 'never') return found
    }
    model[term] = -1
    return 'never'
  }

  function evaluate(condition: Condition): Truth {
    budget.left--
    if (condition.kind === 'test') {
      const region = model[reading.tests[condition.at]!.term]!
      return region < 0 ? space.unions[condition.at]! : space.truths[condition.at]![region]!
    }
    if (condition.kind === 'not') return opposite(evaluate(condition.of))
    if (condition.kind === 'if') return chosen(evaluate(condition.condition), evaluate(condition.yes), evaluate(condition.no))
    const [left, right] = [evaluate(condition.left), evaluate(condition.right)]
    return condition.kind === 'and' ? both(left, right) : either(left, right)
  }
}

/** The terms of a condition, in the order in which it is written. */
export function termsIn(condition: Condition, reading: Reading): number[] {
  if (condition.kind === 'test') return [reading.tests[condition.at]!.term]
  if (condition.kind === 'not') return termsIn(condition.of, reading)
  const parts = condition.kind === 'if' ? [condition.condition, condition.yes, condition.no] : [condition.left, condition.right]
  return parts.flatMap(part => termsIn(part, reading))
}
