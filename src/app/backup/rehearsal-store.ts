import { one, sql, type World } from '#platform'

/** How much a database holds of what people did. */
export interface Held {
  readonly submissions: number
  readonly cases: number
  readonly messages: number
  readonly documents: number
  readonly entries: number
}

export function countHeld(world: Pick<World, 'db'>): Promise<Held> {
  return one(
    world,
    sql`select (select count(*) from journeys.submission) as submissions, (select count(*) from cases.case_file) as cases,
               (select count(*) from mailbox.message) as messages, (select count(*) from documents.document) as documents,
               (select count(*) from platform.event) as entries`,
  )
}

/** What is there by halves: each is one act, and must be whole in any backup. All is read once, in order: looked up one by one, a million took minutes. */
export async function countHalves(world: Pick<World, 'db'>): Promise<number> {
  const { halves } = await one<{ halves: number }>(
    world,
    sql`with told as (
          select distinct about from platform.event where kind = 'journey.submitted'
        ), opened as (
          select person_id, submission_id, count(*) as cases from cases.case_file group by person_id, submission_id
        )
        select count(*) as halves
        from journeys.submission s
        full join opened o on o.person_id = s.person_id and o.submission_id = s.id
        left join told t on t.about = s.draft_id::text
        where s.id is null or t.about is null or jsonb_array_length(s.requests) <> coalesce(o.cases, 0)`,
  )
  return halves
}

/** Those of these references that no submission has. References have no index of their own: both lists are read once. */
export async function missingReceipts(world: Pick<World, 'db'>, references: readonly string[]): Promise<string[]> {
  const { missing } = await one<{ missing: string[] }>(
    world,
    sql`select coalesce(array_agg(reference), '{}') as missing
        from (select unnest(${[...references]}::text[]) as reference except select reference from journeys.submission) as shown`,
  )
  return missing
}

/** How many entries of the log the newest head covers. */
export async function sealedEntries(world: Pick<World, 'db'>): Promise<number> {
  return (await one<{ size: number }>(world, sql`select coalesce(max(size), 0) as size from platform.log_head`)).size
}
