import { newId, type Tx } from '#platform'
import type { PersonId } from './person.ts'
import { upsertOrganisation } from './person-store.ts'

/** Knows an organisation again, or for the first time, by its number in a register: a person in law, whom directors act for. */
export function meetOrganisation(
  tx: Tx,
  { register, number, name }: { register: string; number: string; name: string },
): Promise<PersonId> {
  return upsertOrganisation(tx, { personId: newId(), register, number, name })
}
