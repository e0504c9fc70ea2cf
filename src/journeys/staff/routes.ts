import { drawJourney, drawTable, planJourney, planTable, type Saying, type Shape, svgOf } from '#catalogue'
import { officer } from '#people'
import { data, dayOf, type Reply, routesOf, type Visit } from '#platform'
import { notThere } from '../refusals.ts'
import type { JourneysWorld } from '../world.ts'
import { staffServicePage } from './service-page.tsx'

const route = routesOf<JourneysWorld>()

/** Services as the people see them who answer for them. */
export const staffRoutes = [
  route('GET /work/services/:service', {
    who: officer,
    answer: ({ world, visit, params }) => staffServicePage(world.catalogue, sayingOf(world, visit, params)),
  }),
  route('GET /work/services/:service/journey.svg', {
    who: officer,
    answer: ({ world, visit, params }) => drawing(drawJourney(planJourney(world.catalogue, sayingOf(world, visit, params)))),
  }),
  route('GET /work/services/:service/decision.svg', {
    who: officer,
    answer: ({ world, visit, params }) => drawing(drawTable(planTable(sayingOf(world, visit, params)))),
  }),
]

function sayingOf(world: JourneysWorld, { language }: Visit, { service: id = '' }: Readonly<Record<string, string>>): Saying {
  const service = world.catalogue.services.get(id)
  if (!service) throw notThere()
  return { service, language, on: dayOf(world.now()) }
}

function drawing(shape: Shape): Reply {
  return data('image/svg+xml; charset=utf-8', svgOf(shape))
}
