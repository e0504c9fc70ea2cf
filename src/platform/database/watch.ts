import type { Client, Pool, PoolClient } from 'pg'
import type { Log } from '../log.ts'
import { type Database, KnownAway } from './connection.ts'
import { type Ear, type Hearing, openHearing } from './hearing.ts'

/** Somebody who asks the database all the time whether it is there, on a connection of their own. */
export interface Watch {
  /** Since when it does not answer; undefined while it does. Any steady clock, milliseconds. */
  readonly awaySince: number | undefined
  /** What the database tells of changes, on the same connection; undefined where a pooler stands between, which passes nothing on. */
  readonly hearing: Hearing | undefined
  stop(): Promise<void>
}

const ASKS_EVERY_MS = 250
const ANSWERS_WITHIN_MS = 2_000

/**
 * Watches the database. While it does not answer nobody waits for it: whoever asks is told so at once, and who waits already is let go.
 * The first answer after that opens it again.
 */
export function watchDatabase(
  { pool }: Database,
  { log, isPooled = false, answersWithinMs = ANSWERS_WITHIN_MS }: WatchOptions,
): Watch {
  const state: { awaySince: number | undefined; asking: Promise<void> | undefined; isOver: boolean } = {
    ...{ awaySince: undefined, asking: undefined, isOver: false },
  }
  const clients = letGoWhenAway(pool, state)
  const ear = isPooled ? undefined : openHearing()
  let asker: Client | undefined
  let looks = 0
  const ask = async () => {
    asker ??= await dial(pool, { answersWithinMs, ear })
    const askedAt = performance.now()
    await asker.query('select')
    ear?.answered(askedAt)
    if (state.awaySince === undefined) return
    state.awaySince = undefined
    log.warn({ code: 'DATABASE_BACK' }, 'the database answers again')
  }
  const drop = () => {
    // At once: one that does not answer would not say goodbye either.
    if (asker) breakOff(asker)
    asker = undefined
  }
  const lost = () => {
    drop()
    if (state.awaySince !== undefined || state.isOver) return
    state.awaySince = performance.now()
    log.error({ code: 'DATABASE_AWAY' }, 'the database does not answer: nobody waits for it until it does')
    for (const client of clients) breakOff(client)
  }
  const looksMost = Math.ceil(answersWithinMs / ASKS_EVERY_MS)
  const timer = setInterval(() => {
    // Counted in looks of ours, not by the clock: a program that was held up itself finds the answer between two looks.
    if (state.asking) {
      looks += 1
      if (looks === looksMost) lost()
      return
    }
    looks = 0
    state.asking = ask()
      .catch(lost)
      .finally(() => {
        state.asking = undefined
      })
  }, ASKS_EVERY_MS)
  return {
    get awaySince() {
      return state.awaySince
    },
    hearing: ear,
    async stop() {
      state.isOver = true
      clearInterval(timer)
      drop()
      await state.asking
      // Dialled while it was told to stop: a connection left open would keep the program from ending.
      drop()
    },
  }
}

interface WatchOptions {
  readonly log: Log
  readonly isPooled?: boolean
  readonly answersWithinMs?: number
}

/** A connection as the pool makes them: of several servers it too finds the one that can be written to. */
async function dial(pool: Pool, { answersWithinMs, ear }: { answersWithinMs: number; ear: Ear | undefined }): Promise<Client> {
  const { Client: Dialled, options } = pool as Pool & { readonly Client: typeof Client }
  const client = new Dialled({ ...options, connectionTimeoutMillis: answersWithinMs, application_name: 'portico watch' })
  client.on('error', () => {})
  await client.connect()
  await ear?.listenOn(client)
  return client
}

/** All ways to the database lead through `connect`. */
function letGoWhenAway(pool: Pool, state: { readonly awaySince: number | undefined }): ReadonlySet<PoolClient> {
  const clients = new Set<PoolClient>()
  pool.on('connect', client => void clients.add(client))
  pool.on('remove', client => void clients.delete(client))
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => unknown
  pool.connect = ((...given: unknown[]) => {
    if (state.awaySince === undefined) return connect(...given)
    const away = new KnownAway('the database is away')
    const [tell] = given
    if (typeof tell !== 'function') return Promise.reject(away)
    process.nextTick(() => tell(away, undefined, () => {}))
    return undefined
  }) as typeof pool.connect
  return clients
}

function breakOff(client: PoolClient | Client): void {
  ;(client as unknown as { connection?: { stream: { destroy(): void } } }).connection?.stream.destroy()
}
