import { record, transaction } from '#platform'
import type { JourneysWorld } from '../world.ts'
import { end } from './decline-offer.ts'
import { ALL } from './offer.ts'
import { deleteStop, insertStop, lockOffer, offersOf } from './offer-store.ts'

interface Of {
  readonly personId: string
  /** A service, or `*` for all of them. */
  readonly service: string
}

/** Makes a person no more offers of a service, or of any; those that are open are declined. What a law grants outright still is. */
export async function stopOffers(world: JourneysWorld, { personId, service }: Of): Promise<void> {
  await transaction(world, async tx => {
    if ((await insertStop(tx, personId, service)) === 0) return
    const open = (await offersOf(tx, personId)).filter(
      one => one.state === 'open' && (service === ALL || one.service === service),
    )
    for (const { id } of open) {
      const offer = await lockOffer(tx, personId, id)
      if (offer) await end(tx, offer, 'declined', personId)
    }
    await record(tx, told('offers.stopped', personId, service))
  })
}

/** Lets offers be made again. */
export async function resumeOffers(world: JourneysWorld, { personId, service }: Of): Promise<void> {
  await transaction(world, async tx => {
    if ((await deleteStop(tx, personId, service)) === 0) return
    await record(tx, told('offers.resumed', personId, service))
  })
}

function told(kind: `offers.${string}`, person: string, service: string) {
  return { kind, about: person, person, by: person, facts: { service } } as const
}
