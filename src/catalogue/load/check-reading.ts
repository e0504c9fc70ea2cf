import { hardestSentence, isJudged } from '../reading/reading-age.ts'
import type { Path } from './source-file.ts'
import { type Work, warn } from './work.ts'

/** Parts of a service file that no person reads: what officers do, what policy people try out, where the law stands. */
const NOT_READ: readonly string[] = ['examples', 'tasks', 'law', 'parameters', 'targets']

/** Warns of words in a file above the reading age, in years, that its owner or its government set. */
export function checkReading(work: Work, file: object, most: number | undefined): void {
  if (most === undefined) return
  for (const { path, language, text } of wordsIn(file, [], work.languages)) {
    if (!isJudged(language)) continue
    const hardest = hardestSentence(text, language)
    if (!hardest || hardest.age <= most) continue
    warn(work, path, {
      message: `This reads at about age ${hardest.age}, and the aim is ${most}: “${hardest.sentence}”`,
      hint: 'Use shorter sentences and everyday words.',
    })
  }
}

interface Said {
  readonly path: Path
  readonly language: string
  readonly text: string
}

/** All words in a file: groups of texts by language. */
function wordsIn(value: unknown, path: Path, languages: readonly string[]): Said[] {
  if (Array.isArray(value)) return value.flatMap((entry, at) => wordsIn(entry, [...path, at], languages))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (NOT_READ.includes(key)) return []
    const isWords = languages.includes(key) && typeof inner === 'string'
    return isWords ? [{ path: [...path, key], language: key, text: inner }] : wordsIn(inner, [...path, key], languages)
  })
}
