import { as, openText, transaction, type World } from '#platform'
import { secretIndexesOf } from './session-secret.ts'
import { endBySecret } from './session-store.ts'
import { recordEnded } from './sign-in.ts'

/** Ends this browser's session, if it has one. @returns the ID token by which the provider can be asked to end its own */
export async function signOut(world: World, secret: string): Promise<string | undefined> {
  const ended = await transaction(as(world, 'system people.sign-in'), async tx => {
    const open = await endBySecret(tx, secretIndexesOf(tx, secret))
    if (open) await recordEnded(tx, open, { by: open.personId, why: 'signed-out' })
    return open
  })
  if (!ended) return undefined
  world.hearing?.changed(ended.personId)
  return ended.idTokenSealed === null ? undefined : openText(world, ended.idTokenSealed)
}
