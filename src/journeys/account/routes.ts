import type { Catalogue } from '#catalogue'
import { citizen, consentsOf, type PeopleWorld, withdrawConsent } from '#people'
import { redirect, routesOf } from '#platform'
import { lookupsAbout, type RegistersWorld } from '#registers'
import { consentsPage, lookupsPage } from './views.tsx'

/** A world in which people can see what is known of them. */
type OwnDataWorld = PeopleWorld & RegistersWorld & { readonly catalogue: Catalogue }

const route = routesOf<OwnDataWorld>()

/** What a person may know and decide about their own data: who looked at it, and what they agreed to. */
export const accountRoutes = [
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
