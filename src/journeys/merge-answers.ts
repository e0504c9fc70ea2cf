import { answerTo, type Fact, type FactName } from '#catalogue'
import { canonical, fingerprint } from './canonical.ts'
import type { Draft } from './draft.ts'
import type { Step } from './steps.ts'

const MARK_LENGTH = 10

/** What comes of the answers typed on a page beside those saved elsewhere since it was drawn. */
export interface Merge {
  /** Changed there, untouched here: what is saved stands. */
  readonly kept: readonly FactName[]
  /** Changed in both places: only the person can say which is right. */
  readonly contested: readonly FactName[]
}

/** A fingerprint of each answer a page showed, to tell afterwards which were changed elsewhere. */
export function seenMark({ asks, index }: Pick<Step, 'asks' | 'index'>, { answers }: Pick<Draft, 'answers'>): string {
  return asks.map(fact => markOf(answerTo(fact, answers, index))).join('.')
}

function markOf(value: unknown): string {
  return fingerprint(value).slice(0, MARK_LENGTH)
}

/** Three answers to each question, the one the page showed, the one typed and the one saved now, make two lists of what to mind. */
export function mergeOf(
  { asks, index }: Step,
  typed: ReadonlyMap<FactName, unknown>,
  page: { seen: string; draft: Draft },
): Merge {
  const marks = page.seen.split('.')
  const told = (fact: Fact, at: number) =>
    verdict({ seen: marks[at], typed: typed.get(fact.name), saved: answerTo(fact, page.draft.answers, index) })
  const named = (wanted: 'kept' | 'contested') => asks.filter((fact, at) => told(fact, at) === wanted).map(fact => fact.name)
  return { kept: named('kept'), contested: named('contested') }
}

function verdict({ seen, typed, saved }: { seen: string | undefined; typed: unknown; saved: unknown }) {
  if (saved === undefined || seen === markOf(saved) || canonical(typed) === canonical(saved)) return 'typed'
  return seen === markOf(typed) ? 'kept' : 'contested'
}
