import type { HeldTable } from '#platform'

/** What this module holds of a person. */
export const casesHeld: readonly HeldTable[] = [
  { table: 'cases.case_file', key: ['id'], sealed: { sealed_facts: 'json' } },
  { table: 'cases.task', key: ['case_id', 'task'] },
  { table: 'cases.assessment', key: ['case_id'], sealed: { sealed_trace: 'json' } },
  { table: 'cases.decision', key: ['case_id'], sealed: { sealed_reason: 'text' } },
]
