import type { Socket } from 'node:net'
import type pg from 'pg'
import type { Actor } from './actor.ts'
import type { Sql } from './sql.ts'

/** Begins a transaction for somebody. For whom it is ends with it: the connection goes back into the pool as nobody's. */
export function begin(actor: Actor | undefined): Sql {
  return { name: '', text: actor ? `begin; set local portico.actor = '${actor}'` : 'begin', values: [] }
}

/** Holds what is sent until the present turn is over, so that all it asks for leaves in one write. */
export function inOneFlight(client: pg.PoolClient, statement: Sql): Promise<pg.QueryResult> {
  const stream = (client as unknown as { connection?: { stream: Socket } }).connection?.stream
  stream?.cork()
  process.nextTick(() => stream?.uncork())
  return client.query(statement)
}

/** Asks one statement for somebody: a transaction of its own, which makes one trip as a bare statement does. */
export async function askFor(pool: pg.Pool, actor: Actor, statement: Sql): Promise<pg.QueryResult> {
  const client = await pool.connect()
  const sent = [begin(actor), statement, COMMIT].map(one => inOneFlight(client, one))
  const [begun, answered, committed] = await Promise.allSettled(sent)
  const isUnsure = begun!.status === 'rejected' || committed!.status === 'rejected'
  client.release(isUnsure)
  for (const one of [begun!, answered!, committed!]) if (one.status === 'rejected') throw one.reason
  return (answered as PromiseFulfilledResult<pg.QueryResult>).value
}

const COMMIT: Sql = { name: '', text: 'commit', values: [] }
