import pg from 'pg'
import { Unavailable } from '../errors.ts'
import { type Actor, wellFormed } from './actor.ts'
import { prepareFlights } from './flight.ts'
import { addressesIn, clientFor } from './hosts.ts'
import { askFor } from './one-flight.ts'
import { type Sharing, shareFlights } from './shared-flight.ts'
import type { Sql } from './sql.ts'

/** Where statements go: the pool, or the one client of a transaction. */
export interface Connection {
  readonly kind: 'pool' | 'transaction'
  query(statement: Sql): Promise<pg.QueryResult>
  /** The same for a write that needs no others: on the pool it may share its transaction with what others ask for just then. */
  write(statement: Sql): Promise<pg.QueryResult>
  /** The same connections, asked for this actor alone: a query on the pool itself is asked for nobody. */
  as(actor: Actor): Connection
}

/** The pool as one actor may use it; as nobody, unless it says whose it is. */
export interface Pooled extends Connection {
  readonly kind: 'pool'
  readonly pool: pg.Pool
  readonly actor: Actor | undefined
}

/** The pool of connections to one database; close it when the program ends. */
export interface Database extends Pooled {
  /** How much waits for its turn at the database. */
  waiting(): number
  close(): Promise<void>
}

/** How long anything may wait for the database, in milliseconds. */
export interface Waits {
  readonly connect: number
  readonly statement: number
  readonly lock: number
  readonly idleInTransaction: number
}

const WAITS: Waits = { connect: 3_000, statement: 5_000, lock: 3_000, idleInTransaction: 10_000 }
const UNANSWERED_MS = 1_000
// A connection knows the plans of all that is asked often. pg lets it go after ten seconds of quiet, and whoever comes then waits for all of it anew.
const KEPT_MS = 10 * 60_000

// The policies of row-level security make planning dear, and a plan for these very values look cheaper than it is: each statement would be planned anew.
// And no statement of ours is for several processors: where PostgreSQL thinks so, it takes them from everybody else. Plans are made while tables are
// young and kept: at the price of a page on a turning disk, a whole stretch waited for would be gathered and sorted each time where an index has the order.
const PLANS = { plan_cache_mode: 'force_generic_plan', max_parallel_workers_per_gather: 0, random_page_cost: 1.1 }

pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
pg.types.setTypeParser(pg.types.builtins.INT8, text => safeInteger(text))

/**
 * Opens a pool in which every wait has an end: connecting, a statement, a lock, an idle transaction, an unanswered query.
 * The url may name several servers: the one that can be written to is used, and looked for again when it is lost.
 */
export function openDatabase(url: string, { size = 12, waits = WAITS, ...opening }: Opening & { size?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: addressesIn(url)[0]!,
    max: size,
    connectionTimeoutMillis: waits.connect,
    idleTimeoutMillis: KEPT_MS,
    query_timeout: waits.statement + UNANSWERED_MS,
    keepAlive: true,
    // Statements asked at once on one connection travel together instead of waiting for each other's answer.
    pipeline: true,
    application_name: opening.release === undefined ? 'portico' : `portico/${opening.release}`,
    ...(opening.isPooled ? { Client: unnamed(clientOf(url)) } : { Client: clientOf(url), ...sessionOf(waits, opening) }),
  })
  pool.on('error', () => {})
  pool.on('connect', client => {
    client.on('error', () => {})
    if (!opening.isPooled) prepareFlights(client)
  })
  const sharing = shareFlights(pool)
  return {
    ...askedBy({ pool, sharing, ...opening }),
    waiting: () => pool.waitingCount + sharing.waiting(),
    close: () => pool.end(),
  }
}

interface Opening {
  readonly waits?: Waits
  /** For whom all is asked that is not asked `as` somebody else: only for tools beside the program. */
  readonly actor?: Actor
  /** The newest migration this program knows; a migration that takes something away looks for it. */
  readonly release?: string
  /** A pooler lends its connections for one transaction each: they keep no plans, and no settings but those of the role. */
  readonly isPooled?: boolean
}

/** What a connection is told once, for as long as it lasts. */
function sessionOf({ statement, lock, idleInTransaction }: Waits, { actor }: Opening) {
  return {
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idleInTransaction,
    options: [
      ...Object.entries(PLANS).map(([name, value]) => `-c ${name}=${value}`),
      ...(actor ? [`-c portico.actor=${wellFormed(actor).replaceAll(' ', '\\ ')}`] : []),
    ].join(' '),
  }
}

/** The same for every connection of a role, where a pooler stands between; in SQL, for the role's owner or an administrator. */
export function sessionSettingsFor(role: string, { statement, lock, idleInTransaction }: Waits = WAITS): string {
  const settings = {
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idleInTransaction,
    ...PLANS,
  }
  return Object.entries(settings)
    .map(([name, value]) => `alter role ${role} set ${name} = ${value};`)
    .join('\n')
}

function clientOf(url: string): typeof pg.Client {
  return addressesIn(url).length > 1 ? clientFor(url) : pg.Client
}

/** Without names: behind a pooler the next statement may meet a server that never heard of this one's plan. */
function unnamed(Client: typeof pg.Client): typeof pg.Client {
  const ask = Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown
  return class extends Client {
    override query = ((statement: unknown, ...rest: unknown[]) =>
      ask.call(this, withoutName(statement), ...rest)) as pg.Client['query']
  }
}

function withoutName(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'name' in statement && !('submit' in statement)
    ? { ...statement, name: '' }
    : statement
}

interface Asking {
  readonly pool: pg.Pool
  readonly sharing: Sharing
  readonly isPooled?: boolean
}

function askedBy(asking: Asking, actor?: Actor): Pooled {
  const { pool, sharing, isPooled } = asking
  const known = (statement: Sql) => (isPooled ? { ...statement, name: '' } : statement)
  const query = (statement: Sql) => (actor ? askFor(pool, actor, known(statement)) : pool.query(statement))
  return {
    ...{ kind: 'pool', pool, actor },
    query: statement => explained(() => query(statement)),
    write: statement => explained(() => (actor ? sharing.write({ actor, statement: known(statement) }) : query(statement))),
    as: other => askedBy(asking, wellFormed(other)),
  }
}

/** Runs what talks to PostgreSQL, and turns "nobody is there" and "too much at once" into answers a page can give. */
export async function explained<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (BUSY.has(code)) throw new Unavailable('DATABASE_BUSY', { retryAfterSeconds: 2, cause: error })
    if (isAbsence(error, code)) {
      const isTold = error instanceof KnownAway
      throw new Unavailable('DATABASE_UNAVAILABLE', { retryAfterSeconds: 5, isTold, cause: error })
    }
    throw error
  }
}

// A statement or a lock took too long, two transactions waited for each other; https://www.postgresql.org/docs/18/errcodes-appendix.html
const BUSY = new Set(['57014', '55P03', '40P01', '40001'])

/** What nobody is sent to ask any more: the watch has said that the database is away. */
export class KnownAway extends Error {
  readonly code = 'ECONNREFUSED'
}

// Nobody answers the socket; the server starts, stops, refuses, stands by, has no room left, or its disk fails.
const ABSENT = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300', '53200', '53100', '58030', '25006', '25P03', '08006', '08003', '08001'],
])

// pg gives these no code.
const ABSENCE = /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable/

function isAbsence(error: unknown, code: string): boolean {
  return ABSENT.has(code) || (error instanceof Error && ABSENCE.test(error.message))
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a whole number from the database is too large to hold exactly')
  return value
}
