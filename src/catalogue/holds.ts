import type { Answers, Expression, Scope } from './rule.ts'

/** The scope of a whole request: its answers on a day, standing at no entry of a list. */
export function scopeOf(answers: Answers, on: string): Scope {
  return { answers, on }
}

/** Whether a condition holds; null when that is not known yet. A condition that is absent always holds. */
export function holds(condition: Expression | undefined, answers: Answers, on: string): boolean | null {
  return holdsIn(condition, scopeOf(answers, on))
}

/** As `holds`, in a scope that may stand at one entry of a list. */
export function holdsIn(condition: Expression | undefined, scope: Scope): boolean | null {
  if (!condition) return true
  const value = condition.value(scope)
  return typeof value === 'boolean' ? value : null
}
