import { citizen, consentsOf, withdrawConsent } from '#people'
import { redirect, routesOf } from '#platform'
import { lookupsAbout } from '#registers'
import type { JourneysWorld } from '../world.ts'
import { consentsPage, lookupsPage } from './views.tsx'

const route = routesOf<JourneysWorld>()

/** What a person may know and decide about their own data: who looked at it, and what they agreed to. */
export const ownDataRoutes = [
  route('GET /account/lookups', {
    who: citizen,
    async answer({ world, who, visit }) {
      const { before } = visit.query
      const { lookups, older } = await lookupsAbout(world, who.id, before)
      const reading = { catalogue: world.catalogue, person: who.id, language: visit.language }
      return lookupsPage({ lookups, older, isFirst: before === undefined }, reading)
    },
  }),

  route('GET /account/consents', {
    who: citizen,
    async answer({ world, who, visit }) {
      return consentsPage(await consentsOf(world, who.id), { catalogue: world.catalogue, now: world.now(), visit })
    },
  }),

  route('POST /account/consents/:id/withdraw', {
    who: citizen,
    async answer({ world, who, params }) {
      await withdrawConsent(world, { person: who.id, consent: params.id! })
      return redirect('/account/consents')
    },
  }),
]
