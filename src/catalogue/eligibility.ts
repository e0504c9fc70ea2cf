import { holdsIn, scopeOf } from './holds.ts'
import type { Answers, Eligibility } from './rule.ts'
import type { Service } from './service.ts'

/** Whether a person may have a service: yes, no and why not, or not known yet and which facts would tell. */
export function eligibility(service: Service, answers: Answers, on: string): Eligibility {
  const scope = scopeOf(answers, on)
  const judged = service.eligible.map(rule => ({ rule, held: holdsIn(rule.if, scope) }))
  const failed = judged.filter(({ held }) => held === false).map(({ rule }) => ({ id: rule.id, words: rule.else }))
  if (failed.length > 0) return { answer: 'no', because: failed, missing: [] }
  const open = judged.filter(({ held }) => held === null)
  const missing = new Set(open.flatMap(({ rule }) => rule.if.missing(scope)))
  return { answer: open.length > 0 ? 'not-known-yet' : 'yes', because: [], missing: [...missing] }
}
