import type { Catalogue } from '#catalogue'
import type { DocumentsWorld } from '#documents'
import type { World } from '#platform'

/** What opening cases leans on: the catalogue they are worked by, and the days on which offices are shut. */
export type OpeningWorld = World & {
  readonly catalogue: Catalogue
  /** Days the offices are shut besides weekends, `YYYY-MM-DD`: they do not count towards a promise. */
  readonly closedDays: readonly string[]
}

/** What working cases leans on: as for opening them, and what documents need. */
export type CasesWorld = OpeningWorld & DocumentsWorld
