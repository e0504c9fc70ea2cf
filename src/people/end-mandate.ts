import { isId, record, transaction, type World } from '#platform'
import type { MandateId } from './mandate.ts'
import { endMandateOf } from './mandate-store.ts'
import type { PersonId } from './person.ts'
import { notThere } from './refusals.ts'

/** Ends a mandate that a person gave or holds; the next request made by it is refused. One already ended stays ended. */
export async function endMandate(world: World, person: PersonId, mandate: MandateId): Promise<void> {
  if (!isId(mandate)) throw notThere()
  await transaction(world, async tx => {
    const ended = await endMandateOf(tx, person, mandate)
    if (!ended) return
    await record(tx, {
      kind: 'mandate.ended',
      about: mandate,
      person: ended.giver,
      by: person,
      facts: { endedBy: ended.endedBy },
    })
  })
}
