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

/** What is there by halves: each is one act, and must be whole in any backup. */
export async function countHalves(world: Pick<World, 'db'>): Promise<number> {
  const { halves } = await one<{ halves: number }>(
    world,
    sql`select (select count(*) from journeys.submission s
                where not exists (select 1 from platform.event e where e.about = s.draft_id::text and e.kind = 'journey.submitted')
                   or jsonb_array_length(s.requests)
                   <> (select count(*) from cases.case_file c where c.person_id = s.person_id and c.submission_id = s.id))
             + (select count(*) from cases.case_file c
                where not exists (select 1 from journeys.submission s where s.person_id = c.person_id and s.id = c.submission_id)) as halves`,
  )
  return halves
}

/** Those of these references that no submission has. */
export async function missingReceipts(world: Pick<World, 'db'>, references: readonly string[]): Promise<string[]> {
  const { missing } = await one<{ missing: string[] }>(
    world,
    sql`select coalesce(array_agg(shown.reference), '{}') as missing from unnest(${[...references]}::text[]) as shown(reference)
        left join journeys.submission s on s.reference = shown.reference where s.id is null`,
  )
  return missing
}

/** How many entries of the log the newest head covers. */
export async function sealedEntries(world: Pick<World, 'db'>): Promise<number> {
  return (await one<{ size: number }>(world, sql`select coalesce(max(size), 0) as size from platform.log_head`)).size
}
