import type { Actor } from '../database/actor.ts'
import { maybe, one, rows, run } from '../database/query.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Tx, World } from '../world.ts'
import { ENTRY_BYTES, LEAF_HASH } from './entry.ts'
import { type Hash, TILE, type Tile } from './tree.ts'

/** Reading needs a database and nothing else. */
export type Asker = Pick<World, 'db'>

/** A head as it is kept, and where the entry stands that was the last under it. */
export interface KeptHead {
  readonly size: number
  readonly sealedAt: Date
  readonly lastTxId: string
  readonly lastSeq: number
  readonly note: string
}

/** In whose name the log is read to be sealed: it sees every entry. */
export const SEALER: Actor = 'system platform.seal'

const SEALERS_LOCK = 1_936_026_988

/** Lets one program at a time seal, over all processes. @returns false when another is at it */
export async function becomeSealer(tx: Tx): Promise<boolean> {
  const { isSealer } = await one<{ isSealer: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(${SEALERS_LOCK}::bigint) as is_sealer`,
  )
  return isSealer
}

/** The newest head, or the newest of at most a size. */
export function newestHead(world: Asker, size: number = Number.MAX_SAFE_INTEGER): Promise<KeptHead | undefined> {
  return maybe(
    world,
    sql`select size, sealed_at, last_tx_id::text as last_tx_id, last_seq, note from platform.log_head
        where size <= ${size}::bigint order by size desc limit 1`,
  )
}

/** Heads in order, from the one after a size on. */
export function headsAfter(world: Asker, size: number, limit: number): Promise<KeptHead[]> {
  return rows(
    world,
    sql`select size, sealed_at, last_tx_id::text as last_tx_id, last_seq, note from platform.log_head
        where size > ${size}::bigint order by size limit ${limit}::int`,
  )
}

/** Where an entry stands. */
export interface Standing {
  readonly txText: string
  readonly seq: number
}

export interface EntryRow extends Standing {
  /** As it is sealed. */
  readonly bytes: Buffer
}

export interface LeafRow extends Standing {
  readonly leaf: Hash
}

// The number as text has a name of its own: "order by" would take it for the column, and put 1000 before 999.
const select = (what: string) => `select tx_id::text as tx_text, seq, ${what} from platform.event`
const LEAF = select(`${LEAF_HASH} as leaf`)
const statement = (name: string, text: string, values: unknown[]): Sql => ({ name, text, values })

type Place = Pick<KeptHead, 'lastTxId' | 'lastSeq'>
const NOWHERE: Place = { lastTxId: '0', lastSeq: 0 }

/** At most so many entries under one head. */
export const BATCH = 8192

// Limits are written out here: for one it does not know PostgreSQL plans to read a tenth of the log, and so all of it.

/** The next entries after a place that nothing can slip in between any more: every transaction begun before theirs has ended. */
export function readSettled(tx: Tx, { lastTxId, lastSeq } = NOWHERE): Promise<LeafRow[]> {
  return rows(
    tx,
    statement(
      'log-settled',
      `${LEAF} where (tx_id, seq) > ($1::text::xid8, $2::bigint) and tx_id < pg_snapshot_xmin(pg_current_snapshot())
       order by tx_id, seq limit ${BATCH}`,
      [lastTxId, lastSeq],
    ),
  )
}

/** The last entries up to a place, fewer than a tile's, in order. */
export async function readBefore(world: Asker, { lastTxId, lastSeq }: Place, count: number): Promise<LeafRow[]> {
  const found = await rows<LeafRow>(
    world,
    statement(
      'log-before',
      `${LEAF} where (tx_id, seq) <= ($1::text::xid8, $2::bigint) order by tx_id desc, seq desc limit ${TILE}`,
      [lastTxId, lastSeq],
    ),
  )
  return found.slice(0, count).reverse()
}

/** Entries by their number, or by what they are about. */
export function findEntries(world: Asker, { seq, about }: { seq?: number; about?: string }): Promise<EntryRow[]> {
  return rows(
    world,
    statement(
      'log-find',
      `${select(`${ENTRY_BYTES} as bytes`)} where about = $2::text or seq = $1::bigint order by tx_id, seq limit 100`,
      [seq ?? null, about ?? null],
    ),
  )
}

/** How many entries stand up to a place, from another on. */
export async function countBetween(world: Asker, after: Place | undefined, { txText, seq }: Standing): Promise<number> {
  const { lastTxId, lastSeq } = after ?? NOWHERE
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count from platform.event
        where (tx_id, seq) > (${lastTxId}::text::xid8, ${lastSeq}::bigint) and (tx_id, seq) <= (${txText}::text::xid8, ${seq}::bigint)`,
  )
  return count
}

/** The first head under which a place is sealed. */
export function headOver(world: Asker, { txText, seq }: Standing): Promise<KeptHead | undefined> {
  return maybe(
    world,
    sql`select size, sealed_at, last_tx_id::text as last_tx_id, last_seq, note from platform.log_head
        where (last_tx_id, last_seq) >= (${txText}::text::xid8, ${seq}::bigint) order by size limit 1`,
  )
}

/** The roots of the full tiles of a level, from one on: the hashes of the level above. */
export async function tileRoots(world: Asker, level: number, from: number, count: number): Promise<Hash[]> {
  const found = await rows<{ root: Buffer }>(
    world,
    sql`select root from platform.log_tile where level = ${level}::smallint and index >= ${from}::bigint and index < ${from + count}::bigint order by index`,
  )
  if (found.length !== count) throw new Error('a tile of the sealed log is missing; run "portico log verify"')
  return found.map(({ root }) => root)
}

export async function tileHashes(world: Asker, level: number, index: number): Promise<Buffer | undefined> {
  const found = await maybe<{ hashes: Buffer }>(
    world,
    sql`select hashes from platform.log_tile where level = ${level}::smallint and index = ${index}::bigint`,
  )
  return found?.hashes
}

export async function saveHead(tx: Tx, { size, sealedAt, lastTxId, lastSeq, note }: KeptHead): Promise<void> {
  await run(
    tx,
    sql`insert into platform.log_head (size, sealed_at, last_tx_id, last_seq, note)
        values (${size}, ${sealedAt}, ${lastTxId}::text::xid8, ${lastSeq}, ${note})`,
  )
}

export async function saveTiles(tx: Tx, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return
  const column = <Value>(take: (tile: Tile) => Value) => tiles.map(take)
  await run(
    tx,
    sql`insert into platform.log_tile (level, index, hashes, root)
        select * from unnest(${column(tile => tile.level)}::smallint[], ${column(tile => tile.index)}::bigint[],
                             ${column(tile => tile.hashes)}::bytea[], ${column(tile => tile.root)}::bytea[])`,
  )
}

/** Keeps a witness's counter-signature, once. */
export async function saveCosignature(world: Asker, size: number, witness: string, line: string): Promise<void> {
  await run(
    world,
    sql`insert into platform.log_cosignature (size, witness, line) values (${size}, ${witness}, ${line}) on conflict do nothing`,
  )
}

export async function cosignaturesOf(world: Asker, size: number): Promise<string[]> {
  const found = await rows<{ line: string }>(
    world,
    sql`select line from platform.log_cosignature where size = ${size}::bigint order by witness`,
  )
  return found.map(({ line }) => line)
}

export interface Unsealed {
  /** At most 10,000; whatever lies beyond is not counted. */
  readonly count: number
  /** When the oldest of them was written. */
  readonly since: Date | null
  /** Whether the server's own transactions are younger than the log: it was restored from a dump. */
  readonly isFromTheFuture: boolean
}

/** What is written and not sealed yet. */
export function unsealed(world: Asker): Promise<Unsealed> {
  return one(
    world,
    sql`select count(waiting.at) as count, min(waiting.at) as since, head.tx_id >= pg_snapshot_xmax(pg_current_snapshot()) as is_from_the_future
        from (
          select coalesce(max(last_tx_id), '0'::xid8) as tx_id, coalesce(max(last_seq), 0) as seq
          from (select last_tx_id, last_seq from platform.log_head order by size desc limit 1) newest
        ) head
        left join lateral (
          select at from platform.event where (tx_id, seq) > (head.tx_id, head.seq) order by tx_id, seq limit 10000
        ) waiting on true
        group by head.tx_id`,
  )
}
