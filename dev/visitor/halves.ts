import { sql } from '#platform'

/** Everything that would be half a submission, by how to say it; each statement counts them, and each count must be 0. */
export const halves = {
  'submissions without one case for each promised request': sql`
    select count(*) as count from journeys.submission s
    where jsonb_array_length(s.requests)
       <> (select count(*) from cases.case_file c where c.person_id = s.person_id and c.submission_id = s.id)`,
  'cases without a submission': sql`
    select count(*) as count from cases.case_file c
    where not exists (select 1 from journeys.submission s where s.person_id = c.person_id and s.id = c.submission_id)`,
  'submissions without exactly one event': sql`
    select count(*) as count from journeys.submission s
    where 1 <> (select count(*) from platform.event e where e.about = s.draft_id::text and e.kind = 'journey.submitted')`,
  'submission events without their submission': sql`
    select count(*) as count from platform.event e
    where e.kind = 'journey.submitted' and not exists (select 1 from journeys.submission s where s.id::text = e.facts ->> 'submission')`,
  'cases without exactly one event of their opening': sql`
    select count(*) as count from cases.case_file c
    where 1 <> (select count(*) from platform.event e where e.about = c.id::text and e.kind = 'case.opened')`,
  'case events without their case': sql`
    select count(*) as count from platform.event e
    where e.kind like 'case.%' and not exists (select 1 from cases.case_file c where c.id::text = e.about)`,
  'cases whose person was not told exactly once that they arrived': sql`
    select count(*) as count from cases.case_file c
    where 1 <> (select count(*) from mailbox.message m
                where m.person_id = c.person_id and m.about = c.id::text and m.kind = 'received')`,
  'decided cases without exactly one decision, event and message': sql`
    select count(*) as count from cases.case_file c
    where (c.state = 'decided') <> exists (select 1 from cases.decision d where d.person_id = c.person_id and d.case_id = c.id)
       or (c.state = 'decided')::int <> (select count(*) from platform.event e where e.about = c.id::text and e.kind = 'case.decided')
       or (c.state = 'decided')::int <> (select count(*) from mailbox.message m
                                         where m.person_id = c.person_id and m.about = c.id::text and m.kind = 'decided')`,
  'messages without exactly one event': sql`
    select count(*) as count from mailbox.message m
    where 1 <> (select count(*) from platform.event e where e.about = m.id::text and e.kind = 'message.delivered')`,
  'message events without their message': sql`
    select count(*) as count from platform.event e
    where e.kind = 'message.delivered' and not exists (select 1 from mailbox.message m where m.id::text = e.about)`,
  'drafts that disagree with their submission': sql`
    select count(*) as count from journeys.draft d
    where (d.sent_at is not null)
       <> exists (select 1 from journeys.submission s where s.person_id = d.person_id and s.draft_id = d.id)`,
} as const
