import type { Catalogue } from './catalogue.ts'
import type { Service } from './service.ts'

const LIFE_EVENT = 2
const TOPIC = 1

/** Other services for the same events in life and on the same topics, the nearest first: where one leads no further, another may. */
export function relatedServices({ services }: Catalogue, service: Service, most = 4): Service[] {
  const nearness = (other: Service) =>
    LIFE_EVENT * shared(service.lifeEvents, other.lifeEvents) + TOPIC * shared(service.topics, other.topics)
  return [...services.values()]
    .filter(other => other.id !== service.id && other.status === 'live' && nearness(other) > 0)
    .sort((a, b) => nearness(b) - nearness(a) || (a.id < b.id ? -1 : 1))
    .slice(0, most)
}

function shared(some: readonly string[], others: readonly string[]): number {
  return some.filter(each => others.includes(each)).length
}
