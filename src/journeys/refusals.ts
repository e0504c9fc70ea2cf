import type { Service } from '#catalogue'
import { Refusal, say } from '#platform'
import { words } from './words.ts'

/** Not there, or not yours: the two are told apart by nobody. */
export function notThere(): Refusal {
  return new Refusal('JOURNEY_NOT_FOUND', 404, language => words(language)('not-found'))
}

export function closed(service: Service): Refusal {
  return new Refusal('SERVICE_WITHDRAWN', 410, language => words(language)('withdrawn', { service: say(service.name, language) }))
}

export function alreadySent(): Refusal {
  return new Refusal('JOURNEY_ALREADY_SENT', 409, language => words(language)('already-sent'))
}

/** The same key came with other content: nothing is sent, and nothing already sent is changed. */
export function otherContent(): Refusal {
  return new Refusal('SUBMISSION_KEY_REUSED', 422, language => words(language)('other-content'))
}
