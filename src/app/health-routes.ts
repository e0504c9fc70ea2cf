import { data, everyone, json, metricsText, one, parkedEvents, Refusal, routesOf, sameText, sql } from '#platform'
import type { AppWorld } from './world.ts'

const route = routesOf<AppWorld>()

/** Whether the program runs, whether it can serve, and its figures for those who hold the token. */
export function healthRoutes(metricsToken: string | undefined) {
  return [
    route('GET /health/live', { who: everyone, answer: () => json({ live: true }) }),
    route('GET /health/ready', {
      who: everyone,
      async answer({ world }) {
        await one(world, sql`select 1 as ready`)
        const parked = await parkedEvents(world)
        return json({ ready: true, services: world.catalogue.services.size, parkedEvents: parked.length })
      },
    }),
    route('GET /metrics', {
      who: everyone,
      async answer({ visit }) {
        if (!metricsToken || !sameText(visit.authorization, `Bearer ${metricsToken}`))
          throw new Refusal('METRICS_NOT_YOURS', 404, () => '')
        return data('text/plain; version=0.0.4; charset=utf-8', await metricsText())
      },
    }),
  ]
}
