import { isId, record, transaction, type World } from '#platform'
import type { MandateId } from './mandate.ts'
import { startActing, stopActingIn } from './mandate-store.ts'
import type { Person, SessionId } from './person.ts'
import { notThere } from './refusals.ts'

/** Acts for the giver of a mandate from now on, in this browser alone. */
export async function actFor(world: World, { id: person, session }: Person, mandate: MandateId): Promise<void> {
  if (!isId(mandate)) throw notThere()
  await transaction(world, async tx => {
    const acting = await startActing(tx, { session, person, mandate })
    if (!acting) throw notThere()
    await record(tx, { kind: 'mandate.taken-up', about: mandate, person: acting.of, by: person })
  })
  world.hearing?.changed(person)
}

/** Is oneself again. */
export async function stopActing(world: World, { id: by, session }: { id: string; session: SessionId }): Promise<void> {
  await transaction(world, async tx => {
    const before = await stopActingIn(tx, session)
    if (before) await record(tx, { kind: 'mandate.laid-down', about: before.mandate, person: before.of, by })
  })
}
