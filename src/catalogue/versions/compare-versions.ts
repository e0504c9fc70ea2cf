import { isDeepStrictEqual } from 'node:util'
import { answerTo } from '../answers.ts'
import { decide } from '../decide.ts'
import type { FactName } from '../fact.ts'
import type { Answers, Outcome } from '../rule.ts'
import type { Service } from '../service.ts'
import { type PageInstance, walkPages } from '../walk-pages.ts'

/** How a decision ends, and on which ground. */
export interface Ending {
  readonly outcome: Outcome
  readonly because?: string
}

/** One thing that another version makes different for one person. */
export type Difference =
  /** Would meet these pages, or no longer meet them. */
  | { readonly what: 'pages'; readonly met: readonly string[]; readonly left: readonly string[] }
  /** Would be asked what they have not answered. */
  | { readonly what: 'asked'; readonly facts: readonly FactName[] }
  | { readonly what: 'outcome'; readonly from: Ending; readonly to: Ending }
  /** Would get another value, such as an amount. */
  | { readonly what: 'value'; readonly name: string; readonly from: unknown; readonly to: unknown }
  /** Would be promised an answer in other working days. */
  | { readonly what: 'promise'; readonly from: number; readonly to: number }

/** What one person's answers would come to under another version. Pure. @param on the day by which the rules are read */
export function compareVersions(
  before: Service,
  after: Service,
  { answers, on }: { readonly answers: Answers; readonly on: string },
): Difference[] {
  const [seen, sees] = [before, after].map(({ pages }) => walkPages(pages, answers, on))
  return [
    ...pagesDiffer(seen!, sees!),
    ...askedMore(seen!, sees!, answers),
    ...endsDiffer(decide(before, answers, on), decide(after, answers, on)),
    ...promiseDiffers(before, after),
  ]
}

function pagesDiffer(seen: readonly PageInstance[], sees: readonly PageInstance[]): Difference[] {
  const [before, after] = [seen, sees].map(pages => [...new Set(pages.map(({ page }) => page.id))])
  const met = after!.filter(id => !before!.includes(id))
  const left = before!.filter(id => !after!.includes(id))
  return met.length + left.length > 0 ? [{ what: 'pages', met, left }] : []
}

function askedMore(seen: readonly PageInstance[], sees: readonly PageInstance[], answers: Answers): Difference[] {
  const before = new Set(seen.flatMap(({ page }) => page.facts.map(({ name }) => name)))
  const open = sees.flatMap(({ page, index }) =>
    page.facts.filter(fact => !fact.optional && !before.has(fact.name) && answerTo(fact, answers, index) === undefined),
  )
  const facts = [...new Set(open.map(({ name }) => name))]
  return facts.length > 0 ? [{ what: 'asked', facts }] : []
}

function endsDiffer(before: ReturnType<typeof decide>, after: ReturnType<typeof decide>): Difference[] {
  const [from, to] = [before, after].map(({ outcome, because }): Ending => ({ outcome, ...(because && { because }) }))
  if (!isDeepStrictEqual(from, to)) return [{ what: 'outcome', from: from!, to: to! }]
  const names = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])]
  return names
    .filter(name => !isDeepStrictEqual(before.values[name], after.values[name]))
    .map(name => ({ what: 'value', name, from: before.values[name], to: after.values[name] }))
}

function promiseDiffers(before: Service, after: Service): Difference[] {
  const [from, to] = [before.decideWithin.days, after.decideWithin.days]
  return from === to ? [] : [{ what: 'promise', from, to }]
}
