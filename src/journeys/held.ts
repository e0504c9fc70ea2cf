import type { HeldTable, Parting } from '#platform'

/** What this module holds of a person. */
export const journeysHeld: readonly HeldTable[] = [
  { table: 'journeys.draft', key: ['id'], sealed: { sealed_answers: 'json' } },
  { table: 'journeys.submission', key: ['id'], sealed: { sealed_answers: 'json' } },
  { table: 'journeys.sending', key: ['system_id', 'key_hash'] },
  { table: 'journeys.offer', key: ['id'] },
  { table: 'journeys.offer_stop', key: ['service'] },
]

const casesOf = (submission: string) =>
  `select from cases.case_file c where c.person_id = r.person_id and c.submission_id = ${submission}`
const allForgotten = (submission: string) =>
  `exists (${casesOf(submission)}) and not exists (${casesOf(submission)} and c.facts_until is distinct from 'infinity')`

/** What of it leaves, and when; files go with the journey they were handed in for. */
export const journeysParts: readonly Parting[] = [
  {
    name: 'unsent-drafts',
    table: 'journeys.draft',
    which: 'r.sent_at is null',
    onRequest: true,
    after: { since: 'r.saved_at', period: 'P1Y' },
  },
  {
    name: 'settled-offers',
    table: 'journeys.offer',
    which: "r.state <> 'open'",
    after: { since: 'r.settled_at', period: 'P2Y' },
  },
  {
    name: 'unsent-files',
    table: 'documents.file',
    which: `r.sent_at is null
      and not exists (select from journeys.draft d where d.person_id = r.person_id and d.id = r.about and d.sent_at is null)`,
    goesWith: 'unsent-drafts',
    after: { since: 'r.kept_at', period: 'P1D' },
  },
  {
    name: 'unsent-identifiers',
    table: 'vault.entry',
    // What was granted unasked had no journey: its identifiers go with its case.
    which: `r.about is not null and not exists (select from journeys.draft d where d.person_id = r.person_id and d.id = r.about)
      and not exists (${casesOf('r.about')})`,
    goesWith: 'unsent-drafts',
    after: { since: 'r.kept_at', period: 'P1D' },
  },
  {
    name: 'sent-answers',
    table: 'journeys.submission',
    which: `r.forgotten_at is null and ${allForgotten('r.id')}`,
    empties: { sealed_answers: 'sealed json', forgotten_at: 'now' },
    after: { since: 'r.sent_at', period: 'P0D' },
  },
  {
    name: 'sent-files',
    table: 'documents.file',
    which: `r.sent_at is not null and exists (select from journeys.submission s
      where s.person_id = r.person_id and s.draft_id = r.about and s.forgotten_at is not null)`,
    after: { since: 'r.sent_at', period: 'P0D' },
  },
  {
    name: 'sent-identifiers',
    table: 'vault.entry',
    which: `r.about is not null and (${allForgotten('r.about')} or exists (select from journeys.submission s
      where s.person_id = r.person_id and s.draft_id = r.about and s.forgotten_at is not null))`,
    after: { since: 'r.kept_at', period: 'P0D' },
  },
]
