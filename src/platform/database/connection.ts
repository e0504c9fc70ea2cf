import pg from 'pg'
import { Unavailable } from '../errors.ts'
import type { Sql } from './sql.ts'

/** Where statements go: the pool, or the one client of a transaction. */
export interface Connection {
  readonly kind: 'pool' | 'transaction'
  query(statement: Sql): Promise<pg.QueryResult>
}

/** The pool of connections to one database; close it when the program ends. */
export interface Database extends Connection {
  readonly kind: 'pool'
  readonly pool: pg.Pool
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 3_000
const STATEMENT_TIMEOUT_MS = 5_000
const LOCK_TIMEOUT_MS = 3_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000

pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
pg.types.setTypeParser(pg.types.builtins.INT8, text => safeInteger(text))

/** Opens a pool in which every wait has an end: connecting, a statement, a lock, an idle transaction, an unanswered query. */
export function openDatabase(url: string, { size = 12 } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'portico',
  })
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return { kind: 'pool', pool, query: statement => explained(() => pool.query(statement)), close: () => pool.end() }
}

/** Runs what talks to PostgreSQL, and turns "nobody is there" into an answer a page can give. */
export async function explained<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw isAbsence(error) ? new Unavailable('DATABASE_UNAVAILABLE', { retryAfterSeconds: 5, cause: error }) : error
  }
}

const ABSENT = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '08006',
  '08003',
])

function isAbsence(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    ABSENT.has(code) || /timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(error.message)
  )
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a whole number from the database is too large to hold exactly')
  return value
}
