import type { Attempt } from './attempt.ts'
import type { Choices } from './questions.ts'
import { endOf, isShorter, type Search, tryChoices } from './search.ts'
import { questionsBehind } from './turns-on.ts'
import { oneChanged } from './variations.ts'

const MOST_FOR_ONE = 400

/**
 * Looks for fewer pages to every end that was found, by changing one answer on which a page turns, as long as that helps; then gives the
 * plainest answer wherever another is not needed.
 */
export function shortenAll(search: Search): void {
  const { service } = search.asking
  const turning = new Set(service.pages.filter(page => page.when ?? page.repeat).flatMap(page => pageQuestions(search, page.id)))
  for (const end of [...search.shortest.keys()]) {
    const limit = search.tried.size + MOST_FOR_ONE
    while (search.tried.size < limit && shorten(search, end, [...turning]));
    for (const key of Object.keys(search.shortest.get(end)!.choices)) tryChoices(search, plainer(search.shortest.get(end)!, key))
  }
}

function pageQuestions({ asking }: Search, id: string) {
  const { repeat } = asking.service.pages.find(page => page.id === id)!
  const length = asking.questions.filter(({ key }) => key === repeat?.of)
  return [...questionsBehind(asking, `page:${id}`), ...length]
}

function plainer({ choices }: Attempt, key: string): Choices {
  return { ...choices, [key]: 0 }
}

/** @returns whether a shorter way was found */
function shorten(search: Search, end: string, turning: Parameters<typeof oneChanged>[1]): boolean {
  const before = search.shortest.get(end)!
  for (const choices of oneChanged(before.choices, turning)) {
    const made = tryChoices(search, choices)
    if (made && endOf(made) === end && isShorter(made, before)) return true
  }
  return false
}
