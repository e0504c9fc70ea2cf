import { steadyIndexesOf } from '#people'
import { type PastEvent, record, type Subscription, type Tx } from '#platform'
import { wakeHappenings } from '#registers'
import type { JourneysWorld } from '../world.ts'
import { offersEndedBy, settleOffer } from './offer-store.ts'

/** Wakes what waited for somebody who has come, and settles the offers that a journey was begun from or has overtaken. */
export const hearOfOffers: Subscription<JourneysWorld> = {
  consumer: 'journeys.offers',
  kinds: ['session.started', 'journey.submitted', 'journey.discarded'],
  async hear(tx, events) {
    const come = events.filter(({ kind }) => kind === 'session.started').flatMap(({ personId }) => personId ?? [])
    if (come.length > 0) await wake(tx, [...new Set(come)])
    for (const event of events.filter(({ kind }) => kind !== 'session.started')) await settle(tx, event)
  },
}

async function wake(tx: Tx<JourneysWorld>, people: readonly string[]): Promise<void> {
  const indexes = await steadyIndexesOf(tx, people)
  if (indexes.length > 0) await wakeHappenings(tx, indexes)
}

async function settle(tx: Tx<JourneysWorld>, { kind, about, personId: person, by, facts }: PastEvent): Promise<void> {
  if (!person) return
  const services = kind === 'journey.submitted' && Array.isArray(facts.services) ? (facts.services as string[]) : []
  for (const { id, draftId, service, event } of await offersEndedBy(tx, { person, draft: about, services })) {
    const state = kind === 'journey.discarded' ? 'declined' : draftId === about ? 'accepted' : 'overtaken'
    if (await settleOffer(tx, { person, id, state }))
      await record(tx, { kind: `offer.${state}`, about: id, person, by, facts: { service, event } })
  }
}
