import { rows, sql, type World } from '#platform'
import type { Look, LookFilter, LookKind } from './look.ts'

interface Wanted extends Omit<LookFilter, 'agency'> {
  readonly person: string
  /** Only looks for one of these services; all when undefined. */
  readonly services?: readonly string[] | undefined
  /** Besides those, looks of this agency into a register that it keeps. */
  readonly keeper?: string | undefined
}

const KINDS: Readonly<Record<LookKind, readonly string[]>> = {
  register: ['lookup.asked', 'lookup.made'],
  case: ['case.viewed', 'case.identifiers-viewed'],
  file: ['case.file-viewed'],
  document: ['document.verified'],
  inquiry: ['inquiry.viewed'],
  correction: ['correction.viewed'],
  emergency: ['emergency.viewed'],
  sending: ['journey.submitted'],
  state: ['journey.state-told'],
}

/** Newest first, older than the one already shown. */
export function findLooks(
  world: World,
  { person, services, keeper, kind, since, before, limit }: Wanted & { before?: number | undefined; limit: number },
): Promise<Look[]> {
  return rows(
    world,
    // How a lookup ended is looked for only once the page is chosen: twenty times, not once for each look there ever was.
    sql`with looks as materialized (
          select e.* from platform.event e
          where e.person_id = ${person} and e.kind = any(${kindsOf(kind)}::text[]) and (e.kind like 'lookup.%' or e.by <> ${person}::text)
            and (e.kind <> 'lookup.made' or e.facts ? 'member') and (e.kind <> 'journey.submitted' or e.facts ? 'system')
            and (${services ?? null}::text[] is null or e.facts->>'service' = any(${services ?? null}::text[])
              or split_part(e.facts->>'service', '/', 1) = ${keeper ?? null}::text)
            and (${since ?? null}::timestamptz is null or e.at >= ${since ?? null}::timestamptz)
            and (${before ?? null}::bigint is null or e.seq < ${before ?? null}::bigint)
          order by e.seq desc limit ${limit}::int)
        select e.seq as id, e.at, e.by, e.about,
          case e.kind when 'case.viewed' then 'case' when 'case.identifiers-viewed' then 'case' when 'case.file-viewed' then 'file' when 'document.verified' then 'document'
            when 'inquiry.viewed' then 'inquiry' when 'correction.viewed' then 'correction' when 'emergency.viewed' then 'emergency'
            when 'journey.submitted' then 'sending' when 'journey.state-told' then 'state'
            else 'register' end as kind,
          e.facts->>'service' as service, case when e.kind like 'lookup.%' then e.facts->>'agency' end as holder,
          e.facts->>'query' as query, coalesce(e.facts->'facts', '[]') as facts, e.facts->>'law' as law,
          e.facts->>'consent' as consent, e.facts->>'emergency' as emergency, e.facts->>'member' as member, e.facts->>'system' as system,
          coalesce(e.facts->>'outcome', case when e.kind = 'lookup.asked' then
            (select m.facts->>'outcome' from platform.event m
             where m.about = e.about and m.person_id = e.person_id and m.kind = 'lookup.made' limit 1) end) as outcome
        from looks e order by e.seq desc`,
  )
}

/** One look at this person's data; another person's is not there. */
export async function findLook(world: World, person: string, id: number): Promise<Look | undefined> {
  const [found] = await findLooks(world, { person, before: id + 1, limit: 1 })
  return found?.id === id ? found : undefined
}

/** How often there were looks for one service, and when last. */
export interface LookCount {
  readonly service: string | null
  readonly count: number
  readonly last: Date
}

export function countLooks(world: World, { person, kind, since }: Wanted): Promise<LookCount[]> {
  return rows(
    world,
    sql`select e.facts->>'service' as service, count(*) as count, max(e.at) as last from platform.event e
        where e.person_id = ${person} and e.kind = any(${kindsOf(kind)}::text[]) and (e.kind like 'lookup.%' or e.by <> ${person}::text)
          and (e.kind <> 'lookup.made' or e.facts ? 'member') and (e.kind <> 'journey.submitted' or e.facts ? 'system')
          and (${since ?? null}::timestamptz is null or e.at >= ${since ?? null}::timestamptz)
        group by 1`,
  )
}

function kindsOf(kind: LookKind | undefined): readonly string[] {
  return kind ? KINDS[kind] : Object.values(KINDS).flat()
}
