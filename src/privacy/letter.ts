import { deliver } from '#mailbox'
import { type Language, languages, say, type Tx, type Words } from '#platform'
import type { PrivacyWorld } from './world.ts'

/** The same thing in every language. */
export function inEach(speak: (language: Language) => string): Words {
  return Object.fromEntries(languages.map(language => [language, speak(language)]))
}

/** An agency's name as a letter says it; its id when the catalogue no longer has it. */
export function letterhead({ catalogue }: Pick<PrivacyWorld, 'catalogue'>, agency: string, language: Language): string {
  return say(catalogue.agencies.get(agency)?.name ?? {}, language) || agency
}

interface Letter {
  readonly person: string
  /** What it speaks of, by id. */
  readonly about: string
  readonly from: string
  readonly language: Language
  readonly service: string | null
  readonly kind: 'received' | 'decided' | 'notice'
  readonly subject: (language: Language) => string
  readonly text: (language: Language) => string
}

/** Writes a person a letter in an agency's name, in every language. */
export async function writeLetter(tx: Tx<PrivacyWorld>, { subject, text, service, ...letter }: Letter): Promise<void> {
  await deliver(tx, { ...letter, service: service ?? '', subject: inEach(subject), text: inEach(text) })
}
