import { deliver } from '#mailbox'
import { formatDate, formatMoney, type Language, languages, say, type Tx, type Words } from '#platform'
import type { Case, Payment, TakenDecision } from './case.ts'
import { agencyName, serviceName } from './names.ts'
import { words } from './words.ts'
import type { OpeningWorld } from './world.ts'

/** Tells the person that an agency has their request, and by when it answers. */
export async function tellReceived(tx: Tx<OpeningWorld>, current: Case): Promise<void> {
  await tell(tx, current, {
    kind: 'received',
    subject: language => words(language)('received-subject', { service: serviceName(tx, current.service, language) }),
    paragraphs: language => [
      fromService(tx, current, 'received', language),
      ...(current.follows && current.state === 'waiting-on-other'
        ? [words(language)('received-waits', { other: serviceName(tx, current.follows, language) })]
        : []),
      words(language)('received-text', {
        agency: agencyName(tx, current.agency, language),
        date: formatDate(language, current.dueOn),
        reference: current.reference,
      }),
    ],
  })
}

/** Tells the person what was decided and why: the reason in the officer's words, or the rule's. */
export async function tellDecided(tx: Tx<OpeningWorld>, current: Case, decision: TakenDecision): Promise<void> {
  const { outcome, documents, pays, reason } = decision
  await tell(tx, current, {
    kind: 'decided',
    subject: language => words(language)(`${outcome}-subject`, { service: serviceName(tx, current.service, language) }),
    paragraphs: language => [
      outcome === 'closed' ? undefined : fromService(tx, current, outcome, language),
      words(language)(`${outcome}-text`, {
        agency: agencyName(tx, current.agency, language),
        service: serviceName(tx, current.service, language),
        other: serviceName(tx, current.follows ?? current.service, language),
      }),
      decision.words && say(decision.words, language),
      reason && words(language)('message-reason', { reason }),
      pays && paymentSentence(pays, language),
      documents.length > 0 ? words(language)('message-documents', { count: documents.length }) : undefined,
      words(language)('message-more', { reference: current.submission.reference }),
    ],
  })
}

/** “You will get €43.10 every week.” */
export function paymentSentence({ amountMinor, currency, every }: Payment, language: Language): string {
  return words(language)(`pays-${every}`, { amount: formatMoney(language, amountMinor, currency) })
}

interface Message {
  readonly kind: 'received' | 'decided'
  readonly subject: (language: Language) => string
  readonly paragraphs: (language: Language) => readonly (string | undefined)[]
}

async function tell(tx: Tx<OpeningWorld>, current: Case, { kind, subject, paragraphs }: Message): Promise<void> {
  await deliver(tx, {
    ...{ person: current.person, about: current.id, from: current.agency, language: current.language, service: current.service },
    kind,
    subject: inEach(subject),
    text: inEach(language => paragraphs(language).filter(Boolean).join('\n\n')),
  })
}

function fromService(tx: OpeningWorld, { service }: Case, which: 'received' | 'granted' | 'refused', language: Language) {
  return tx.catalogue.services.get(service)?.messages[which]?.[language]
}

function inEach(speak: (language: Language) => string): Words {
  return Object.fromEntries(languages.map(language => [language, speak(language)]))
}
