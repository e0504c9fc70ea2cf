import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PoolClient, QueryConfig } from 'pg'
import type { Database } from './connection.ts'

const LOCK = 70_726_974
const NAME = /^\d{4}-[a-z0-9-]+\.sql$/
const PATIENCE_MS = 3_600_000

/** Brings a database up to the migrations of a folder, each in its own transaction, one program at a time. @returns names applied */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const client = await database.pool.connect()
  try {
    // Whoever waits here waits for a migration, which may take its time.
    await client.query(
      `set lock_timeout = 0; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set portico.actor = 'system upkeep'`,
    )
    await patient(client, 'select pg_advisory_lock($1)', [LOCK])
    return await applyMissing(client, folder)
  } finally {
    // Destroys the connection, and with it the lock and the settings.
    client.release(true)
  }
}

/** The migrations of a folder that a database has not had yet, for a program that may not apply them. */
export async function missingMigrations(database: Database, folder: string): Promise<string[]> {
  const isThere = await database.pool.query(`select to_regclass('public.portico_migration') is not null as "isThere"`)
  const names = await migrationsIn(folder)
  if (!isThere.rows[0].isThere) return names
  const done = await database.pool.query<{ name: string }>('select name from public.portico_migration')
  return names.filter(name => !done.rows.some(row => row.name === name))
}

async function applyMissing(client: PoolClient, folder: string): Promise<string[]> {
  await client.query(
    'create table if not exists public.portico_migration (name text primary key, digest text not null, at timestamptz not null default now())',
  )
  const done = new Map(
    (await client.query('select name, digest from public.portico_migration')).rows.map(row => [row.name, row.digest]),
  )
  const applied: string[] = []
  for (const name of await migrationsIn(folder)) {
    const text = await readFile(join(folder, name), 'utf8')
    const digest = createHash('sha256').update(text).digest('hex')
    if (done.get(name) === digest) continue
    if (done.has(name)) throw new Error(`migrations/${name} was changed after it had been applied; write a new migration instead`)
    await apply(client, { name, text, digest })
    applied.push(name)
  }
  return applied
}

async function migrationsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  const strange = names.find(name => !NAME.test(name))
  if (strange) throw new Error(`migrations/${strange} would never be applied; name it like 0001-what-it-makes.sql`)
  return names
}

async function apply(client: PoolClient, { name, text, digest }: { name: string; text: string; digest: string }): Promise<void> {
  await client.query('begin')
  try {
    await patient(client, text)
    await client.query('insert into public.portico_migration (name, digest) values ($1, $2)', [name, digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`migrations/${name} failed`, { cause: error })
  }
}

// The pool gives up on a statement long before a migration of a large table is done.
function patient(client: PoolClient, text: string, values?: readonly unknown[]) {
  return client.query({ text, values: values && [...values], query_timeout: PATIENCE_MS } as QueryConfig)
}
