import type { Catalogue } from '#catalogue'
import { directionOf, type Language, say, spokenIn } from '#platform'
import type { Message } from './message.ts'
import { THE_DOOR } from './tell-sign-in.ts'

/** Names of agencies, and of their government. */
export type Agencies = Pick<Catalogue, 'agencies'> & { readonly government: Pick<Catalogue['government'], 'name'> }

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

export function senderName({ sender }: Message, language: Language, { agencies, government }: Agencies): string {
  if (sender === THE_DOOR) return say(government.name, language)
  return say(agencies.get(sender)?.name ?? { en: sender }, language)
}
