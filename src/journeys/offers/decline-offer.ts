import { dayOf, isId, record, type Tx, transaction } from '#platform'
import { discardJourney } from '../discard-journey.ts'
import { deleteDraft, lockDraft } from '../store.ts'
import type { JourneysWorld } from '../world.ts'
import { daysLater, isOpen, type Offer, type OfferId } from './offer.ts'
import { lockOffer, putOffUntil, settleOffer } from './offer-store.ts'
import { closedOffer, noSuchOffer } from './refusals.ts'

interface Of {
  readonly personId: string
  readonly id: OfferId
}

const PUT_OFF_DAYS = 14

/** Says no to an offer; what was made ready is thrown away. Said twice it is the same. @throws a Refusal when it does not stand any more */
export async function declineOffer(world: JourneysWorld, of: Of): Promise<void> {
  await transaction(world, async tx => {
    const offer = await openOffer(tx, of)
    if (offer.state === 'declined') return
    await end(tx, offer, 'declined', of.personId)
  })
}

/** Puts an offer off for two weeks, at the longest until its last day. */
export async function putOffOffer(world: JourneysWorld, of: Of): Promise<void> {
  await transaction(world, async tx => {
    const offer = await openOffer(tx, of)
    if (offer.state === 'declined') throw closedOffer()
    const inTwoWeeks = daysLater(dayOf(tx.now()), PUT_OFF_DAYS)
    const day = [inTwoWeeks, offer.expiresOn].sort()[0]!
    await putOffUntil(tx, { person: of.personId, id: offer.id, day })
    await record(tx, told('offer.put-off', offer, of.personId))
  })
}

async function openOffer(tx: Tx<JourneysWorld>, { personId, id }: Of): Promise<Offer> {
  const offer = isId(id) ? await lockOffer(tx, personId, id) : undefined
  if (!offer) throw noSuchOffer()
  if (offer.state !== 'declined' && !isOpen(offer, dayOf(tx.now()))) throw closedOffer()
  return offer
}

/** Ends an offer that the caller has locked, with the journey that was made ready; what a person began stays theirs when it runs out. */
export async function end(tx: Tx<JourneysWorld>, offer: Offer, state: 'declined' | 'expired', by: string): Promise<void> {
  const { id, personId: person, draftId } = offer
  if (!(await settleOffer(tx, { person, id, state }))) return
  const draft = draftId ? await lockDraft(tx, person, draftId) : undefined
  if (draft && !draft.startedAt) await deleteDraft(tx, person, draft.id)
  else if (draft && state === 'declined') await discardJourney(tx, { personId: person, id: draft.id })
  await record(tx, told(`offer.${state}`, offer, by))
}

function told(kind: `offer.${string}`, { id, personId, service, event }: Offer, by: string) {
  return { kind, about: id, person: personId, by, facts: { service, event } } as const
}
