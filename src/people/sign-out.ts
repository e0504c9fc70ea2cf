import { as, openText, transaction, type World } from '#platform'
import { secretIndexesOf } from './session-secret.ts'
import { endBySecret } from './session-store.ts'
import { recordEnded } from './sign-in.ts'

/** Ends this browser's session, if it has one. @returns the ID token by which the provider can be asked to end its own */
export async function signOut(world: World, secret: string): Promise<string | undefined> {
  return transaction(as(world, 'system people.sign-in'), async tx => {
    const ended = await endBySecret(tx, secretIndexesOf(tx, secret))
    if (!ended) return undefined
    await recordEnded(tx, ended, { by: ended.personId, why: 'signed-out' })
    return ended.idTokenSealed === null ? undefined : openText(tx, ended.idTokenSealed)
  })
}
