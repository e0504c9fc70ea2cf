import { type Attempt, attempt, marksPossible } from './attempt.ts'
import { findEdges, isAmount } from './edges.ts'
import type { Asking, Choices, Question } from './questions.ts'
import { questionsBehind } from './turns-on.ts'
import { combinations, inTurn, isFew, oneChanged, sample } from './variations.ts'

/** What was tried so far, and how much more may be. */
export interface Search {
  readonly asking: Asking
  readonly seen: Set<string>
  /** Those that went where none before had been, in the order they were found. */
  readonly found: Attempt[]
  /** By outcome and reason, the one with the fewest pages, then the fewest questions, then the plainest answers. */
  readonly shortest: Map<string, Attempt>
  /** Choices that were tried, as one text, and what they led to. */
  readonly tried: Map<string, string>
  /** Marks for which every combination of the answers that matter was tried. */
  readonly exhausted: Set<string>
  readonly budget: number
  /** Marks beside those of the service itself, and which of them an attempt left. */
  readonly also: { readonly marks: readonly string[]; readonly of: (attempt: Attempt) => readonly string[] }
}

/** Tries answers until every mark was left or the budget is spent: first the plainest, then what each mark turns on. */
export function searchEverywhere(search: Search): void {
  const { asking } = search
  for (const choices of [{}, ...extremes(asking)]) tryChoices(search, choices)
  for (const mark of [...marksPossible(asking.service), ...search.also.marks]) if (!search.seen.has(mark)) searchFor(search, mark)
}

/** Every optional question left blank; every question given its last answer. */
function extremes({ questions }: Asking): Choices[] {
  const isBlank = (question: Question) => question.choices.at(-1) === null
  const last = (some: readonly Question[]) =>
    Object.fromEntries(some.map(({ key, choices }) => [key, Math.max(0, choices.length - 1)]))
  return [last(questions.filter(isBlank)), last(questions.filter(({ fact, choices }) => fact && choices.at(-1) !== null))]
}

/** Tries one set of choices, unless it was tried, or nothing may be tried any more. */
export function tryChoices(search: Search, choices: Choices): Attempt | undefined {
  const key = keyOf(choices)
  if (search.tried.has(key) || search.tried.size >= search.budget) return undefined
  const made = attempt(search.asking, choices)
  search.tried.set(key, made.marks.join())
  const news = [...made.marks, ...search.also.of(made)].filter(mark => !search.seen.has(mark))
  if (news.length > 0) search.found.push(made)
  for (const mark of news) search.seen.add(mark)
  keepShortest(search, made)
  return made
}

function keyOf(choices: Choices): string {
  return Object.entries(choices)
    .filter(([, at]) => at > 0)
    .map(([key, at]) => `${key}=${at}`)
    .sort()
    .join()
}

function keepShortest({ shortest }: Search, made: Attempt): void {
  const end = endOf(made)
  const before = shortest.get(end)
  if (!before || (byLength(made, before) || changesIn(made) - changesIn(before)) < 0) shortest.set(end, made)
}

/** How a walk ends: `refuse income-above-limit`. */
export function endOf({ decision: { outcome, because = '' } }: Attempt): string {
  return `${outcome} ${because}`
}

/** Fewer pages, then fewer questions. */
export function isShorter(a: Attempt, b: Attempt): boolean {
  return byLength(a, b) < 0
}

function byLength(a: Attempt, b: Attempt): number {
  return a.pages.length - b.pages.length || questionsIn(a) - questionsIn(b)
}

function changesIn({ choices }: Attempt): number {
  return Object.values(choices).filter(at => at > 0).length
}

export function questionsIn({ pages }: Pick<Attempt, 'pages'>): number {
  return pages.reduce((sum, { page }) => sum + page.facts.length, 0)
}

/** Attempts spent on one mark that is not found, so that the others have their turn. */
const MOST_FOR_ONE = 1500
const MOST_AT_EDGES = 6000

/** Looks for one mark; when every combination of what it turns on was tried, that is noted. */
function searchFor(search: Search, mark: string): void {
  const turning = questionsBehind(search.asking, mark)
  const limit = Math.min(search.budget, search.tried.size + MOST_FOR_ONE)
  for (const choices of worthTrying(search, turning)) {
    if (search.seen.has(mark)) return
    if (search.tried.size >= limit) break
    tryChoices(search, choices)
  }
  if (search.tried.size < limit && isFew(turning)) search.exhausted.add(mark)
  if (!search.seen.has(mark)) searchEdges(search, mark, turning)
}

/** A last look, between two amounts that lead elsewhere: at the very limit there may be a way of its own. */
function searchEdges(search: Search, mark: string, turning: readonly Question[]): void {
  const limit = Math.min(search.budget, search.tried.size + MOST_AT_EDGES)
  const isDone = () => search.seen.has(mark) || search.tried.size >= limit
  const walked = (choices: Choices) => whereto(search, choices)
  for (const start of search.found.slice(-STARTS_FOR_TWO).reverse())
    for (const choices of [start.choices, ...oneChanged(start.choices, turning)])
      for (const question of turning.filter(isAmount)) if (!isDone()) findEdges(question, choices, { walked, isDone })
}

/** What choices lead to, as one text; undefined when nothing more may be tried. */
function whereto(search: Search, choices: Choices): string | undefined {
  tryChoices(search, choices)
  return search.tried.get(keyOf(choices))
}

const MOST_STARTS = 24
const STARTS_FOR_TWO = 4

/** One answer changed from where the search has been; then all combinations, or two answers changed and a fair sample in turn. */
function* worthTrying({ found }: Search, turning: readonly Question[]): Generator<Choices> {
  const starts = found.slice(-MOST_STARTS).reverse()
  for (const { choices } of starts) yield* oneChanged(choices, turning)
  if (isFew(turning)) yield* combinations(turning)
  else yield* inTurn(twoChanged(starts.slice(0, STARTS_FOR_TWO), turning), sample(turning))
}

function* twoChanged(starts: readonly Attempt[], turning: readonly Question[]): Generator<Choices> {
  for (const { choices } of starts) for (const next of oneChanged(choices, turning)) yield* oneChanged(next, turning)
}
