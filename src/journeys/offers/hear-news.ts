import { steadyIndexesOf } from '#people'
import { type PastEvent, record, type Subscription, type Tx } from '#platform'
import { wakeHappenings } from '#registers'
import type { JourneysWorld } from '../world.ts'
import { type Ended, offersEndedBy, settleOffer } from './offer-store.ts'

/** Wakes what waited for somebody who has come, and settles the offers that a journey was begun from or has overtaken. */
export const hearOfOffers: Subscription<JourneysWorld> = {
  consumer: 'journeys.offers',
  kinds: ['session.started', 'journey.submitted', 'journey.discarded'],
  async hear(tx, events) {
    const come = events.filter(({ kind }) => kind === 'session.started').flatMap(({ personId }) => personId ?? [])
    if (come.length > 0) await wake(tx, [...new Set(come)])
    await settle(
      tx,
      events.filter(({ kind, personId }) => kind !== 'session.started' && personId),
    )
  },
}

async function wake(tx: Tx<JourneysWorld>, people: readonly string[]): Promise<void> {
  const indexes = await steadyIndexesOf(tx, people)
  if (indexes.length > 0) await wakeHappenings(tx, indexes)
}

async function settle(tx: Tx<JourneysWorld>, ends: readonly PastEvent[]): Promise<void> {
  if (ends.length === 0) return
  for (const { nth, personId: person, id, draftId, service, event } of await offersEndedBy(tx, ends.map(endedBy))) {
    const { kind, about, by } = ends[nth]!
    const state = kind === 'journey.discarded' ? 'declined' : draftId === about ? 'accepted' : 'overtaken'
    if (await settleOffer(tx, { person, id, state }))
      await record(tx, { kind: `offer.${state}`, about: id, person, by, facts: { service, event } })
  }
}

function endedBy({ kind, about: draft, personId, facts }: PastEvent): Ended {
  return { person: personId!, draft, services: kind === 'journey.submitted' ? ((facts.services ?? []) as string[]) : [] }
}
