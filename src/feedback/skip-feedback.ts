import { record, transaction, type World } from '#platform'
import type { Invitation } from './invitation.ts'
import { markSkipped } from './store.ts'

/** A person would rather not say. They may still change their mind. */
export async function skipFeedback(world: World, invitation: Invitation): Promise<void> {
  const { about, personId, service, moment } = invitation
  await transaction(world, async tx => {
    if (!(await markSkipped(tx, invitation))) return
    await record(tx, { kind: 'feedback.skipped', about, person: personId, by: personId, facts: { service, moment } })
  })
}
