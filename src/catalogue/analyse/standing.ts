import type { DecisionRule, Expression } from '../rule.ts'
import type { Condition } from './condition.ts'
import type { Judged } from './judge.ts'

/** The eligibility rules that bear on the facts of some decision rules: whoever fails one never comes as far. */
export function eligibleFor(
  { service, eligible }: Judged,
  rules: readonly DecisionRule[],
): { conditions: Condition[]; expressions: Expression[] } {
  const looked = new Set(rules.flatMap(rule => rule.if?.facts ?? []))
  const bearing = [...service.eligible.keys()].filter(at => service.eligible[at]!.if.facts.some(fact => looked.has(fact)))
  return { conditions: bearing.map(at => eligible[at]!), expressions: bearing.map(at => service.eligible[at]!.if) }
}
