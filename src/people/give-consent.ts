import { createHash } from 'node:crypto'
import { type Language, newId, record, transaction, type Words, type World } from '#platform'
import { type Consent, type ConsentChannel, type ConsentId, type ConsentTerms, isStanding } from './consent.ts'
import { findConsents, insertConsent, insertMoment, lockPerson } from './consent-store.ts'
import type { PersonId } from './person.ts'

const DAY_MS = 86_400_000
/** How long a consent holds, in days, when nothing else was agreed. */
export const LASTS_DAYS = 90

export interface NewConsent {
  readonly person: PersonId
  /** `register.query` */
  readonly query: string
  readonly facts: readonly string[]
  /** Why, in the very words on the page. */
  readonly purpose: Words
  readonly service: string
  /** The journey or case it is given in. */
  readonly about?: string
  /** In which language they read it. */
  readonly language: Language
  /** Who answers for it, who sees it, and all else the person was told when they agreed. */
  readonly terms: ConsentTerms
  /** Where they agreed; on the web when not said. */
  readonly channel?: ConsentChannel
  /** The officer who wrote it down for them; absent when they gave it themselves. */
  readonly by?: string
  /** Until when it holds; 90 days when not said. */
  readonly validUntil?: Date
}

/** Keeps a person's consent to one question to one register. The same consent given twice is one consent. */
export async function giveConsent(world: World, consent: NewConsent): Promise<ConsentId> {
  return transaction(world, async tx => {
    await lockPerson(tx, consent.person)
    const given = consentFrom(consent, tx.now())
    const before = (await findConsents(tx, consent.person)).find(other => isTheSame(other, given))
    if (before) return before.id
    const by = consent.by ?? given.person
    await insertConsent(tx, given)
    const { channel, givenAt: at, validUntil } = given
    await insertMoment(tx, given, { kind: 'given', channel, by, at, validUntil })
    await record(tx, {
      ...{ kind: 'consent.given', about: given.id, person: given.person, by },
      facts: { query: given.query, facts: given.facts, service: given.service, wording: given.wording },
    })
    return given.id
  })
}

function consentFrom({ by: _, about, validUntil, channel = 'web', ...consent }: NewConsent, now: Date): Consent {
  return {
    ...consent,
    id: newId(),
    channel,
    matter: about ?? null,
    wording: wordingOf(consent),
    givenAt: now,
    validUntil: validUntil ?? new Date(now.getTime() + LASTS_DAYS * DAY_MS),
    withdrawnAt: null,
  }
}

/** Names the words by their content, so that changed words are another wording without anybody counting versions. */
function wordingOf({ purpose, facts, terms }: Pick<NewConsent, 'purpose' | 'facts' | 'terms'>): string {
  const words = JSON.stringify([Object.entries(purpose).sort(), facts, terms])
  return createHash('sha256').update(words).digest('base64url').slice(0, 12)
}

// One that holds longer than what is agreed to now would say more than the person did.
function isTheSame(before: Consent, now: Consent): boolean {
  const isForTheSame = before.service === now.service && before.query === now.query && before.matter === now.matter
  return isForTheSame && before.wording === now.wording && before.validUntil <= now.validUntil && isStanding(before, now.givenAt)
}
