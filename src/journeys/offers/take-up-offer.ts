import { dayOf, isId, record, type Tx, transaction } from '#platform'
import { type Sent, sendJourney } from '../send-journey.ts'
import { findDraft } from '../store.ts'
import type { JourneysWorld } from '../world.ts'
import { isOpen, type Offer, type OfferId } from './offer.ts'
import { lockOffer, settleOffer } from './offer-store.ts'
import { closedOffer, noSuchOffer } from './refusals.ts'

interface Accepting {
  readonly personId: string
  readonly id: OfferId
  /** `digestOf` what the page of the offer showed. */
  readonly digest: string
}

/**
 * Accepts an offer in one act: the journey that was made ready is sent as it was shown, once, with its receipt. Accepted again it gives
 * the same receipt. @throws a Refusal when it is not theirs, or does not stand any more
 */
export async function acceptOffer(world: JourneysWorld, { personId, id, digest }: Accepting): Promise<Sent> {
  return transaction(world, async tx => {
    const offer = await held(tx, personId, id)
    const draft = offer.draftId ? await findDraft(tx, personId, offer.draftId) : undefined
    if (!draft || (offer.state !== 'accepted' && !isOpen(offer, dayOf(tx.now())))) throw closedOffer()
    const sent = await sendJourney(tx, { personId, id: draft.id, key: draft.submissionKey, digest })
    if (sent.result === 'sent' && offer.state === 'open') await accepted(tx, offer, sent.submission)
    return sent
  })
}

async function held(tx: Tx<JourneysWorld>, personId: string, id: OfferId): Promise<Offer> {
  const offer = isId(id) ? await lockOffer(tx, personId, id) : undefined
  if (!offer) throw noSuchOffer()
  return offer
}

async function accepted(
  tx: Tx<JourneysWorld>,
  { id, personId: person, service, event }: Offer,
  { id: submission, reference }: { id: string; reference: string },
): Promise<void> {
  await settleOffer(tx, { person, id, state: 'accepted', reference })
  await record(tx, { kind: 'offer.accepted', about: id, person, by: person, facts: { service, event, submission, oneTap: true } })
}
