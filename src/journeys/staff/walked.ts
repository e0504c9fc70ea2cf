import { type Catalogue, type Service, type ServiceWalks, walkService } from '#catalogue'

/** So many that every service of a usual size is walked everywhere, and the largest holds nobody up for long. */
const BUDGET = 2000

const shelves = new WeakMap<Catalogue, Map<string, ServiceWalks>>()

/** A service walked with generated answers; once for each catalogue and day, since the same service is always walked the same way. */
export function walked(catalogue: Catalogue, service: Service, on: string): ServiceWalks {
  const shelf = shelves.get(catalogue) ?? new Map<string, ServiceWalks>()
  shelves.set(catalogue, shelf)
  const key = `${service.id} ${on}`
  const walks = shelf.get(key) ?? walkService(service, { on, budget: BUDGET })
  // of days gone by nobody asks any more
  if (shelf.size > 1000) shelf.clear()
  shelf.set(key, walks)
  return walks
}
