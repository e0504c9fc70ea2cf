import type { Fact } from '#catalogue'
import { type Language, say } from '#platform'
import type { Definition } from '../definition.ts'
import type { Step } from '../steps.ts'
import { words } from '../words.ts'

/** What one entry of a list is called: "Child 2". */
export function entryName(
  { pages }: Pick<Definition, 'pages'>,
  of: { fact: Pick<Fact, 'of'>; index: number },
  language: Language,
): string {
  const repeat = pages.find(page => page.repeat?.of === of.fact.of)?.repeat
  return words(language)('entry', { what: say(repeat?.words ?? {}, language), number: of.index + 1 }).trim()
}

/** The title of a step, with the entry it is about: "The other parent: Child 2". */
export function stepTitle({ page, index }: Step, language: Language): string {
  const title = say(page.title, language)
  if (!page.repeat) return title
  return words(language)('entry-of', { title, what: say(page.repeat.words, language), number: index + 1 })
}
