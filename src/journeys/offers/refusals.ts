import { Refusal } from '#platform'
import { words } from './words.ts'

/** Not there, or not yours: the two are told apart by nobody. */
export function noSuchOffer(): Refusal {
  return new Refusal('OFFER_NOT_FOUND', 404, language => words(language)('not-found'))
}

/** It was declined, has run out, or was overtaken: the service itself can still be asked for. */
export function closedOffer(): Refusal {
  return new Refusal('OFFER_CLOSED', 409, language => words(language)('closed'))
}
