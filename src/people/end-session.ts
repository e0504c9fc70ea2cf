import { as, isId, transaction, type World } from '#platform'
import type { SignedOutElsewhere } from './adapters/sign-in.ts'
import type { PersonId, SessionId } from './person.ts'
import { notThere } from './refusals.ts'
import { endById, endByProvider, endOthers, keepNotice } from './session-store.ts'
import { recordEnded } from './sign-in.ts'

/** Ends one of a person's own sessions, perhaps on another device; one already ended stays ended. */
export async function endSession(world: World, person: PersonId, session: SessionId): Promise<void> {
  if (!isId(session)) throw notThere()
  await transaction(world, async tx => {
    const ended = await endById(tx, person, session)
    if (ended) await recordEnded(tx, { ...ended, personId: person }, { by: person, why: 'ended-by-person' })
  })
  world.hearing?.changed(person)
}

/** Ends all of a person's sessions but the one they are in. */
export async function endOtherSessions(world: World, person: PersonId, here: SessionId): Promise<void> {
  await transaction(world, async tx => {
    for (const ended of await endOthers(tx, person, here)) await recordEnded(tx, ended, { by: person, why: 'ended-by-person' })
  })
  world.hearing?.changed(person)
}

/** Ends what the provider says is over; the same notice heard again ends nothing more. @returns how many sessions ended */
export async function endSessionsElsewhere(world: World, notice: SignedOutElsewhere): Promise<number> {
  return transaction(as(world, 'system people.sign-in'), async tx => {
    if (!(await keepNotice(tx, `${notice.issuer} ${notice.id}`))) return 0
    const ended = await endByProvider(tx, notice)
    for (const session of ended) await recordEnded(tx, session, { by: 'system', why: 'ended-by-provider' })
    return ended.length
  })
}
