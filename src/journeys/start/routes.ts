import type { LifeEvent, Service } from '#catalogue'
import { anyone, asWhom, mayActIn } from '#people'
import { dayOf, routesOf } from '#platform'
import { servicesOf } from '../definition.ts'
import { waitingOffers } from '../offers/offer-store.ts'
import { rawFrom } from '../questions/raw-answers.ts'
import { notThere } from '../refusals.ts'
import { openDrafts } from '../store.ts'
import type { JourneysWorld } from '../world.ts'
import { closedPage } from './closed-page.tsx'
import { check, factsToCheck } from './eligibility.ts'
import { eligibilityPage } from './eligibility-page.tsx'
import { frontPage } from './front-page.tsx'
import { helpPage } from './help-page.tsx'
import { lifeEventPage } from './life-event-page.tsx'
import { servicePage } from './service-page.tsx'
import { servicesPage } from './services-page.tsx'

const route = routesOf<JourneysWorld>()

/** The public pages before a journey starts: nobody needs to sign in for them. */
export const startRoutes = [
  route('GET /', {
    who: anyone,
    async answer({ world, visit, who }) {
      const person = who.person && (await asWhom(world, who.person, { act: 'see', visit }))
      const drafts = person ? await openDrafts(world, person.id) : []
      const shown = drafts.filter(draft => !person?.actingFor || mayActIn(person, servicesOf(world.catalogue, draft)))
      const offers = person && !person.actingFor ? await waitingOffers(world, person.id, dayOf(world.now())) : []
      return frontPage({ catalogue: world.catalogue, visit, person, drafts: shown, offers })
    },
  }),
  route('GET /services', {
    who: anyone,
    answer: ({ world, visit }) => servicesPage({ catalogue: world.catalogue, visit }),
  }),
  route('GET /services/:service', {
    who: anyone,
    answer({ world, visit, params, who }) {
      const service = serviceOf(world, params.service)
      if (service.status === 'withdrawn') return closedPage({ service, visit })
      return servicePage({ catalogue: world.catalogue, service, visit, isSignedIn: who.person !== undefined })
    },
  }),
  route('GET /services/:service/eligibility', {
    who: anyone,
    answer({ world, visit, params, who }) {
      const service = serviceOf(world, params.service)
      if (service.status === 'withdrawn') return closedPage({ service, visit })
      return eligibilityPage({ catalogue: world.catalogue, service, visit, isSignedIn: who.person !== undefined })
    },
  }),
  route('POST /services/:service/eligibility', {
    who: anyone,
    form: fields => fields,
    answer({ world, visit, params, form, who }) {
      const service = serviceOf(world, params.service)
      if (service.status === 'withdrawn') return closedPage({ service, visit })
      const raw = rawFrom(form, factsToCheck(service))
      const checked = check(service, raw, { language: visit.language, on: dayOf(world.now()) })
      return eligibilityPage({
        catalogue: world.catalogue,
        service,
        visit,
        raw,
        isSignedIn: who.person !== undefined,
        ...checked,
      })
    },
  }),
  route('GET /life-events/:lifeEvent', {
    who: anyone,
    answer({ world, visit, params, who }) {
      const lifeEvent = lifeEventOf(world, params.lifeEvent)
      return lifeEventPage({ catalogue: world.catalogue, lifeEvent, visit, isSignedIn: who.person !== undefined })
    },
  }),
  route('GET /help/accessibility', { who: anyone, answer: ({ visit }) => helpPage('accessibility', visit) }),
  route('GET /help/privacy', { who: anyone, answer: ({ visit }) => helpPage('privacy', visit) }),
  route('GET /help/about', { who: anyone, answer: ({ visit }) => helpPage('about', visit) }),
]

function serviceOf({ catalogue }: JourneysWorld, id: string | undefined): Service {
  const service = catalogue.services.get(id ?? '')
  if (!service) throw notThere()
  return service
}

function lifeEventOf({ catalogue }: JourneysWorld, id: string | undefined): LifeEvent {
  const lifeEvent = catalogue.lifeEvents.get(id ?? '')
  if (!lifeEvent) throw notThere()
  return lifeEvent
}
