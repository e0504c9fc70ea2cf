import type { World } from '#platform'
import { type Look, type LookFilter, lookerOf } from './look.ts'
import { countLooks, findLooks } from './look-store.ts'
import type { PrivacyWorld } from './world.ts'

/** How many looks one page shows. */
export const LOOKS_PAGE = 20

export interface AgencyLooks {
  readonly agency: string | undefined
  readonly count: number
  readonly last: Date
}

/** One page of the looks at a person's data, and how many there were by each agency. */
export interface LooksPage {
  readonly looks: readonly Look[]
  /** Leads to the next page when there is one. */
  readonly older: number | undefined
  /** Those who looked most first; of all agencies, whichever one is shown. */
  readonly agencies: readonly AgencyLooks[]
}

/** Who looked at a person's data, newest first, straight from the log: what was committed a moment ago is there. */
export async function looksAbout(
  world: Pick<PrivacyWorld, 'catalogue'> & World,
  person: string,
  { before, agency, ...filter }: LookFilter & { before?: number | undefined },
): Promise<LooksPage> {
  const services = agency === undefined ? undefined : servicesOf(world, agency)
  const [found, counts] = await Promise.all([
    findLooks(world, { person, services, keeper: agency, ...filter, before, limit: LOOKS_PAGE + 1 }),
    countLooks(world, { person, ...filter }),
  ])
  const looks = found.slice(0, LOOKS_PAGE)
  return { looks, older: found.length > LOOKS_PAGE ? looks.at(-1)?.id : undefined, agencies: byAgency(world, counts) }
}

function servicesOf({ catalogue }: Pick<PrivacyWorld, 'catalogue'>, agency: string): string[] {
  return [...catalogue.services.values()].filter(({ owner }) => owner === agency).map(({ id }) => id)
}

function byAgency({ catalogue }: Pick<PrivacyWorld, 'catalogue'>, counts: Awaited<ReturnType<typeof countLooks>>): AgencyLooks[] {
  const agencies = new Map<string | undefined, AgencyLooks>()
  for (const { service, count, last } of counts) {
    const agency = lookerOf({ service }, catalogue)
    const so = agencies.get(agency)
    agencies.set(agency, { agency, count: count + (so?.count ?? 0), last: so && so.last > last ? so.last : last })
  }
  return [...agencies.values()].sort((a, b) => b.count - a.count || b.last.getTime() - a.last.getTime())
}
