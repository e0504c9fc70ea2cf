import type { Attempt } from './attempt.ts'
import type { Choices, Question } from './questions.ts'
import { endOf, isShorter, type Search, tryChoices } from './search.ts'
import { questionsBehind } from './turns-on.ts'
import { oneChanged } from './variations.ts'

const MOST_FOR_ONE = 600

/**
 * Looks for fewer pages to every end that was found: one answer changed on which a page turns, or all of them as on a shorter way to
 * another end and one answer more, as long as that helps. Then gives the plainest answer wherever another is not needed.
 */
export function shortenAll(search: Search): void {
  const { service, questions, turning } = search.asking
  const forPages = [
    ...new Set(service.pages.filter(page => page.when ?? page.repeat).flatMap(page => pageQuestions(search, page.id))),
  ]
  const forRules = questions.filter(question => [...turning.values()].some(some => some.includes(question)))
  for (const end of [...search.shortest.keys()]) {
    const limit = search.tried.size + MOST_FOR_ONE
    while (shorten(search, end, { forPages, forRules, limit }));
    for (const key of Object.keys(search.shortest.get(end)!.choices)) tryChoices(search, plainer(search.shortest.get(end)!, key))
  }
}

function pageQuestions({ asking }: Search, id: string): Question[] {
  const { repeat } = asking.service.pages.find(page => page.id === id)!
  const length = asking.questions.filter(({ key }) => key === repeat?.of)
  return [...questionsBehind(asking, `page:${id}`), ...length]
}

function plainer({ choices }: Attempt, key: string): Choices {
  return { ...choices, [key]: 0 }
}

interface Shortening {
  /** Questions on which a page turns, and those on which anything does. */
  readonly forPages: readonly Question[]
  readonly forRules: readonly Question[]
  readonly limit: number
}

/** @returns whether a shorter way was found */
function shorten(search: Search, end: string, { forPages, forRules, limit }: Shortening): boolean {
  const before = search.shortest.get(end)!
  const shorter = [...search.shortest.values()].filter(other => isShorter(other, before))
  for (const choices of near(before.choices, { forPages, forRules, shorter })) {
    if (search.tried.size >= Math.min(limit, search.budget)) return false
    const made = tryChoices(search, choices)
    if (made && endOf(made) === end && isShorter(made, before)) return true
  }
  return false
}

interface Near extends Omit<Shortening, 'limit'> {
  readonly shorter: readonly Attempt[]
}

function* near(choices: Choices, { forPages, forRules, shorter }: Near): Generator<Choices> {
  yield* oneChanged(choices, forPages)
  for (const other of shorter) {
    const asThere = Object.fromEntries(forPages.map(({ key }) => [key, other.choices[key] ?? 0]))
    yield { ...choices, ...asThere }
    yield* oneChanged({ ...choices, ...asThere }, forRules)
  }
}
