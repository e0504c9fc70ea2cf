import { choose, hitsOf } from './hit-policy.ts'
import { holdsIn, scopeOf } from './holds.ts'
import { ownReasons } from './own-reasons.ts'
import type { Answers, Decision, DecisionRule, Scope, TraceStep } from './rule.ts'
import type { Service } from './service.ts'
import { traceStep } from './trace.ts'

/**
 * Decides a request by the service's own rules, and says how. A fact that is missing never decides anything:
 * the request then goes to an officer, because `not-known-yet`.
 */
export function decide(service: Service, answers: Answers, on: string): Decision {
  const scope = scopeOf(answers, on)
  const trace: TraceStep[] = []
  return barred(service, scope, trace) ?? byTable(service, scope, trace)
}

function barred(service: Service, scope: Scope, trace: TraceStep[]): Decision | undefined {
  for (const rule of service.eligible) {
    const held = holdsIn(rule.if, scope)
    trace.push(traceStep(`eligible.${rule.id}`, rule.if, scope))
    if (held === null) return undecided(rule.if.missing(scope), trace)
    if (!held) return { outcome: 'refuse', because: rule.id, words: rule.else, values: {}, missing: [], trace }
  }
  return undefined
}

function byTable({ decide: table, reasons }: Service, scope: Scope, trace: TraceStep[]): Decision {
  const { rules, unknown } = hitsOf([...table.rules.entries()], table.hit, ([at, rule]) => {
    if (rule.if) trace.push(traceStep(`decide.${at + 1}`, rule.if, scope))
    return holdsIn(rule.if, scope)
  })
  if (unknown) return undecided(unknown[1].if?.missing(scope) ?? [], trace)
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

function granted({ rule, name, words }: Hit, scope: Scope, trace: TraceStep[]): Decision {
  const outputs = [...rule.outputs]
  trace.push(...outputs.map(([output, expression]) => traceStep(`${name}.${output}`, expression, scope)))
  const missing = new Set(outputs.flatMap(([, expression]) => expression.missing(scope)))
  if (missing.size > 0) return undecided([...missing], trace)
  return {
    outcome: rule.outcome,
    ...(rule.because && { because: rule.because, words: words.get(rule.because) ?? {} }),
    values: Object.fromEntries(outputs.map(([output, expression]) => [output, expression.value(scope)])),
    missing: [],
    trace,
  }
}

function undecided(missing: readonly string[], trace: TraceStep[]): Decision {
  return forOfficer('not-known-yet', missing, trace)
}

function forOfficer(because: keyof typeof ownReasons, missing: readonly string[], trace: TraceStep[]): Decision {
  return { outcome: 'officer', because, words: ownReasons[because], values: {}, missing, trace }
}
