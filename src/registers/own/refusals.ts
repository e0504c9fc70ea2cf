import { Refusal } from '#platform'
import { ownWords } from './words.ts'

/** Not there, and not yours, are told alike. */
export function entryNotThere(): Refusal {
  return new Refusal('NOT_THERE', 404, language => ownWords(language)('not-there'))
}

/** Nobody keeps their own entry. */
export function ownEntry(): Refusal {
  return new Refusal('OWN_ENTRY', 403, language => ownWords(language)('own-entry'))
}
