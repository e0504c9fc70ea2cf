import { isId, record, transaction, type World } from '#platform'
import type { ConsentId } from './consent.ts'
import { insertMoment, lockConsent, markWithdrawn } from './consent-store.ts'
import type { PersonId } from './person.ts'
import { notThere } from './refusals.ts'

/** Takes a person's consent back: from now on nothing more is asked on its ground. Once withdrawn it stays so. */
export async function withdrawConsent(
  world: World,
  { person, consent }: { person: PersonId; consent: ConsentId },
): Promise<void> {
  if (!isId(consent)) throw notThere()
  await transaction(world, async tx => {
    const current = await lockConsent(tx, person, consent)
    if (!current) throw notThere()
    if (current.withdrawnAt) return
    await markWithdrawn(tx, current)
    const { query, service, validUntil } = current
    await insertMoment(tx, current, { kind: 'withdrawn', channel: 'web', by: person, at: tx.now(), validUntil })
    await record(tx, { kind: 'consent.withdrawn', about: consent, person, by: person, facts: { query, service } })
  })
}
