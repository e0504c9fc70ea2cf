import { rows, run, sql, type Tx, type World } from '#platform'

export interface OfferCount {
  readonly service: string
  readonly outcome: string
  readonly count: number
}

export async function addOfferCounts(tx: Tx, counts: readonly OfferCount[]): Promise<void> {
  await run(
    tx,
    sql`insert into performance.offer_count as c (service, outcome, count)
        select service, outcome, count
        from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r(service text, outcome text, count int)
        on conflict (service, outcome) do update set count = c.count + excluded.count`,
  )
}

export function offerCounts(world: World): Promise<OfferCount[]> {
  return rows(world, sql`select service, outcome, count from performance.offer_count order by service, outcome`)
}
