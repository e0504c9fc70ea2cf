import type { HeldTable } from '#platform'

/** What this module holds of a person. */
export const journeysHeld: readonly HeldTable[] = [
  { table: 'journeys.draft', key: ['id'], sealed: { sealed_answers: 'json' } },
  { table: 'journeys.submission', key: ['id'], sealed: { sealed_answers: 'json' } },
]
