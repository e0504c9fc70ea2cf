import type { FactName } from '../fact.ts'
import type { Scope } from '../rule.ts'
import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from './feelin.ts'

/** A value worked out once for each scope, that later expressions use by its name. */
export interface Figure {
  /** As FEEL has it, a date still a date; null when it is not known yet. */
  value(scope: Scope): unknown
  missing(scope: Scope): FactName[]
  /** Facts it stands on, those of the figures below it too. */
  readonly facts: readonly FactName[]
}

const LONGEST_TEXT = 4000

/** Works a figure out no more than once for each scope, however many lean on it: a chain of them stays as cheap as it is long. */
export function figureOf({ facts, value, missing }: Figure): Figure {
  return { facts, value: oncePerScope(scope => single(value(scope))), missing: oncePerScope(missing) }
}

function oncePerScope<T>(work: (scope: Scope) => T): (scope: Scope) => T {
  const done = new WeakMap<Scope, { of: T }>()
  return scope => {
    const held = done.get(scope) ?? { of: work(scope) }
    done.set(scope, held)
    return held.of
  }
}

/** A figure is one value: a list or a text that every figure doubles would have no end. */
function single(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT ? value : null
  const isMoment =
    value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime || value instanceof FeelDuration
  return isMoment || typeof value === 'boolean' || Number.isFinite(value) ? value : null
}
