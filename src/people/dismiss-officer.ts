import { as, record, transaction, type World } from '#platform'
import type { PersonId } from './person.ts'
import { dismiss } from './person-store.ts'

/** Ends a person's work for an agency: their very next page is one for citizens. */
export async function dismissOfficer(world: World, { person, by }: { person: PersonId; by: string }): Promise<void> {
  await transaction(as(world, 'system people.staff'), async tx => {
    const dismissed = await dismiss(tx, person)
    if (!dismissed) return
    const { officerId, agency } = dismissed
    await record(tx, { kind: 'officer.dismissed', about: officerId, person, by, facts: { agency } })
  })
}
