import { one, sql, type World } from '#platform'
import { halves } from './halves.ts'

/** What the database says of the receipts people were shown, and of itself. */
export interface ReceiptsChecked {
  readonly submissions: number
  readonly cases: number
  readonly messages: number
  readonly events: number
  /** Sentences; none when every receipt is there exactly once and nothing is half. */
  readonly faults: readonly string[]
}

/** Holds receipts against the database. @param shown references, as people were shown them */
export async function checkReceipts(world: Pick<World, 'db'>, shown: readonly string[]): Promise<ReceiptsChecked> {
  const counts = await one<Omit<ReceiptsChecked, 'faults'>>(
    world,
    sql`select (select count(*) from journeys.submission) as submissions, (select count(*) from cases.case_file) as cases,
               (select count(*) from mailbox.message) as messages, (select count(*) from platform.event) as events`,
  )
  const { missing, doubled } = await one<{ missing: number; doubled: number }>(
    world,
    sql`select count(*) filter (where found = 0) as missing, count(*) filter (where found > 1) as doubled
        from (select (select count(*) from journeys.submission s where s.reference = shown.reference) as found
              from unnest(${[...shown]}::text[]) as shown(reference)) as looked_up`,
  )
  const faults = [
    ...(new Set(shown).size < shown.length ? ['a reference was shown twice'] : []),
    ...(missing > 0 ? [`${missing} receipts were shown and are not in the database`] : []),
    ...(doubled > 0 ? [`${doubled} receipts are in the database more than once`] : []),
  ]
  for (const [fault, statement] of Object.entries(halves)) {
    const { count } = await one<{ count: number }>(world, statement)
    if (count > 0) faults.push(`${count} ${fault}`)
  }
  return { ...counts, faults }
}
