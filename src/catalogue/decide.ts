import { overrunIn } from './feel/overrun.ts'
import { choose, hitsOf } from './hit-policy.ts'
import { holdsIn, scopeOf } from './holds.ts'
import { ownReasons } from './own-reasons.ts'
import type { Answers, Decision, DecisionRule, Scope } from './rule.ts'
import type { Service } from './service.ts'
import { type Telling, tellingOf } from './trace.ts'

/**
 * Decides a request by the service's own rules, and says how. A fact that is missing never decides anything:
 * the request then goes to an officer, because `not-known-yet`; because `too-much-work`, when a rule was stopped at its last step.
 */
export function decide(service: Service, answers: Answers, on: string): Decision {
  const scope = scopeOf(answers, on)
  const trace = tellingOf(scope, service.workOut)
  return barred(service, scope, trace) ?? byTable(service, scope, trace)
}

function barred(service: Service, scope: Scope, trace: Telling): Decision | undefined {
  for (const rule of service.eligible) {
    const held = holdsIn(rule.if, scope)
    trace.tell(`eligible.${rule.id}`, rule.if)
    if (held === null) return undecided(rule.if.missing(scope), scope, trace)
    if (!held) return { outcome: 'refuse', because: rule.id, words: rule.else, values: {}, missing: [], trace: trace.steps }
  }
  return undefined
}

function byTable({ decide: table, reasons }: Service, scope: Scope, trace: Telling): Decision {
  const { rules, unknown } = hitsOf([...table.rules.entries()], table.hit, ([at, rule]) => {
    if (rule.if) trace.tell(`decide.${at + 1}`, rule.if)
    return holdsIn(rule.if, scope)
  })
  if (unknown) return undecided(unknown[1].if?.missing(scope) ?? [], scope, trace)
  const chosen = choose(table.hit, rules, SAME_RANK)
  if (chosen === 'none') return forOfficer('no-rule', [], trace)
  if (chosen === 'conflict' || !('one' in chosen)) return forOfficer('several-rules', [], trace)
  const [at, rule] = chosen.one
  return granted({ rule, name: `decide.${at + 1}`, words: reasons }, scope, trace)
}

/** Rules of a service stand in their own order and are never the same. */
const SAME_RANK = { isSame: () => false, byPriority: () => 0 }

interface Hit {
  rule: DecisionRule
  name: string
  words: Service['reasons']
}

function granted({ rule, name, words }: Hit, scope: Scope, trace: Telling): Decision {
  const outputs = [...rule.outputs]
  for (const [output, expression] of outputs) trace.tell(`${name}.${output}`, expression)
  const missing = new Set(outputs.flatMap(([, expression]) => expression.missing(scope)))
  const values = outputs.map(([output, expression]) => [output, expression.value(scope)] as const)
  // an amount that comes to nothing, such as a rate before its first day, must not be granted
  const isOpen = rule.outcome === 'grant' && values.some(([, value]) => value === null)
  if (missing.size > 0 || isOpen) return undecided([...missing], scope, trace)
  return {
    outcome: rule.outcome,
    ...(rule.because && { because: rule.because, words: words.get(rule.because) ?? {} }),
    values: Object.fromEntries(values),
    missing: [],
    trace: trace.steps,
  }
}

function undecided(missing: readonly string[], scope: Scope, trace: Telling): Decision {
  return forOfficer(overrunIn(scope) ? 'too-much-work' : 'not-known-yet', missing, trace)
}

function forOfficer(because: keyof typeof ownReasons, missing: readonly string[], trace: Telling): Decision {
  return { outcome: 'officer', because, words: ownReasons[because], values: {}, missing, trace: trace.steps }
}
