import { as, dayOf, transaction } from '#platform'
import { forgetWaiting } from '#registers'
import type { JourneysWorld } from '../world.ts'
import { ITS_NAME } from './consider-happenings.ts'
import { end } from './decline-offer.ts'
import type { Offer } from './offer.ts'
import { lockOffer, pastOffers } from './offer-store.ts'

const AT_ONCE = 100
const WAIT_MS = 180 * 86_400_000

/**
 * Ends the offers whose last day has passed, with what was made ready for them, and lets go of events that waited half a year for somebody who
 * never came. @returns how many offers ended
 */
export async function expireOffers(outside: JourneysWorld): Promise<number> {
  const world = as(outside, ITS_NAME)
  let ended = 0
  for (let past = await some(world); past.length > 0; past = await some(world)) {
    for (const offer of past) await expire(outside, offer)
    ended += past.length
  }
  await forgetWaiting(world, new Date(world.now().getTime() - WAIT_MS))
  return ended
}

function some(world: JourneysWorld): Promise<Pick<Offer, 'personId' | 'id'>[]> {
  return pastOffers(world, dayOf(world.now()), AT_ONCE)
}

function expire(outside: JourneysWorld, { personId, id }: Pick<Offer, 'personId' | 'id'>): Promise<void> {
  return transaction(as(outside, `person ${personId}`), async tx => {
    const offer = await lockOffer(tx, personId, id)
    if (offer?.state === 'open') await end(tx, offer, 'expired', 'system')
  })
}
