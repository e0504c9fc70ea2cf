import { dayOf, transaction } from '#platform'
import { forgetWaiting } from '#registers'
import type { JourneysWorld } from '../world.ts'
import { end } from './decline-offer.ts'
import { lockPast } from './offer-store.ts'

const AT_ONCE = 100
const WAIT_MS = 180 * 86_400_000

/**
 * Ends the offers whose last day has passed, with what was made ready for them, and lets go of events that waited half a year for somebody who
 * never came. @returns how many offers ended
 */
export async function expireOffers(world: JourneysWorld): Promise<number> {
  let ended = 0
  for (let some = AT_ONCE; some === AT_ONCE; ended += some)
    some = await transaction(world, async tx => {
      const past = await lockPast(tx, dayOf(tx.now()), AT_ONCE)
      for (const offer of past) await end(tx, offer, 'expired', 'system')
      return past.length
    })
  await forgetWaiting(world, new Date(world.now().getTime() - WAIT_MS))
  return ended
}
