import type pg from 'pg'
import { writeTogether } from '../write-together.ts'
import type { Actor } from './actor.ts'
import { askFor, askTogether } from './one-flight.ts'
import type { Sql } from './sql.ts'

interface Wish {
  readonly actor: Actor
  readonly statement: Sql
}

/** What becomes of one; wrapped, so that the others do not wait for it. */
interface Outcome {
  readonly result: Promise<pg.QueryResult>
}

export interface Sharing {
  write(wish: Wish): Promise<pg.QueryResult>
  /** How many wait for a flight. */
  waiting(): number
}

const MOST = 32
const IN_FLIGHT = 2
const ROOM = 4_000

/**
 * Lets writes of one statement each, asked by many at once, share a transaction: one trip and one commit for all of them, each asked for whom it is.
 * When PostgreSQL refuses one of them, nothing of it was done, and each is asked alone.
 */
export function shareFlights(pool: pg.Pool): Sharing {
  const queue = writeTogether<Wish, Outcome>({
    write: async wishes => outcomesOf(pool, wishes),
    about: ({ actor }) => actor,
    ...{ most: MOST, inFlight: IN_FLIGHT, room: ROOM },
  })
  return {
    waiting: queue.waiting,
    write: async ({ actor, statement }) =>
      (await queue.add({ actor, statement: { ...statement, values: statement.values.map(asText) } })).result,
  }
}

/** An object as it is sent: one that cannot be is nobody else's fault. */
function asText(value: unknown): unknown {
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? JSON.stringify(value) : value
}

async function outcomesOf(pool: pg.Pool, wishes: readonly Wish[]): Promise<Outcome[]> {
  const alone = () => wishes.map(({ actor, statement }) => ({ result: askFor(pool, actor, statement) }))
  if (wishes.length === 1) return settled(alone())
  try {
    return (await askTogether(pool, wishes)).map(result => ({ result: Promise.resolve(result) }))
  } catch (fault) {
    // Only of a refusal is it certain that nothing was done, so that it may be asked again.
    return isRefusal(fault) ? alone() : wishes.map(() => ({ result: Promise.reject(fault) }))
  }
}

async function settled(outcomes: Outcome[]): Promise<Outcome[]> {
  await Promise.allSettled(outcomes.map(({ result }) => result))
  return outcomes
}

/** Whether PostgreSQL itself said no to a statement, and goes on; 57P is of a server that stops, 58 of one that is broken. */
function isRefusal(fault: unknown): boolean {
  const { severity, code = '58' } = fault as { severity?: string; code?: string }
  return severity === 'ERROR' && !/^(57P|58)/.test(code)
}
