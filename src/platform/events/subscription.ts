import { as } from '../database/actor.ts'
import { maybe, one, rows, run } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import { transaction } from '../database/transaction.ts'
import { Unavailable } from '../errors.ts'
import { traceOf } from '../log.ts'
import type { Tx, World } from '../world.ts'
import { hearReleased, saveParked } from './parked.ts'
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
export const STRETCH = 2_000
const PART = 50
const TRIES = 3

/**
 * Hands one consumer what it wants of the next stretch of the log, and moves its place past all of that stretch.
 * An event is read only once every transaction begun before its own has ended, so none is skipped by committing late. When the
 * consumer fails, the events are tried in small parts and then one by one; one that fails three times alone is parked, and holds up no other.
 * @returns how many events it moved past; 0 when the consumer is up to date or another process holds its place
 * @throws {Unavailable} when the database is away or busy: then the same events are heard again later
 */
export async function hearNext<W extends World>(anybody: W, subscription: Subscription<W>): Promise<number> {
  const world = as(anybody, `system ${subscription.consumer}`)
  try {
    return (await hearStretch(world, subscription)) || (await hearReleased(world, subscription))
  } catch (fault) {
    // What is too much for the database at once may not be in parts; one that is away is not asked again.
    if (fault instanceof Unavailable && fault.code !== 'DATABASE_BUSY') throw fault
    return hearInParts(world, subscription)
  }
}

async function hearStretch<W extends World>(
  world: W,
  { consumer, kinds, hear }: Subscription<W>,
  most: Most = STRETCH,
): Promise<number> {
  return transaction(world, async tx => {
    const place = await lockPlace(tx, consumer)
    if (!place) return 0
    const { passed, last, events } = await readStretch(tx, place, kinds, most)
    if (passed === 0) return 0
    if (events.length > 0) await hear(tx, events)
    await movePlace(tx, consumer, last)
    return passed
  })
}

/** A stretch that failed, part by part, and one by one where a part fails: what is wrong with one event holds up few others. */
async function hearInParts<W extends World>(world: W, subscription: Subscription<W>): Promise<number> {
  let passed = 0
  while (passed < STRETCH) {
    const moved = await hearPart(world, subscription)
    if (moved === 0) break
    passed += moved
  }
  return passed
}

async function hearPart<W extends World>(world: W, subscription: Subscription<W>): Promise<number> {
  try {
    return await hearStretch(world, subscription, PART)
  } catch (fault) {
    if (fault instanceof Unavailable) throw fault
    return hearOneByOne(world, subscription)
  }
}

async function hearOneByOne<W extends World>(world: W, subscription: Subscription<W>): Promise<number> {
  let passed = 0
  while (passed < PART) {
    const moved = await hearOne(world, subscription)
    if (moved === 0) break
    passed += moved
  }
  return passed
}

async function hearOne<W extends World>(world: W, subscription: Subscription<W>): Promise<number> {
  let fault: unknown
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return await hearStretch(world, subscription, 1)
    } catch (failed) {
      if (failed instanceof Unavailable) throw failed
      fault = failed
    }
  }
  return park(world, subscription, fault)
}

/** Sets the next event aside and moves past it. */
async function park<W extends World>(world: W, { consumer, kinds }: Subscription<W>, fault: unknown): Promise<number> {
  const passed = await transaction(world, async tx => {
    const place = await lockPlace(tx, consumer)
    if (!place) return 0
    const { passed, last, events } = await readStretch(tx, place, kinds, 1)
    if (!events[0]) return 0
    await saveParked(tx, { consumer, place: last, event: events[0], fault: traceOf(fault).name, tries: TRIES })
    await movePlace(tx, consumer, last)
    return passed
  })
  if (passed > 0)
    world.log.error({ consumer, code: 'EVENT_PARKED', error: traceOf(fault) }, 'a consumer failed of one event, which was parked')
  return passed
}

/** Where in the log a consumer or an event stands. */
export interface Place {
  readonly txid: string
  readonly seq: number
}

/** How many events are read at once: a stretch, a part of one, or one alone. */
type Most = typeof STRETCH | typeof PART | 1

// The end of the stretch comes along whatever was meant: without it a consumer of rare news would read the whole log again each time.
// Rows are looked at twice, which is cheaper than numbering them. The limit is written out: for one it does not know PostgreSQL plans to
// read a tenth of the log, and so all of it. Columns are named, so that its plan is kept: made anew each time it cost more than the reading.
async function readStretch(tx: Tx, { txid, seq }: Place, kinds: readonly string[], most: Most) {
  const found = await rows<PastEvent & { passed: number; lastTxid: string; lastSeq: number }>(tx, {
    name: `stretch of ${most}`,
    text: `with stretch as not materialized (
          select tx_id, seq, at, kind, about, person_id, by, facts from platform.event
          where (tx_id, seq) > ($1::text::xid8, $2::bigint) and tx_id < pg_snapshot_xmin(pg_current_snapshot())
          order by tx_id, seq limit ${most}
        ), passed as (
          select count(*) as passed, max(tx_id)::text as last_txid, (array_agg(seq order by tx_id, seq))[count(*)] as last_seq from stretch
        )
        select seq, at, kind, about, person_id, by, facts, passed, last_txid, last_seq
        from passed left join stretch on kind = any($3::text[]) order by tx_id, seq`,
    values: [txid, seq, kinds],
  })
  const { passed, lastTxid, lastSeq } = found[0]!
  const events = found.filter(({ seq }) => seq !== null).map(({ passed: _, lastTxid: __, lastSeq: ___, ...event }) => event)
  return { passed, last: { txid: lastTxid, seq: lastSeq }, events }
}

async function lockPlace(tx: Tx, consumer: string): Promise<Place | undefined> {
  const locked = sql`select tx_id::text as txid, seq from platform.consumer where name = ${consumer} for update skip locked`
  const place = await maybe<Place>(tx, locked)
  if (place) return place
  // Nothing is locked by another, or nothing is there yet.
  const added = await run(tx, sql`insert into platform.consumer (name) values (${consumer}) on conflict do nothing`)
  return added > 0 ? maybe<Place>(tx, locked) : undefined
}

async function movePlace(tx: Tx, consumer: string, { txid, seq }: Place): Promise<void> {
  await run(tx, sql`update platform.consumer set tx_id = ${txid}::text::xid8, seq = ${seq}::bigint where name = ${consumer}`)
}

/** How many events a consumer has still to hear; no more than 10,000 of the log are looked at. */
export async function behind(world: World, { consumer, kinds }: Pick<Subscription, 'consumer' | 'kinds'>): Promise<number> {
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count
        from (
          select coalesce(max(tx_id), '0'::xid8) as tx_id, coalesce(max(seq), 0) as seq from platform.consumer where name = ${consumer}
        ) place
        cross join lateral (
          select kind from platform.event e where (e.tx_id, e.seq) > (place.tx_id, place.seq) order by e.tx_id, e.seq limit 20000
        ) waiting
        where kind = any(${kinds}::text[])`,
  )
  return count
}
