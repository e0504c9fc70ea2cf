import { endMandatesFromRegister, organisationKnownAs } from '#people'
import type { PastEvent, Subscription, Tx } from '#platform'
import { holdersOf } from './directors.ts'
import { findEntry } from './entry-store.ts'
import { keyIn } from './entry-values.ts'
import { type KeepingWorld, lastValues } from './read-entry.ts'

/** Ends mandates as soon as the register that they rest on says otherwise. */
export const settleMandates: Subscription<KeepingWorld> = {
  consumer: 'registers.settle-mandates',
  kinds: ['register-entry.corrected', 'register-entry.ended'],
  async hear(tx, events) {
    const entries = new Map(events.map(event => [event.about, event]))
    for (const event of entries.values()) await settle(tx, event)
  },
}

async function settle(tx: Tx<KeepingWorld>, { about, facts }: PastEvent): Promise<void> {
  const register = tx.ownRegisters.get(String(facts.register))
  const entry = register?.actsFor && (await findEntry(tx, register, about))
  if (!register || !entry) return
  const number = keyIn(register, lastValues(entry))
  const organisation = await organisationKnownAs(tx, { register: register.id, number })
  if (organisation) await endMandatesFromRegister(tx, { organisation, holders: await holdersOf(tx, register, entry) })
}
