import type { Catalogue } from '#catalogue'
import type { World } from '#platform'

/** What publishing figures needs besides the platform: services with their targets, and the days offices are shut. */
export type PerformanceWorld = World & {
  readonly catalogue: Pick<Catalogue, 'services' | 'agencies'>
  /** Days the offices are shut besides weekends, `YYYY-MM-DD`. */
  readonly closedDays: readonly string[]
}
