import { note, type Work, warn } from '../load/work.ts'
import type { DecisionRule } from '../rule.ts'
import { firstOf, holdsTrue } from './judge.ts'
import type { JudgedTable } from './rule-mistakes.ts'
import { termsIn } from './solve.ts'
import { eligibleFor } from './standing.ts'
import { TOO_MANY } from './too-many.ts'
import { witnessOf } from './witness.ts'

/** In a table where one rule alone may apply, two that apply to the same answers: an officer would have to decide. */
export function findOverlaps(work: Work, judged: JudgedTable, live: readonly number[]): void {
  for (const [index, second] of live.entries())
    for (const first of live.slice(0, index)) {
      const found = overlap(judged, first, second)
      const path = ['development', 'decide', 'rules', second]
      if (found === 'unjudged') {
        warn(work, path, TOO_MANY, 'unjudged')
        return
      }
      if (!found) continue
      note(work, path, {
        message: `Rules ${first + 1} and ${second + 1} both apply to the same answers, and this table lets only one: ${found.said || 'any'}.`,
        hint: 'Narrow one of them, or write hit: first and put them in order.',
      })
      break
    }
}

function overlap(judged: JudgedTable, first: number, second: number) {
  const { service, rules, reading } = judged
  const pair: DecisionRule[] = [service.decide.rules[first]!, service.decide.rules[second]!]
  const standing = eligibleFor(judged, pair)
  const goals = [rules[first], rules[second], ...standing.conditions].flatMap(holdsTrue)
  const all = [...reading.terms.values()]
  const terms = [...new Set(goals.flatMap(({ condition }) => termsIn(condition, reading)))].map(at => all[at]!)
  const expected = [...pair.map(rule => rule.if), ...standing.expressions].map(condition => ({ condition, is: true }))
  return firstOf(judged, goals, (model, space) => witnessOf({ service, terms, space }, model, expected))
}
