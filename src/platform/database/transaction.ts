import type { PoolClient } from 'pg'
import { Unavailable } from '../errors.ts'
import type { Tx, World } from '../world.ts'
import type { Actor } from './actor.ts'
import { type Connection, explained, type Pooled } from './connection.ts'
import { begin, inOneFlight } from './one-flight.ts'

/**
 * Does everything in `act` or nothing of it. Inside a transaction it shares the one already open,
 * and an act that fails there undoes the whole, even if the act around it carries on.
 * Statements that are asked for at once travel together, and are done in the order in which they were asked for.
 */
export async function transaction<W extends World, T>(world: W, act: (tx: Tx<W>) => Promise<T>): Promise<T> {
  if (isTx(world)) return share(world, act)
  const { pool, actor } = world.db as Pooled
  const client = await explained(() => pool.connect())
  const open = openOn(client, actor)
  let broken: Error | undefined
  try {
    // It travels with the first statement. It fails only as the connection does, and then so does all behind it.
    const begun = explained(() => inOneFlight(client, begin(actor)))
    const [result] = await Promise.all([act({ ...world, db: open } as Tx<W>), begun])
    await commit(client, open)
    return result
  } catch (error) {
    broken = await rollBack(client, error)
    throw isAftermath(error) ? (open.fault ?? error) : error
  } finally {
    open.ended = true
    client.release(broken)
  }
}

interface Open extends Connection {
  readonly kind: 'transaction'
  ended: boolean
  spoilt: boolean
  /** What the first statement to fail failed of: of those that travelled with it, each fails as well. */
  fault?: unknown
}

async function share<W extends World, T>(tx: Tx<W>, act: (tx: Tx<W>) => Promise<T>): Promise<T> {
  try {
    return await act(tx)
  } catch (error) {
    ;(tx.db as Open).spoilt = true
    throw error
  }
}

function openOn(client: PoolClient, actor: Actor | undefined): Open {
  const open: Open = {
    kind: 'transaction',
    ended: false,
    spoilt: false,
    query(statement) {
      // The client may by now be in the middle of somebody else's transaction.
      if (open.ended) return Promise.reject(new Error('this transaction has ended; await everything inside it'))
      const answered = explained(() => inOneFlight(client, statement))
      answered.catch(fault => {
        open.fault ??= fault
      })
      return answered
    },
    write: statement => open.query(statement),
    as(other) {
      if (other !== actor)
        throw new Error(`a transaction for ${actor ?? 'nobody'} does nothing for ${other}; begin one of its own`)
      return open
    },
  }
  return open
}

/** "Current transaction is aborted": what every statement after a failed one is told. */
function isAftermath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02'
}

async function commit(client: PoolClient, { spoilt }: Open): Promise<void> {
  if (spoilt) throw new Error('an act inside this transaction failed, so nothing of it was saved; let its error pass')
  const { command } = await explained(() => client.query('commit'))
  // PostgreSQL answers a commit after a failed statement with ROLLBACK, and no error.
  if (command !== 'COMMIT')
    throw new Error('a statement in this transaction failed, so nothing of it was saved; let its error pass')
}

/** @returns why the connection cannot be used again, if it cannot */
async function rollBack(client: PoolClient, error: unknown): Promise<Error | undefined> {
  if (error instanceof Unavailable && error.code === 'DATABASE_UNAVAILABLE') return error
  return client.query('rollback').then(
    () => undefined,
    (fault: Error) => fault,
  )
}

function isTx<W extends World>(world: W): world is Tx<W> {
  return world.db.kind === 'transaction'
}
