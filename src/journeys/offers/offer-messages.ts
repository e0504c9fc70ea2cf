import type { Service } from '#catalogue'
import { deliver } from '#mailbox'
import { formatDate, type Language, languages, say, type Tx, type Words } from '#platform'
import type { JourneysWorld } from '../world.ts'
import type { Offer } from './offer.ts'
import { words } from './words.ts'

interface Telling {
  readonly service: Service
  /** The person's language today. */
  readonly language: Language
}

/** Tells a person, in their mailbox, that something is offered to them, why, and until when. */
export function tellOffered(tx: Tx<JourneysWorld>, offer: Offer, telling: Telling): Promise<unknown> {
  return tell(tx, offer, { ...telling, kind: 'offer', which: 'offered' })
}

/** Tells a person that something of theirs began by itself, on which law, and that there is nothing to do. */
export function tellGranted(tx: Tx<JourneysWorld>, offer: Offer, telling: Telling): Promise<unknown> {
  return tell(tx, offer, { ...telling, kind: 'notice', which: 'granted' })
}

type Message = Telling & { readonly kind: 'offer' | 'notice'; readonly which: 'offered' | 'granted' }

function tell(tx: Tx<JourneysWorld>, offer: Offer, { service, language, kind, which }: Message): Promise<unknown> {
  const about = (spoken: Language) => ({
    service: say(service.name, spoken),
    event: eventName(tx, offer, spoken),
    happenedOn: formatDate(spoken, offer.happenedOn),
    law: apart(offer.law),
    until: formatDate(spoken, offer.expiresOn),
    reference: offer.reference ?? '',
  })
  return deliver(tx, {
    ...{ person: offer.personId, about: offer.id, from: service.owner, language, service: service.id, kind },
    subject: inEach(spoken => words(spoken)(`${which}-subject`, about(spoken))),
    text: inEach(spoken =>
      [1, 2, 3].map(part => words(spoken)(`${which}-text-${part as 1 | 2 | 3}`, about(spoken))).join('\n\n'),
    ),
  })
}

/** What happened, as the person reads it. */
export function eventName(
  { catalogue }: Pick<JourneysWorld, 'catalogue'>,
  { event }: Pick<Offer, 'event'>,
  language: Language,
): string {
  return say(catalogue.events.get(event)?.name ?? { en: event }, language)
}

/** Cited in its own language, it keeps its own direction. */
function apart(text: string): string {
  return `\u2068${text}\u2069`
}

function inEach(speak: (language: Language) => string): Words {
  return Object.fromEntries(languages.map(language => [language, speak(language)]))
}
