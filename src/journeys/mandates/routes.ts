import {
  acceptMandate,
  citizen,
  citizenAt,
  citizenEvenActing,
  endMandate,
  giveMandate,
  mandatesGivenBy,
  mandatesHeldBy,
  openMandate,
  stopActing,
} from '#people'
import { redirect, routesOf } from '#platform'
import { notThere } from '../refusals.ts'
import type { JourneysWorld } from '../world.ts'
import { acceptPage, codePage, offerPage } from './accept-views.tsx'
import { deedsBy } from './deeds-store.ts'
import { givePage } from './give-view.tsx'
import { deedsPage, mandatesPage } from './list-views.tsx'
import { readGiven, typedFrom } from './read-given.ts'

const route = routesOf<JourneysWorld>()

/** Letting others act for oneself, and acting for others. */
export const mandateRoutes = [
  route('GET /account/mandates', {
    who: citizenEvenActing,
    async answer({ world, who, visit }) {
      const [given, held] = await Promise.all([mandatesGivenBy(world, who.id), mandatesHeldBy(world, who.id)])
      return mandatesPage({ catalogue: world.catalogue, now: world.now(), visit, who, given, held })
    },
  }),

  route('GET /account/mandates/give', {
    who: citizenAt('substantial'),
    answer: ({ world, visit }) => givePage({ catalogue: world.catalogue, visit }),
  }),

  route('POST /account/mandates/give', {
    who: citizenAt('substantial'),
    form: typedFrom,
    async answer({ world, who, visit, form: typed }) {
      const { catalogue } = world
      const read = readGiven(typed, { offered: [...catalogue.services.keys()], now: world.now() })
      if ('faults' in read) return givePage({ catalogue, visit, typed, faults: read.faults })
      // The code is nowhere kept, so it can be shown on this answer alone.
      return codePage((await giveMandate(world, { giver: who.id, ...read.given })).code, visit)
    },
  }),

  route('GET /account/mandates/accept', {
    who: citizenAt('substantial'),
    answer: ({ visit }) => acceptPage({ visit }),
  }),

  route('POST /account/mandates/accept', {
    limit: 'codes',
    who: citizenAt('substantial'),
    form: ({ one }) => ({ code: one.code ?? '', accepted: one.accept === 'yes' }),
    async answer({ world, who: { id: person }, visit, form: { code, accepted } }) {
      const mandate = await (accepted ? acceptMandate : openMandate)(world, { person, code })
      if (!mandate) return acceptPage({ visit, isWrong: true })
      return accepted ? redirect('/account/mandates') : offerPage({ catalogue: world.catalogue, visit, mandate, code })
    },
  }),

  route('POST /account/mandates/:id/end', {
    who: citizenEvenActing,
    async answer({ world, who, params }) {
      if (who.actingFor?.mandate === params.id) await stopActing(world, who)
      await endMandate(world, who.id, params.id!)
      return redirect('/account/mandates')
    },
  }),

  route('GET /account/mandates/:id', {
    who: citizen,
    async answer({ world, who, visit, params }) {
      const mandate = (await mandatesGivenBy(world, who.id)).find(({ id }) => id === params.id)
      if (!mandate) throw notThere()
      const deeds = await deedsBy(world, { giver: who.id, mandate: mandate.id })
      return deedsPage({ catalogue: world.catalogue, visit, mandate, deeds })
    },
  }),
]
