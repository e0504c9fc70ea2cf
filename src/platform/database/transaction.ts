import type { PoolClient } from 'pg'
import type { Tx, World } from '../world.ts'
import { type Connection, type Database, explained } from './connection.ts'

/** Does everything in `act` or nothing of it. Inside a transaction it shares the one already open. */
export async function transaction<W extends World, T>(world: W, act: (tx: Tx<W>) => Promise<T>): Promise<T> {
  if (isTx(world)) return act(world)
  const client = await explained(() => (world.db as Database).pool.connect())
  try {
    return await withinTransaction(client, () => act({ ...world, db: connectionTo(client) } as Tx<W>))
  } finally {
    client.release()
  }
}

async function withinTransaction<T>(client: PoolClient, act: () => Promise<T>): Promise<T> {
  try {
    await explained(() => client.query('begin'))
    const result = await act()
    await explained(() => client.query('commit'))
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

function connectionTo(client: PoolClient): Connection {
  return { kind: 'transaction', query: statement => explained(() => client.query(statement)) }
}

function isTx<W extends World>(world: W): world is Tx<W> {
  return world.db.kind === 'transaction'
}
