import { as } from '../database/actor.ts'
import { maybe, one, rows, run } from '../database/query.ts'
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

/** How many events a consumer moves past at most in one transaction. */
export const STRETCH = 500

/**
 * Hands one consumer what it wants of the next stretch of the log, and moves its place past all of that stretch.
 * An event is read only once every transaction begun before its own has ended, so none is skipped by committing late.
 * @returns how many events it moved past; 0 when the consumer is up to date or another process holds its place
 */
export async function hearNext<W extends World>(world: W, { consumer, kinds, hear }: Subscription<W>): Promise<number> {
  return transaction(as(world, `system ${consumer}`), async tx => {
    const place = await lockPlace(tx, consumer)
    if (!place) return 0
    const { passed, last, events } = await readStretch(tx, place, kinds)
    if (!last) return 0
    if (events.length > 0) await hear(tx, events)
    await run(
      tx,
      sql`update platform.consumer set tx_id = ${last.txid}::text::xid8, seq = ${last.seq}::bigint where name = ${consumer}`,
    )
    return passed
  })
}

interface Place {
  readonly txid: string
  readonly seq: number
}

// The last row comes along whatever its kind: without it a consumer of rare news would read the whole log again each time.
async function readStretch(tx: Tx, from: Place, kinds: readonly string[]) {
  const found = await rows<PastEvent & Place & { passed: number; isMeant: boolean }>(
    tx,
    sql`with stretch as (
          select * from platform.event
          where (tx_id, seq) > (${from.txid}::text::xid8, ${from.seq}::bigint) and tx_id < pg_snapshot_xmin(pg_current_snapshot())
          order by tx_id, seq limit ${STRETCH}::int
        ), numbered as (
          select *, row_number() over (order by tx_id, seq) as nth, count(*) over () as passed from stretch
        )
        select seq, tx_id::text as txid, at, kind, about, person_id, by, facts, passed, kind = any(${kinds}::text[]) as is_meant
        from numbered where kind = any(${kinds}::text[]) or nth = passed order by nth`,
  )
  const last = found.at(-1)
  const events = found.filter(row => row.isMeant).map(({ passed: _, isMeant: __, txid: ___, ...event }) => event)
  return { passed: last?.passed ?? 0, last, events }
}

async function lockPlace(tx: Tx, consumer: string): Promise<Place | undefined> {
  const locked = sql`select tx_id::text as txid, seq from platform.consumer where name = ${consumer} for update skip locked`
  const place = await maybe<Place>(tx, locked)
  if (place) return place
  // Nothing is locked by another, or nothing is there yet.
  const added = await run(tx, sql`insert into platform.consumer (name) values (${consumer}) on conflict do nothing`)
  return added > 0 ? maybe<Place>(tx, locked) : undefined
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
