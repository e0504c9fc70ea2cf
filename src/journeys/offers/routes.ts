import { citizen, type Person } from '#people'
import { dayOf, isId, oneOf, redirect, routesOf } from '#platform'
import type { JourneysWorld } from '../world.ts'
import { declineOffer, putOffOffer } from './decline-offer.ts'
import { ALL, type Offer } from './offer.ts'
import { offerPage } from './offer-page.tsx'
import { findOffer, offersOf, stopsOf } from './offer-store.ts'
import { shownOffer } from './offer-view.ts'
import { offersPage } from './offers-page.tsx'
import { noSuchOffer } from './refusals.ts'
import { resumeOffers, stopOffers } from './stop-offers.ts'
import { sureOfOffer } from './sure-of-offer.ts'
import { acceptOffer } from './take-up-offer.ts'

const route = routesOf<JourneysWorld>()

/** A person's offers: to read, to accept, to refuse, and to be left in peace. */
export const offerRoutes = [
  route('GET /offers', {
    who: citizen,
    async answer({ world, who, visit }) {
      const [offers, stops] = await Promise.all([offersOf(world, who.id), stopsOf(world, who.id)])
      return offersPage({ catalogue: world.catalogue, offers, stops, on: dayOf(world.now()), visit })
    },
  }),
  route('POST /offers/choices', {
    who: citizen,
    form: ({ one }) => ({ service: one.service ?? '', act: oneOf(one.act, ['stop', 'resume']) }),
    async answer({ world, who, form: { service, act } }) {
      const of = { personId: who.id, service }
      if (act === 'resume') await resumeOffers(world, of)
      else if (service === ALL || world.catalogue.services.has(service)) await stopOffers(world, of)
      return redirect('/offers')
    },
  }),
  route('GET /offers/:id', {
    who: sureOfOffer,
    async answer({ world, who, params, visit }) {
      const offer = await offerOf(world, who, params.id!)
      if (offer.state !== 'open') return redirect('/offers')
      return offerPage({ ...(await shownOffer(world, offer)), world, visit })
    },
  }),
  route('POST /offers/:id/accept', {
    who: sureOfOffer,
    form: ({ one }) => ({ digest: one.digest ?? '' }),
    async answer({ world, who, params, form, visit }) {
      const of = { personId: who.id, id: params.id! }
      const sent = await acceptOffer(world, { ...of, digest: form.digest })
      if (sent.result === 'sent') return redirect(`/receipts/${sent.submission.reference}`)
      const offer = await offerOf(world, who, of.id)
      if (sent.result === 'open') return redirect(`/journeys/${offer.draftId}`)
      return offerPage({ ...(await shownOffer(world, offer)), world, visit, isChanged: true })
    },
  }),
  route('POST /offers/:id/not-now', {
    who: citizen,
    async answer({ world, who, params }) {
      await putOffOffer(world, { personId: who.id, id: params.id! })
      return redirect('/offers')
    },
  }),
  route('POST /offers/:id/decline', {
    who: citizen,
    async answer({ world, who, params }) {
      await declineOffer(world, { personId: who.id, id: params.id! })
      return redirect('/offers')
    },
  }),
  route('POST /offers/:id/never', {
    who: citizen,
    async answer({ world, who, params }) {
      const { service } = await offerOf(world, who, params.id!)
      await stopOffers(world, { personId: who.id, service })
      return redirect('/offers')
    },
  }),
]

async function offerOf(world: JourneysWorld, { id }: Person, offer: string): Promise<Offer> {
  const found = isId(offer) ? await findOffer(world, id, offer) : undefined
  if (!found) throw noSuchOffer()
  return found
}
