import { Refusal } from '#platform'
import { words } from './words.ts'

/** Nothing is here for this person; whether it is there for another is not told. */
export function notThere(): Refusal {
  return new Refusal('NOT_THERE', 404, language => words(language)('not-there'))
}

/** Who acted for somebody may not any more: the mandate was taken back, laid down or has run out. */
export function mandateEnded(name: string): Refusal {
  return new Refusal('MANDATE_ENDED', 403, language => words(language)('mandate-ended', { name }))
}

/** Who acts for somebody may not do this for them. */
export function mandateTooNarrow({ name }: { name: string }): Refusal {
  return new Refusal('MANDATE_TOO_NARROW', 403, language => words(language)('mandate-too-narrow', { name }))
}
