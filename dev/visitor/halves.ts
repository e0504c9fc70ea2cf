import { sql } from '#platform'

/** Everything that would be half a submission, by how to say it; each statement counts them, and each count must be 0. */
export const halves = {
  'submissions without one case for each promised request': sql`
    select count(*) as count from journeys.submission s
    where jsonb_array_length(s.requests)
       <> (select count(*) from cases.case_file c where c.person_id = s.person_id and c.submission_id = s.id)`,
  'cases without a submission': sql`
    select count(*) as count from cases.case_file c
    where c.channel <> 'register'
      and not exists (select 1 from journeys.submission s where s.person_id = c.person_id and s.id = c.submission_id)`,
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
    where c.channel <> 'register'
      and 1 <> (select count(*) from mailbox.message m
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
  'submissions whose person was not asked exactly once how it was': sql`
    select count(*) as count from journeys.submission s
    where 1 <> (select count(*) from feedback.invitation i
                where i.person_id = s.person_id and i.about = s.id::text and i.moment = 'sent')`,
  'invitations without exactly one event': sql`
    select count(*) as count from feedback.invitation i
    where 1 <> (select count(*) from platform.event e
                where e.about = i.about and e.kind = 'feedback.invited' and e.facts ->> 'moment' = i.moment)`,
  'submissions of people who are not there': sql`
    select count(*) as count from journeys.submission s
    where s.channel = 'api' and not exists (select 1 from people.person p where p.person_id = s.person_id)`,
  'submissions by systems without exactly one key': sql`
    select count(*) as count from journeys.submission s
    where s.channel = 'api'
      and 1 <> (select count(*) from journeys.sending k where k.person_id = s.person_id and k.submission_id = s.id)`,
  'keys of systems without their submission': sql`
    select count(*) as count from journeys.sending k
    where not exists (select 1 from journeys.submission s where s.person_id = k.person_id and s.id = k.submission_id)`,
  'references given twice': sql`
    select count(*) as count from (select reference from journeys.submission group by reference having count(*) > 1) as twice`,
  'messages that nobody tells of, to people who want to be told': sql`
    select count(*) as count from mailbox.message m
    join mailbox.notice_address a on a.person_id = m.person_id and a.since <= m.delivered_at
    where m.read_at is null and not exists (select 1 from mailbox.notice n where n.person_id = m.person_id and n.message_id = m.id)
      and not exists (select 1 from graphile_worker.jobs j where j.key = 'mailbox.notify ' || m.id::text)`,
  'drafts that disagree with their submission': sql`
    select count(*) as count from journeys.draft d
    where (d.sent_at is not null)
       <> exists (select 1 from journeys.submission s where s.person_id = d.person_id and s.draft_id = d.id)`,
} as const
