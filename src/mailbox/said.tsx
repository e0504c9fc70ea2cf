import type { Catalogue } from '#catalogue'
import { directionOf, type Language, say, spokenIn } from '#platform'
import type { Message } from './message.ts'

/** Names of agencies. */
export type Agencies = Pick<Catalogue, 'agencies'>

/** Words of a message in the reader's language, marked when they are in another. */
export function Said({ words, language }: { words: Message['subject']; language: Language }) {
  const spoken = spokenIn(words, language)
  return spoken === language ? (
    say(words, language)
  ) : (
    <span lang={spoken} dir={directionOf(spoken)}>
      {say(words, language)}
    </span>
  )
}

export function senderName({ sender }: Message, language: Language, { agencies }: Agencies): string {
  return say(agencies.get(sender)?.name ?? { en: sender }, language)
}
