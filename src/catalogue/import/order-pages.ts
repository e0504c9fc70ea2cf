import { ALWAYS, both, either, type Formula, NEVER, not } from './formula.ts'
import { ImportFault } from './import-fault.ts'
import { type Asked, settled } from './settle.ts'
import type { XgovForm, XgovPage } from './xgov-form.ts'

/** A page of the form in its place, and when a person comes to it. */
export interface PlacedPage {
  readonly page: XgovPage
  readonly when: Formula
  /** No other page follows it in the definition. */
  readonly isLast: boolean
}

interface Links {
  readonly form: XgovForm
  readonly read: (condition: string) => Formula
  /** Component names of the questions a page asks. */
  readonly questionsOf: (page: XgovPage) => readonly string[]
  readonly isRequired: (field: string) => boolean
}

export interface Placed {
  readonly pages: readonly PlacedPage[]
  readonly asked: Asked
  /** Links that lead to no page. */
  readonly dangling: readonly Way[]
  /** Links that no answers take. */
  readonly neverTaken: readonly Way[]
}

interface Way {
  readonly from: string
  readonly to: string
}

/**
 * The pages of a form in an order in which every page stands after all that lead to it, each with the condition under which some
 * way from the start leads there. As the form runner goes: the first link whose condition holds, else the last without one.
 * @throws {ImportFault} when pages lead in a circle
 */
export function placePages({ form, read, questionsOf, isRequired }: Links): Placed {
  const byPath = new Map(form.pages.map(page => [page.path, page]))
  const dangling: Way[] = []
  const neverTaken: Way[] = []
  const order = inOrder(byPath.get(form.startPage)!, byPath)
  const when = new Map<string, Formula>([[form.startPage, ALWAYS]])
  const askedWhen = new Map<string, Formula>()
  const asked: Asked = { when: field => askedWhen.get(field), isRequired }
  const pages = order.map(page => {
    const here = settled(when.get(page.path) ?? NEVER, asked)
    for (const field of questionsOf(page)) askedWhen.set(field, either(askedWhen.get(field) ?? NEVER, here))
    for (const { to, how } of waysFrom(page)) {
      const way = settled(both(here, how), asked)
      if (way.length === 0) neverTaken.push({ from: page.path, to })
      when.set(to, either(when.get(to) ?? NEVER, way))
    }
    return { page, when: here, isLast: linksOf(page).length === 0 }
  })
  return { pages, asked, dangling, neverTaken }

  function linksOf(page: XgovPage) {
    return (page.next ?? []).filter(({ path }) => byPath.has(path))
  }

  function waysFrom(page: XgovPage): { to: string; how: Formula }[] {
    for (const { path } of page.next ?? []) if (!byPath.has(path)) dangling.push({ from: page.path, to: path })
    const links = linksOf(page)
    let otherwise = ALWAYS
    const ways = links.flatMap(({ path, condition }) => {
      if (!condition) return []
      const how = both(read(condition), otherwise)
      otherwise = both(otherwise, not(read(condition)))
      return [{ to: path, how }]
    })
    const plain = links.findLast(({ condition }) => !condition)
    return plain ? [...ways, { to: plain.path, how: otherwise }] : ways
  }
}

/** Every page the start leads to, each after those before it; branches in the order the form names them. */
function inOrder(start: XgovPage, byPath: ReadonlyMap<string, XgovPage>): XgovPage[] {
  const done = new Set<XgovPage>()
  const ordered: XgovPage[] = []
  const stack: { page: XgovPage; left: XgovPage[] }[] = [{ page: start, left: followers(start) }]
  while (stack.length > 0) {
    const { page, left } = stack.at(-1)!
    const next = left.pop()
    if (!next) {
      stack.pop()
      done.add(page)
      ordered.unshift(page)
    } else if (stack.some(on => on.page === next)) {
      const paths = [...stack.slice(stack.findIndex(on => on.page === next)).map(on => on.page.path), next.path]
      throw new ImportFault(
        `Pages of this form lead in a circle: ${paths.join(' → ')}. A list of entries is asked on one page instead.`,
      )
    } else if (!done.has(next)) stack.push({ page: next, left: followers(next) })
  }
  return ordered

  function followers(page: XgovPage): XgovPage[] {
    return (page.next ?? []).flatMap(({ path }) => byPath.get(path) ?? [])
  }
}
