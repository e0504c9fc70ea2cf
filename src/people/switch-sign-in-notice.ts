import { record, transaction, type World } from '#platform'
import type { PersonId } from './person.ts'
import { saveTellsNewBrowser } from './session-store.ts'

/** Whether a person is told of sign-ins from browsers they had not used before. */
export async function switchSignInNotice(world: World, person: PersonId, on: boolean): Promise<void> {
  await transaction(world, async tx => {
    await saveTellsNewBrowser(tx, person, on)
    await record(tx, { kind: 'session.notice-switched', about: person, person, by: person, facts: { on } })
  })
}
