import type { Catalogue, Fact, Lookup, Page } from '#catalogue'

interface Asked {
  readonly pages: readonly Page[]
  readonly know: readonly Lookup[]
}

/** The questions that no register answers, in the order of the pages: what is left for the person to say. */
export function questionsLeft(catalogue: Catalogue, { pages, know }: Asked): Fact[] {
  const known = new Set(know.flatMap(lookup => factsOf(catalogue, lookup)))
  const left = new Map(pages.flatMap(page => page.facts).map(fact => [fact.name, fact]))
  return [...left.values()].filter(({ name }) => !known.has(name))
}

/** `children` stands for everything the query tells of one child. */
function factsOf({ registers }: Catalogue, { facts, from }: Lookup): string[] {
  const query = registers.get(from)
  return facts.flatMap(fact => (query?.list?.of === fact ? [...query.gives.keys()] : [fact]))
}
