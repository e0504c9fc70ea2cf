import type { HeldTable, Parting } from '#platform'

/** What this module holds of a person. */
export const casesHeld: readonly HeldTable[] = [
  { table: 'cases.case_file', key: ['id'], sealed: { sealed_facts: 'json' } },
  { table: 'cases.task', key: ['case_id', 'task'] },
  { table: 'cases.assessment', key: ['case_id'], sealed: { sealed_trace: 'json' } },
  { table: 'cases.decision', key: ['case_id'], sealed: { sealed_reason: 'text' } },
  { table: 'cases.earlier_fact', key: ['case_id', 'correction_id', 'fact', 'entry'], sealed: { sealed_value: 'json' } },
  { table: 'cases.recheck', key: ['case_id', 'correction_id'] },
]

/** What of it leaves, and when: a value that was corrected goes with the last fact of its case. */
export const casesParts: readonly Parting[] = [
  {
    name: 'earlier-facts',
    table: 'cases.earlier_fact',
    which: `exists (select from cases.case_file c
      where c.person_id = r.person_id and c.id = r.case_id and c.facts_until = 'infinity')`,
    after: { since: 'r.corrected_at', period: 'P0D' },
  },
]
