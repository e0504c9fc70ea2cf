import { Refusal } from '#platform'
import { words } from './words.ts'

/** Nothing is here for this person; whether it is there for another is not told. */
export function notThere(): Refusal {
  return new Refusal('NOT_THERE', 404, language => words(language)('not-there'))
}

/** A way back from the provider is good for one session. */
export function alreadyUsed(): Refusal {
  return new Refusal('SIGN_IN_RUN_OUT', 400, language => words(language)('SIGN_IN_RUN_OUT'))
}
