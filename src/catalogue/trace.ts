import type { Expression, Scope, TraceStep } from './rule.ts'

/** What an expression looked at, and what it came to. */
export function traceStep(rule: string, expression: Expression, scope: Scope): TraceStep {
  return { rule, source: expression.source, result: expression.value(scope), ...expression.read(scope) }
}
