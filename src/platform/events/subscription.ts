import { one, rows, run } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import { transaction } from '../database/transaction.ts'
import type { Tx, World } from '../world.ts'
import type { EventFacts } from './record.ts'

/** An event as a consumer reads it; `seq` rises in the order in which the log may be read. */
export interface PastEvent {
  readonly seq: number
  readonly at: Date
  readonly kind: string
  readonly about: string
  readonly personId: string | null
  readonly by: string
  readonly facts: EventFacts
}

/** Somebody who wants the news: its effect and its place in the log are saved in one transaction, so each event counts once. */
export interface Subscription<W extends World = World> {
  readonly consumer: string
  readonly kinds: readonly string[]
  hear(tx: Tx<W>, events: readonly PastEvent[]): Promise<void>
}

const BATCH = 200

/**
 * Hands one consumer its next batch.
 * An event is read only once every transaction begun before its own has ended, so none is skipped by committing late.
 * @returns how many events were heard; 0 when the consumer is up to date or another process holds its place
 */
export async function hearNext<W extends World>(world: W, { consumer, kinds, hear }: Subscription<W>): Promise<number> {
  return transaction(world, async tx => {
    const place = await lockPlace(tx, consumer)
    if (!place) return 0
    const batch = await rows<PastEvent & { txid: string }>(
      tx,
      sql`select seq, tx_id::text as txid, at, kind, about, person_id, by, facts from platform.event
          where (tx_id, seq) > (${place.txid}::text::xid8, ${place.seq}::bigint)
            and tx_id < pg_snapshot_xmin(pg_current_snapshot()) and kind = any(${kinds}::text[])
          order by tx_id, seq limit ${BATCH}::int`,
    )
    const last = batch.at(-1)
    if (!last) return 0
    await hear(tx, batch)
    await run(
      tx,
      sql`update platform.consumer set tx_id = ${last.txid}::text::xid8, seq = ${last.seq}::bigint where name = ${consumer}`,
    )
    return batch.length
  })
}

async function lockPlace(tx: Tx, consumer: string): Promise<{ txid: string; seq: number } | undefined> {
  await run(tx, sql`insert into platform.consumer (name) values (${consumer}) on conflict do nothing`)
  const [place] = await rows<{ txid: string; seq: number }>(
    tx,
    sql`select tx_id::text as txid, seq from platform.consumer where name = ${consumer} for update skip locked`,
  )
  return place
}

/** How many events a consumer has still to hear. */
export async function behind(world: World, { consumer, kinds }: Pick<Subscription, 'consumer' | 'kinds'>): Promise<number> {
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count from platform.event e
        where kind = any(${kinds}::text[])
          and (e.tx_id, e.seq) > (select coalesce(max(tx_id), '0'::xid8), coalesce(max(seq), 0) from platform.consumer where name = ${consumer})`,
  )
  return count
}
