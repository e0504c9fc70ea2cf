import { Refusal } from '#platform'
import { words } from './words.ts'

/** Nothing is here for this person; whether it is there for another is not told. */
export function notThere(): Refusal {
  return new Refusal('NOT_THERE', 404, language => words(language)('not-there'))
}
