import type { Catalogue } from '#catalogue'
import type { DocumentsWorld } from '#documents'

/** What cases lean on: the catalogue they are worked by, the days on which offices are shut, and what documents need. */
export type CasesWorld = DocumentsWorld & {
  readonly catalogue: Catalogue
  /** Days the offices are shut besides weekends, `YYYY-MM-DD`: they do not count towards a promise. */
  readonly closedDays: readonly string[]
}
