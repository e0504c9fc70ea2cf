import type { Socket } from 'node:net'
import type pg from 'pg'
import type { Actor } from './actor.ts'
import { answered, Flight } from './flight.ts'
import type { Sql } from './sql.ts'

/** Begins a transaction for somebody. For whom it is ends with it: the connection goes back into the pool as nobody's. */
export function begin(actor: Actor | undefined): Sql {
  return { name: '', text: actor ? `begin; ${actingAs(actor)}` : 'begin', values: [] }
}

function actingAs(actor: Actor): string {
  return `set local portico.actor = '${actor}'`
}

/** Holds what is sent until the present turn is over, so that all it asks for leaves in one write. */
export function inOneFlight(client: pg.PoolClient, statement: Sql): Promise<pg.QueryResult> {
  const stream = (client as unknown as { connection?: { stream: Socket } }).connection?.stream
  stream?.cork()
  process.nextTick(() => stream?.uncork())
  return client.query(statement)
}

/** Asks statements, each for somebody, as one transaction that makes one trip: of all of them, or of none. */
export async function askTogether(pool: pg.Pool, asked: readonly { actor: Actor; statement: Sql }[]): Promise<pg.QueryResult[]> {
  const client = await pool.connect()
  const flight = new Flight(asked.map(({ actor, statement }) => ({ statement, actingAs: actingAs(actor) })))
  try {
    const results = await answered(client, flight)
    client.release()
    return results
  } catch (fault) {
    client.release(await broken(client, flight, fault as Error))
    throw fault
  }
}

/** Asks one statement for somebody: a transaction of its own, which makes one trip as a bare statement does. */
export async function askFor(pool: pg.Pool, actor: Actor, statement: Sql): Promise<pg.QueryResult> {
  return (await askTogether(pool, [{ actor, statement }]))[0]!
}

/** What a failed statement left open is closed. @returns why the connection cannot be used again, if it cannot */
async function broken(client: pg.PoolClient, { isUnderWay }: Flight, fault: Error): Promise<Error | undefined> {
  if (!isUnderWay || !('severity' in fault)) return fault
  return client.query('rollback').then(
    () => undefined,
    (worse: Error) => worse,
  )
}
