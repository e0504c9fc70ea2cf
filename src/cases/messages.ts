import type { Catalogue } from '#catalogue'
import { deliverAll, type NewMessage } from '#mailbox'
import { formatDate, formatMoney, type Language, languages, say, type Tx, type Words } from '#platform'
import type { Case, Payment, TakenDecision } from './case.ts'
import { agencyName, serviceName } from './names.ts'
import { words } from './words.ts'
import type { OpeningWorld } from './world.ts'

type Received = Omit<Case, 'openTasks' | 'decision'>

/** Tells people that an agency has their request, and by when it answers. */
export async function tellReceived(tx: Tx<OpeningWorld>, received: readonly Received[]): Promise<void> {
  await deliverAll(
    tx,
    received.map(current => messageTo(current, receivedWords(tx, current))),
  )
}

function receivedWords({ catalogue }: OpeningWorld, current: Received): Worded {
  const { service, agency, dueOn, follows, state } = current
  const key = ['received', service, agency, dueOn, state === 'waiting-on-other' ? follows : ''].join(' ')
  return worded(catalogue, { key, reference: current.reference }, reference => received({ catalogue }, { ...current, reference }))
}

function received(tx: Pick<OpeningWorld, 'catalogue'>, current: Received): Message {
  return {
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
  }
}

/** Tells people what was decided and why: the reason in the officer's words, or the rule's. */
export async function tellDecided(
  tx: Tx<OpeningWorld>,
  settled: readonly { current: Case; taken: TakenDecision }[],
): Promise<void> {
  await deliverAll(
    tx,
    settled.map(({ current, taken }) => messageTo(current, decidedWords(tx, current, taken))),
  )
}

function decidedWords({ catalogue }: OpeningWorld, current: Case, taken: TakenDecision): Worded {
  const say = (reference: string) => decided({ catalogue }, current, { ...taken, reference })
  const { reference } = current.submission
  if (taken.reason !== undefined) return wordedIn(say(reference))
  const { outcome, because, words: why, pays, documents } = taken
  const about = [current.service, current.agency, current.follows, outcome, because, why, pays, documents.length]
  return worded(catalogue, { key: `decided ${JSON.stringify(about)}`, reference }, say)
}

function decided(
  tx: Pick<OpeningWorld, 'catalogue'>,
  current: Case,
  { outcome, documents, pays, reason, words: why, reference }: TakenDecision & { reference: string },
): Message {
  return {
    kind: 'decided',
    subject: language => words(language)(`${outcome}-subject`, { service: serviceName(tx, current.service, language) }),
    paragraphs: language => [
      outcome === 'closed' ? undefined : fromService(tx, current, outcome, language),
      words(language)(`${outcome}-text`, {
        agency: agencyName(tx, current.agency, language),
        service: serviceName(tx, current.service, language),
        other: serviceName(tx, current.follows ?? current.service, language),
      }),
      why && say(why, language),
      reason && words(language)('message-reason', { reason }),
      pays && paymentSentence(pays, language),
      documents.length > 0 ? words(language)('message-documents', { count: documents.length }) : undefined,
      words(language)('message-more', { reference }),
    ],
  }
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

type Worded = Pick<NewMessage, 'kind' | 'subject' | 'text'>

function wordedIn({ kind, subject, paragraphs }: Message): Worded {
  const text = inEach(language => paragraphs(language).filter(Boolean).join('\n\n'))
  return { kind, subject: inEach(subject), text }
}

// Many read the same but for their reference; it is put in where this stands.
const REFERENCE = '\uE000'
const WORDINGS_MAX = 1_000
const wordings = new WeakMap<Catalogue, Map<string, Worded>>()

/** A message whose words are found once for all who read the same. @param key  all that its words depend on, but for the reference */
function worded(
  catalogue: Catalogue,
  { key, reference }: { key: string; reference: string },
  write: (reference: string) => Message,
): Worded {
  const known = wordings.get(catalogue) ?? new Map<string, Worded>()
  wordings.set(catalogue, known)
  if (!known.has(key) && known.size >= WORDINGS_MAX) known.clear()
  const common = known.get(key) ?? wordedIn(write(REFERENCE))
  known.set(key, common)
  const text = Object.entries(common.text).map(([language, said = '']) => [language, said.replaceAll(REFERENCE, reference)])
  return { ...common, text: Object.fromEntries(text) }
}

function messageTo({ person, id, agency, language, service }: Received, worded: Worded): NewMessage {
  return { person, about: id, from: agency, language, service, ...worded }
}

function fromService(
  tx: Pick<OpeningWorld, 'catalogue'>,
  { service }: Pick<Case, 'service'>,
  which: 'received' | 'granted' | 'refused',
  language: Language,
) {
  return tx.catalogue.services.get(service)?.messages[which]?.[language]
}

function inEach(speak: (language: Language) => string): Words {
  return Object.fromEntries(languages.map(language => [language, speak(language)]))
}
