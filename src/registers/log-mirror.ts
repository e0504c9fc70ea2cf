/**
 * What people are shown of looks at their data stands in `registers.lookup`; that each was made stands in the log. This finds every row
 * that does not say what its entries say, every entry without its row, and every row without its entry: `id` and `what`, a few words.
 */
export const lookupsAgainstLog = {
  name: 'the list of lookups that people see',
  query: `
    with asked as (select about, person_id, by, at, facts from platform.event
                   where kind = 'lookup.asked'
                     -- what a member of the exchange asked us has one entry: its end was known before it was told
                      or (kind = 'lookup.made' and person_id is not null and facts ->> 'member' is not null)),
         made as (select about, at, facts from platform.event where kind = 'lookup.made')
    select l.lookup_id::text as id, 'says something else than the log' as what
    from registers.lookup l join asked a on a.about = l.lookup_id::text
    where (a.person_id, a.by, a.at, a.facts ->> 'query', a.facts ->> 'agency', a.facts ->> 'service', a.facts -> 'facts')
            is distinct from (l.person_id, regexp_replace(l.by, '^holder ', ''), l.asked_at, l.query, l.agency, l.service, to_jsonb(l.facts))
       or a.facts ->> 'member' is distinct from l.member
       or a.facts ->> 'law' is distinct from l.law or a.facts ->> 'consent' is distinct from l.consent_id::text
    union all
    select l.lookup_id::text, 'is not in the log'
    from registers.lookup l where not exists (select from asked a where a.about = l.lookup_id::text)
    union all
    select a.about, 'is in the log and was taken out of the list'
    from asked a where not exists (select from registers.lookup l where l.lookup_id::text = a.about)
    union all
    select l.lookup_id::text, 'ended otherwise than the log says'
    from registers.lookup l left join made m on m.about = l.lookup_id::text
    where (coalesce(m.facts ->> 'outcome', 'asked'), m.facts ->> 'reason', m.at) is distinct from (l.outcome, l.reason, l.answered_at)
    order by 1`,
} as const
