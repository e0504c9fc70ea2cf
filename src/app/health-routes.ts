import {
  data,
  everyone,
  type Figures,
  figure,
  figuresText,
  json,
  one,
  type Presence,
  parkedEvents,
  Refusal,
  routesOf,
  sameText,
  sql,
} from '#platform'
import { countUnreviewed } from '#privacy'
import type { AppWorld } from './world.ts'

const route = routesOf<AppWorld>()

interface Health {
  readonly presence: Presence
  readonly figures: () => Promise<readonly Figures[]>
  readonly metricsToken: string | undefined
}

const toReview = figure('looks_to_review', 'looks of staff that were singled out and wait for a privacy officer')
const unreviewed = figure('emergencies_unreviewed', 'stated emergencies that nobody has reviewed yet')
const overdue = figure('emergencies_review_late', 'stated emergencies that should have been reviewed by now')

/** Whether the program runs, whether it can serve, and its figures for those who hold the token. */
export function healthRoutes({ presence, figures, metricsToken }: Health) {
  return [
    route('GET /health/live', { who: everyone, urgency: 'always', answer: () => json({ live: true }) }),
    route('GET /health/ready', {
      who: everyone,
      urgency: 'always',
      async answer({ world }) {
        if (presence.isLeaving) return { ...json({ ready: false }, 503), headers: { 'retry-after': '1' } }
        await one(world, sql`select 1 as ready`)
        const [{ late }, parked] = await Promise.all([countUnreviewed(world), parkedEvents(world)])
        const services = world.catalogue.services.size
        return json({ ready: true, services, parkedEvents: parked.length, late: { emergencies: late } })
      },
    }),
    route('GET /metrics', {
      who: everyone,
      urgency: 'always',
      async answer({ world, visit }) {
        if (!metricsToken || !sameText(visit.authorization, `Bearer ${metricsToken}`))
          throw new Refusal('METRICS_NOT_YOURS', 404, () => '')
        const { looks, emergencies, late } = await countUnreviewed(world)
        toReview.set(looks)
        unreviewed.set(emergencies)
        overdue.set(late)
        return data('text/plain; version=0.0.4; charset=utf-8', await figuresText(await figures()))
      },
    }),
  ]
}
