import { type Work, warn } from '../load/work.ts'
import { firstOf, holdsTrue, isFalse } from './judge.ts'
import type { JudgedTable } from './rule-mistakes.ts'
import { termsIn } from './solve.ts'
import { eligibleFor } from './standing.ts'
import { TOO_MANY } from './too-many.ts'
import { witnessOf } from './witness.ts'

/** Answers for which no rule applies: an officer then decides, which is seldom what was meant. */
export function findGap(work: Work, judged: JudgedTable): void {
  const { service, rules, reading } = judged
  const conditions = rules.filter(rule => rule !== undefined)
  if (conditions.length < rules.length) return
  const standing = eligibleFor(judged, service.decide.rules)
  const goals = [...conditions.map(isFalse), ...standing.conditions.flatMap(holdsTrue)]
  const all = [...reading.terms.values()]
  const terms = [...new Set(goals.flatMap(({ condition }) => termsIn(condition, reading)))].map(at => all[at]!)
  const expected = [
    ...service.decide.rules.map(rule => ({ condition: rule.if, is: false })),
    ...standing.expressions.map(condition => ({ condition, is: true })),
  ]
  const found = firstOf(judged, goals, (model, space) => witnessOf({ service, terms, space }, model, expected))
  const path = ['development', 'decide', 'rules']
  if (found === 'unjudged') warn(work, path, TOO_MANY, 'unjudged')
  else if (found?.said)
    warn(work, path, {
      message: `No rule speaks of these answers: ${found.said}. An officer would have to decide.`,
      hint: 'Add a rule for them; or a last rule without “if” for everything else.',
    })
}
