import { as, newId, record, transaction, type World } from '#platform'
import type { OfficerId, PersonId, Role } from './person.ts'
import { upsertOfficer } from './person-store.ts'

/**
 * Lets a person work for an agency in a role, from their very next page on; a later appointment replaces the one before.
 * @param endsAt  from then on it holds no more, by itself
 */
export async function appointOfficer(
  world: World,
  { person, agency, role, by, endsAt }: { person: PersonId; agency: string; role: Role; by: string; endsAt?: Date },
): Promise<OfficerId> {
  const officer = await transaction(as(world, 'system people.staff'), async tx => {
    const { officerId } = await upsertOfficer(tx, { officerId: newId(), personId: person, agency, role, endsAt })
    await record(tx, {
      kind: 'officer.appointed',
      about: officerId,
      person,
      by,
      facts: { agency, role, endsAt: endsAt?.toISOString() ?? null },
    })
    return officerId
  })
  world.hearing?.changed(person)
  return officer
}
