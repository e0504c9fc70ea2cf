import { record, type Tx } from '#platform'
import { endByRegister, lockFromRegister } from './mandate-store.ts'
import type { PersonId } from './person.ts'

/**
 * Ends the mandates for an organisation that its register does not bear out any more: of those who may not act now, and those that
 * would outlast what the register knows. The next request made by one is refused.
 * @param holders who may act, until when
 */
export async function endMandatesFromRegister(
  tx: Tx,
  { organisation, holders }: { organisation: PersonId; holders: ReadonlyMap<PersonId, Date> },
): Promise<void> {
  const held = await lockFromRegister(tx, organisation)
  const now = tx.now()
  const ended = held.filter(({ holder, validUntil }) => {
    const until = holders.get(holder)
    return validUntil > now && (!until || validUntil > until)
  })
  if (ended.length === 0) return
  await endByRegister(
    tx,
    organisation,
    ended.map(({ id }) => id),
  )
  const facts = { endedBy: 'system' }
  await record(
    tx,
    ...ended.map(({ id }) => ({ kind: 'mandate.ended', about: id, person: organisation, by: 'system', facts }) as const),
  )
}
