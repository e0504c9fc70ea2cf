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
  const hits: number[] = []
  for (const [at, rule] of table.rules.entries()) {
    const held = holdsIn(rule.if, scope)
    if (rule.if) trace.push(traceStep(`decide.${at + 1}`, rule.if, scope))
    if (held === null) return undecided(rule.if?.missing(scope) ?? [], trace)
    if (held) hits.push(at)
    if (held && table.hit === 'first') break
  }
  const [hit] = hits
  if (hit === undefined) return forOfficer('no-rule', [], trace)
  if (hits.length > 1) return forOfficer('several-rules', [], trace)
  return granted({ rule: table.rules[hit]!, name: `decide.${hit + 1}`, words: reasons }, scope, trace)
}

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
