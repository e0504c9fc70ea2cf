import type { Service } from '../service.ts'
import { note, type Work, warn } from './work.ts'

/** Offers that lead back to where they began, so that a person is sent round in a circle. */
export function checkOffers(work: Work, service: Service, services: ReadonlyMap<string, Service>): void {
  for (const [at, offer] of service.offers.entries()) {
    const path = ['delivery', 'offers', at, 'service']
    const way = wayBack(service.id, offer.service, services)
    if (offer.service === service.id)
      note(work, path, { message: `“${service.id}” offers itself.`, hint: 'Offer another service, or take the offer out.' })
    else if (!offer.when && way)
      warn(work, path, {
        message: `These offers go round in a circle: ${[service.id, ...way].join(' → ')}.`,
        hint: 'Say with when: who an offer is for, or take one out.',
      })
  }
}

/** The shortest way from one service to another by offers that are made to everyone. */
function wayBack(home: string, from: string, services: ReadonlyMap<string, Service>): string[] | undefined {
  const ways = [[from]]
  const seen = new Set([from])
  for (const way of ways) {
    const last = way.at(-1)!
    if (last === home) return way
    for (const { service, when } of services.get(last)?.offers ?? [])
      if (!when && !seen.has(service)) ways.push([...way, seen.add(service) && service])
  }
  return undefined
}
