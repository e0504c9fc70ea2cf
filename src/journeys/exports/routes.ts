import type { Service } from '#catalogue'
import { dayOf, everyone, json, redirect, routesOf } from '#platform'
import { closed, notThere } from '../refusals.ts'
import { type ExportsWorld, publish } from './publish.ts'
import { sayCheck } from './say-check.ts'

const route = routesOf<ExportsWorld>()

/** Services as other people's programs read them. A withdrawn one is still described, as withdrawn; its answers are not taken. */
export const exportRoutes = [
  route('GET /catalogue', { who: everyone, answer: () => redirect('/catalogue.ttl') }),
  route('GET /catalogue.ttl', { who: everyone, answer: ({ world }) => publish(world, 'cpsv-ap.ttl') }),
  route('GET /catalogue.jsonld', { who: everyone, answer: ({ world }) => publish(world, 'cpsv-ap.jsonld') }),
  route('GET /services/:service/cpsv-ap.ttl', {
    who: everyone,
    answer: ({ world, params }) => publish(world, 'cpsv-ap.ttl', serviceOf(world, params.service)),
  }),
  route('GET /services/:service/cpsv-ap.jsonld', {
    who: everyone,
    answer: ({ world, params }) => publish(world, 'cpsv-ap.jsonld', serviceOf(world, params.service)),
  }),
  route('GET /services/:service/schema-org.jsonld', {
    who: everyone,
    answer: ({ world, params }) => publish(world, 'schema-org.jsonld', liveServiceOf(world, params.service)),
  }),
  route('GET /services/:service/answers.schema.json', {
    who: everyone,
    answer: ({ world, params }) => publish(world, 'answers.schema.json', liveServiceOf(world, params.service)),
  }),
  route('GET /services/:service/openapi.json', {
    who: everyone,
    answer: ({ world, params }) => publish(world, 'openapi.json', liveServiceOf(world, params.service)),
  }),
  route('POST /api/services/:service/check', {
    who: everyone,
    // Nothing is stored and nobody is named, so there is nothing that another website could make a browser do.
    from: 'elsewhere',
    json: value => value,
    answer({ world, params, visit, form }) {
      const service = liveServiceOf(world, params.service)
      return json(sayCheck(service, form, { on: dayOf(world.now()), language: visit.language }))
    },
  }),
]

function serviceOf({ catalogue }: ExportsWorld, id: string | undefined): Service {
  const service = catalogue.services.get(id ?? '')
  if (!service) throw notThere()
  return service
}

function liveServiceOf(world: ExportsWorld, id: string | undefined): Service {
  const service = serviceOf(world, id)
  if (service.status === 'withdrawn') throw closed(service)
  return service
}
