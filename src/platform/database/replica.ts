import { setTimeout as pause } from 'node:timers/promises'
import { Unavailable } from '../errors.ts'
import type { World } from '../world.ts'
import { type Database, openDatabase } from './connection.ts'
import { one } from './query.ts'
import { sql } from './sql.ts'

/** A copy of the database that follows it, for reading what may be a moment old. */
export interface Replica {
  readonly db: Database
  /** Whether it answers and is not too far behind. */
  isGood(): boolean
  /** It did not answer: nobody asks it until it has been heard of again. */
  setAside(): void
  close(): Promise<void>
}

interface Watching {
  /** How far behind it may be, in milliseconds. */
  readonly behindMs: number
  readonly everyMs?: number
}

const EVERY_MS = 500

/** Opens a replica and keeps an eye on how far it is behind: by marks in the primary's log, not by clocks, which stand still when nothing is written. */
export function openReplica(primary: Database, url: string, { behindMs, everyMs = EVERY_MS }: Watching): Replica {
  const db = openDatabase(url, { size: 6 })
  const ending = new AbortController()
  let seenGoodAt = Number.NEGATIVE_INFINITY
  let marks: Mark[] = []

  async function look(): Promise<void> {
    try {
      const at = performance.now()
      marks.push({ at, place: await placeOf(primary) })
      marks = await ahead(db, marks)
      seenGoodAt = at - (marks[0]?.at ?? at) <= behindMs ? at : Number.NEGATIVE_INFINITY
    } catch {
      // A primary that is away says nothing against the replica; what was seen last stands until it is too old.
      marks = marks.slice(-MARKS_MAX)
    }
  }

  const watching = (async () => {
    while (!ending.signal.aborted) {
      await look()
      await pause(everyMs, undefined, { signal: ending.signal }).catch(() => {})
    }
  })()

  return {
    db,
    isGood: () => performance.now() - seenGoodAt <= behindMs,
    setAside() {
      seenGoodAt = Number.NEGATIVE_INFINITY
    },
    async close() {
      ending.abort()
      await watching
      await db.close()
    },
  }
}

/** A place in the primary's log, and when it was there. */
interface Mark {
  readonly at: number
  readonly place: string
}

const MARKS_MAX = 100

async function placeOf(primary: Database): Promise<string> {
  return (await one<{ place: string }>({ db: primary }, sql`select pg_current_wal_lsn()::text as place`)).place
}

/** The marks that a replica has not reached; a server that follows nobody any more reaches none. */
async function ahead(db: Database, marks: readonly Mark[]): Promise<Mark[]> {
  const { reached } = await one<{ reached: number }>(
    { db },
    sql`select count(*) filter (where pg_is_in_recovery() and mark <= pg_last_wal_replay_lsn()) as reached
        from unnest(${marks.map(({ place }) => place)}::pg_lsn[]) as mark`,
  )
  return marks.slice(reached).slice(-MARKS_MAX)
}

/** Reads from the replica where one is good, else from the primary: for public pages that change nothing and may be a moment old. */
export async function fromReplica<W extends World, T>(world: W, read: (world: W) => Promise<T>): Promise<T> {
  const { replica } = world
  if (!replica?.isGood()) return read(world)
  const { actor } = world.db as { readonly actor?: Parameters<Database['as']>[0] }
  try {
    return await read({ ...world, db: actor ? replica.db.as(actor) : replica.db })
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    replica.setAside()
    return read(world)
  }
}
