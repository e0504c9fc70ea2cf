import { entriesOf, withAnswer } from './answers.ts'
import type { Fact, FactName } from './fact.ts'
import { holdsIn } from './holds.ts'
import type { Answers, Scope } from './rule.ts'
import type { Page } from './service.ts'

/** A page as one person meets it; `index` counts from 0 when the page repeats. */
export interface PageInstance {
  readonly page: Page
  readonly index?: number
}

export interface Walk {
  readonly pages: readonly PageInstance[]
  /** The answers without those given on pages that no longer apply. */
  readonly answers: Answers
}

/** The pages that apply now, in order: conditions judged, repeats spread out, and no fact asked twice. */
export function walkPages(pages: readonly Page[], answers: Answers, on: string): readonly PageInstance[] {
  return walk(pages, answers, { on }).pages
}

/** What a walk goes by: the day, and the facts a register told, which count whether or not their page applies. */
export interface WalkBy {
  readonly on: string
  readonly known?: ReadonlySet<FactName>
}

/** The answers that still count: what was typed on a page that no longer applies is left out. */
export function relevantAnswers(pages: readonly Page[], answers: Answers, by: WalkBy): Answers {
  return walk(pages, answers, by).answers
}

/** Both at once. A page's condition sees only what still counts from the pages before it. */
export function walk(pages: readonly Page[], answers: Answers, { on, known = new Set() }: WalkBy): Walk {
  const kept = new Set<FactName>(known)
  const asked = new Set<FactName>()
  const met: PageInstance[] = []
  const listed = new Set<string>()
  let scope: Scope = { answers, on }
  for (const [at, page] of pages.entries()) {
    const here = instancesOf(page, scope, { asked, listed })
    const counting = withoutUnasked({ page, here, kept, later: () => pages.slice(at + 1) }, scope.answers)
    // the same answers stay the same scope, so that what was made of them is not made again for the next page
    if (counting !== scope.answers) scope = { answers: counting, on }
    if (page.repeat && here.length > 0) listed.add(page.repeat.of)
    for (const fact of here.flatMap(instance => instance.page.facts)) {
      asked.add(fact.name)
      kept.add(fact.name)
    }
    met.push(...here)
  }
  return { pages: met, answers: scope.answers }
}

interface Before {
  readonly asked: ReadonlySet<FactName>
  /** Lists that an earlier page has asked for. */
  readonly listed: ReadonlySet<string>
}

function instancesOf(page: Page, scope: Scope, { asked, listed }: Before): PageInstance[] {
  const open = withoutAsked(page, asked)
  if (!open) return []
  if (!page.repeat) return holdsIn(page.when, scope) === true ? [{ page: open }] : []
  const { as, of, min } = page.repeat
  // where there may be none, the first page for the list asks for one all the same: that is where to say that there is none
  const least = min === 0 && !listed.has(of) ? 1 : min
  const count = Math.max(entriesOf(of, scope.answers).length, least)
  return Array.from({ length: count }, (_, index) => index)
    .filter(index => holdsIn(page.when, { ...scope, at: { [as]: index } }) === true)
    .map(index => ({ page: open, index }))
}

/** The page without the facts an earlier page asks; nothing when that leaves no question on a page that had one. */
function withoutAsked(page: Page, asked: ReadonlySet<FactName>): Page | undefined {
  const facts = page.facts.filter(fact => !asked.has(fact.name))
  if (facts.length === page.facts.length) return page
  return facts.length > 0 ? { ...page, facts } : undefined
}

interface Passed {
  page: Page
  here: readonly PageInstance[]
  kept: ReadonlySet<FactName>
  later: () => readonly Page[]
}

function withoutUnasked({ page, here, kept, later }: Passed, answers: Answers): Answers {
  if (!page.repeat && here.length > 0) return answers
  const after = later()
  const askedLater = (fact: Fact) => after.some(other => other.facts.some(({ name }) => name === fact.name))
  const idle = page.facts.filter(fact => !kept.has(fact.name) && !askedLater(fact))
  if (idle.length === 0) return answers
  if (!page.repeat) return cleared(idle, answers, 0)
  const met = new Set(here.map(({ index }) => index))
  return entriesOf(page.repeat.of, answers).reduce(
    (rest, _, index) => (met.has(index) ? rest : cleared(idle, rest, index)),
    answers,
  )
}

function cleared(facts: readonly Fact[], answers: Answers, index: number): Answers {
  return facts.reduce((rest, fact) => withAnswer(fact, rest, { value: undefined, index }), answers)
}
