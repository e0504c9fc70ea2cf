import type { Service } from '#catalogue'
import { dayOf, OFFICE_TIME_ZONE } from '#platform'
import { ABANDONED_AFTER_DAYS, type Figure, WINDOW_DAYS } from './figure.ts'
import { againAsked, completion, decidedInTime, ease, timeToDecision } from './measures.ts'
import { answersOf, attemptsOf, mattersOf } from './store.ts'
import type { PerformanceWorld } from './world.ts'

const DAY_MS = 86_400_000
const nothingAsked = { asked: 0, answered: 0, easy: 0, sum: 0 }

/** A service and every figure that may be published of it, in the order of `measures`. */
export interface Measured {
  readonly service: Service
  readonly figures: readonly Figure[]
}

/** Measures services over the last year, from what was counted and nothing else. */
export async function measureServices(world: PerformanceWorld, services: readonly Service[]): Promise<Measured[]> {
  const now = world.now().getTime()
  const span = {
    services: services.map(({ id }) => id),
    since: new Date(now - WINDOW_DAYS * DAY_MS),
    silentSince: new Date(now - ABANDONED_AFTER_DAYS * DAY_MS),
  }
  const attempts = new Map((await attemptsOf(world, span)).map(row => [row.service, row]))
  const matters = Map.groupBy(await mattersOf(world, span), row => row.service)
  const answers = new Map((await answersOf(world, span)).map(row => [`${row.service} ${row.moment}`, row]))
  const calendar = { today: dayOf(world.now(), OFFICE_TIME_ZONE), closedDays: world.closedDays }
  return services.map(service => {
    const own = matters.get(service.id) ?? []
    return {
      service,
      figures: [
        completion(service, attempts.get(service.id) ?? { started: 0, finished: 0, abandoned: 0 }),
        decidedInTime(service, own, calendar),
        timeToDecision(service, own, calendar),
        ease(service, 'ease-decided', answers.get(`${service.id} decided`) ?? nothingAsked),
        ease(service, 'ease-sent', answers.get(`${service.id} sent`) ?? nothingAsked),
        againAsked(service),
      ],
    }
  })
}
