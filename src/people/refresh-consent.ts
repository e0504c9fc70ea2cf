import { isId, record, transaction, type World } from '#platform'
import type { ConsentId } from './consent.ts'
import { insertMoment, lockConsent, markRefreshed } from './consent-store.ts'
import { LASTS_DAYS } from './give-consent.ts'
import type { PersonId } from './person.ts'
import { notThere } from './refusals.ts'

const DAY_MS = 86_400_000

/** Lets a consent hold for its time once more, counted from now, also one that ran out. What was withdrawn is given anew or not at all. */
export async function refreshConsent(world: World, { person, consent }: { person: PersonId; consent: ConsentId }): Promise<void> {
  if (!isId(consent)) throw notThere()
  await transaction(world, async tx => {
    const current = await lockConsent(tx, person, consent)
    if (!current || current.withdrawnAt) throw notThere()
    const validUntil = new Date(tx.now().getTime() + LASTS_DAYS * DAY_MS)
    if (validUntil <= current.validUntil) return
    await markRefreshed(tx, { ...current, validUntil })
    await insertMoment(tx, current, { kind: 'refreshed', channel: 'web', by: person, at: tx.now(), validUntil })
    const { query, service } = current
    await record(tx, { kind: 'consent.refreshed', about: consent, person, by: person, facts: { query, service } })
  })
}
