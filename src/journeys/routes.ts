import { redirect, routesOf } from '#platform'
import { askAgain, askRegisters } from './ask-registers.ts'
import { chooseServices } from './choose-services.ts'
import { confirmKnown } from './confirm-known.ts'
import { discardJourney } from './discard-journey.ts'
import type { Draft } from './draft.ts'
import { draftOf, drawn, goOn, onward } from './opened.ts'
import { knownPage } from './pages/known.tsx'
import { discardPage, savedPage } from './pages/leaving.tsx'
import { registersPage } from './pages/registers.tsx'
import { servicesPage } from './pages/services.tsx'
import { questionRoutes } from './question-routes.ts'
import { sendingRoutes } from './sending-routes.ts'
import { startJourney } from './start-journey.ts'
import { sureCitizen } from './sure-citizen.ts'
import type { JourneysWorld } from './world.ts'

const route = routesOf<JourneysWorld>({ urgency: 'under-way' })

const startOf = (kind: Draft['kind'], path: `/${string}`) =>
  route(`POST ${path}/:subject/start`, {
    who: sureCitizen.prepare,
    urgency: 'starting',
    async answer({ world, params, who, visit }) {
      const start = { personId: who.id, kind, subject: params.subject!, channel: 'web', language: visit.language } as const
      return onward(world, await startJourney(world, start))
    },
  })

/** From the first press of a button to the questions, and the way out without losing anything. */
export const journeyRoutes = [
  startOf('service', '/services'),
  startOf('life-event', '/life-events'),
  route('GET /journeys/:id', {
    who: sureCitizen.see,
    answer: ({ world, params, who }) => goOn(world, who.id, params.id!),
  }),
  route('GET /journeys/:id/services', {
    who: sureCitizen.see,
    answer: ({ world, params, who, visit }) =>
      drawn(world, { personId: who.id, id: params.id! }, about => servicesPage({ ...about, visit })),
  }),
  route('POST /journeys/:id/services', {
    who: sureCitizen.prepare,
    form: fields => fields.all('services[]'),
    async answer({ world, params, who, form }) {
      await chooseServices(world, { personId: who.id, id: params.id! }, form)
      return goOn(world, who.id, params.id!)
    },
  }),
  route('GET /journeys/:id/registers', {
    who: sureCitizen.see,
    answer: ({ world, params, who, visit }) =>
      drawn(world, { personId: who.id, id: params.id! }, about => registersPage({ ...about, visit })),
  }),
  route('POST /journeys/:id/registers', {
    who: sureCitizen.prepare,
    form: fields => ({ again: fields.one.again, consented: fields.all('consent[]') }),
    async answer({ world, params, who, visit, form: { again, consented } }) {
      const of = { personId: who.id, id: params.id!, language: visit.language }
      await (again ? askAgain(world, of, again) : askRegisters(world, of, consented))
      return redirect(`/journeys/${params.id}/known`)
    },
  }),
  route('GET /journeys/:id/known', {
    who: sureCitizen.see,
    answer: ({ world, params, who, visit }) =>
      drawn(world, { personId: who.id, id: params.id! }, about => knownPage({ ...about, visit })),
  }),
  route('POST /journeys/:id/known', {
    who: sureCitizen.prepare,
    form: fields => fields.all('wrong[]'),
    async answer({ world, params, who, form }) {
      await confirmKnown(world, { personId: who.id, id: params.id! }, form)
      return goOn(world, who.id, params.id!)
    },
  }),
  route('GET /journeys/:id/back', {
    who: sureCitizen.see,
    answer: ({ world, params, who }) =>
      drawn(world, { personId: who.id, id: params.id! }, ({ draft, definition }) => {
        if (Object.keys(draft.lookups).length > 0) return redirect(`/journeys/${draft.id}/known`)
        return redirect(definition.lifeEvent ? `/journeys/${draft.id}/services` : `/services/${draft.subject}`)
      }),
  }),
  ...questionRoutes,
  ...sendingRoutes,
  route('GET /journeys/:id/saved', {
    who: sureCitizen.see,
    async answer({ world, params, who, visit }) {
      return savedPage({ catalogue: world.catalogue, draft: await draftOf(world, who.id, params.id!), visit })
    },
  }),
  route('GET /journeys/:id/discard', {
    who: sureCitizen.see,
    async answer({ world, params, who, visit }) {
      return discardPage({ catalogue: world.catalogue, draft: await draftOf(world, who.id, params.id!), visit })
    },
  }),
  route('POST /journeys/:id/discard', {
    who: sureCitizen.prepare,
    async answer({ world, params, who }) {
      await discardJourney(world, { personId: who.id, id: params.id! })
      return redirect('/')
    },
  }),
]
