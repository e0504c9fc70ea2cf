import type { FactName } from '../fact.ts'
import type { Answers, Scope } from '../rule.ts'
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

/** Works a figure out no more than once for the same answers, however many lean on it: a chain of them stays as cheap as it is long. */
export function figureOf({ facts, value, missing }: Figure): Figure {
  return { facts, value: oncePerAnswers(scope => single(value(scope))), missing: oncePerAnswers(missing) }
}

/** A figure is of a whole request: where in a list its scope stands is nothing to it. */
function oncePerAnswers<T>(work: (scope: Scope) => T): (scope: Scope) => T {
  const done = new WeakMap<Answers, { on: string; of: T }>()
  return scope => {
    const before = done.get(scope.answers)
    const held = before?.on === scope.on ? before : { on: scope.on, of: work(scope) }
    done.set(scope.answers, held)
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
