import type pg from 'pg'
import { ENTRY_COLUMNS } from '../entry.ts'
import { copyOut } from './copy-out.ts'

/** The log as it lies in a database, read row by row: no function, trigger or view of the program's has a part in it. */
export interface LogSource {
  /** Every entry in order, as it is sealed; the bytes are only there during the call. */
  entries(onEntry: (bytes: Buffer) => void, flow: (hold: Flow) => void): Promise<void>
  /** A stretch of them. */
  stretch(from: number, count: number): Promise<Buffer[]>
  heads(): Promise<HeadRow[]>
  tiles(onTile: (tile: TileRow) => void): Promise<void>
  /** What else the verifier was told to look at, as `id` and `what`. */
  ask(query: string): Promise<{ id: string; what: string }[]>
}

/** Holds the stream up and lets it go on. */
export interface Flow {
  pause(): void
  resume(): void
}

export interface HeadRow {
  readonly size: number
  readonly sealedAt: Date
  readonly lastTxId: string
  readonly lastSeq: string
  readonly note: string
}

export interface TileRow {
  readonly level: number
  readonly index: number
  readonly hashes: Buffer
  readonly root: Buffer
}

const ENTRIES = `select ${ENTRY_COLUMNS} from platform.event order by tx_id, seq`

/** Reads through one connection, so that one transaction sees it all as of one moment. */
export function logIn(client: pg.Client): LogSource {
  return {
    async entries(onEntry, flow) {
      flow((client as unknown as { connection: { stream: Flow } }).connection.stream)
      await copyOut(client, ENTRIES, onEntry)
    },
    async stretch(from, count) {
      const found: Buffer[] = []
      await copyOut(client, `${ENTRIES} offset ${from} limit ${count}`, bytes => found.push(Buffer.from(bytes)))
      return found
    },
    async heads() {
      const { rows } = await client.query(
        'select size::text, sealed_at, last_tx_id::text as tx_id, last_seq::text as seq, note from platform.log_head order by log_head.size',
      )
      return rows.map(({ size, sealed_at, tx_id, seq, note }) => ({
        ...{ size: Number(size), sealedAt: sealed_at, lastTxId: tx_id, lastSeq: seq, note },
      }))
    },
    ask: async query => (await client.query(query)).rows,
    tiles: onTile =>
      copyOut(client, 'select level, index, hashes, root from platform.log_tile order by level, index', row =>
        onTile(readTile(row)),
      ),
  }
}

function readTile(row: Buffer): TileRow {
  const length = row.readInt32BE(20)
  const rootAt = 24 + length + 4
  return {
    level: row.readInt16BE(6),
    index: Number(row.readBigInt64BE(12)),
    hashes: row.subarray(24, 24 + length),
    root: row.subarray(rootAt),
  }
}
