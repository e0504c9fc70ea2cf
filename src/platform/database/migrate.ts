import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg, { type PoolClient, type QueryConfig } from 'pg'
import type { Database } from './connection.ts'
import { type Migration, migrationFault, readMigration } from './migration.ts'

const LOCK = 70_726_974
const PATIENCE_MS = 3_600_000
const LOCK_TRIES = 30
const LOCK_PAUSE_MS = 1_000

/**
 * Brings a database up to the migrations of a folder, one program at a time, while programs of the release before may serve from it.
 * @returns names applied
 * @throws a `StartFault` that says what to do: a migration that was changed, cannot be read, or must wait for older programs to end
 */
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

/** What programs call themselves to PostgreSQL, so that a migration can tell which releases are alive. @param folder  of its migrations */
export async function releaseIn(folder: string): Promise<string> {
  return (await migrationsIn(folder)).at(-1)?.slice(0, 4) ?? '0000'
}

async function applyMissing(client: PoolClient, folder: string): Promise<string[]> {
  await client.query(
    'create table if not exists public.portico_migration (name text primary key, digest text not null, at timestamptz not null default now())',
  )
  await client.query('alter table public.portico_migration add column if not exists needs text')
  const done = new Map(
    (await client.query('select name, digest, needs from public.portico_migration')).rows.map(row => [row.name, row]),
  )
  const names = await migrationsIn(folder)
  assertNotOutrun(names.at(-1), [...done.values()])
  const applied: string[] = []
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8')
    const digest = createHash('sha256').update(text).digest('hex')
    if (done.get(name)?.digest === digest) continue
    if (done.has(name))
      throw migrationFault(`migrations/${name} was changed after it had been applied; write a new migration instead`)
    await apply(client, readMigration(name, text), digest)
    applied.push(name)
  }
  return applied
}

/** A newer release may have taken away what this one needs. */
function assertNotOutrun(newest: string | undefined, done: readonly { name: string; needs: string | null }[]): void {
  const outrun = done.find(({ needs }) => needs !== null && newest !== undefined && newest.slice(0, 4) < needs)
  if (outrun)
    throw migrationFault(
      `This program is older than its database: ${outrun.name} is applied, and takes a release with migration ${outrun.needs} or later. Start that release.`,
    )
}

async function migrationsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  const strange = names.find(name => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  if (strange) throw migrationFault(`migrations/${strange} would never be applied; name it like 0001-what-it-makes.sql`)
  return names
}

async function apply(client: PoolClient, migration: Migration, digest: string): Promise<void> {
  const { name, needs } = migration
  if (needs) await assertAllAreNewEnough(client, name, needs)
  for (let tries = 1; ; tries++) {
    try {
      await (migration.isAlone ? applyAlone : applyWhole)(client, migration, digest)
      return
    } catch (error) {
      // Whoever waits for a table lock lets nobody else pass: so it waits briefly, and often.
      if (!isLockTimeout(error) || tries === LOCK_TRIES) throw failed(name, error)
      await pause(LOCK_PAUSE_MS)
    }
  }
}

async function applyWhole(client: PoolClient, { name, text, needs }: Migration, digest: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = '2s'`)
    await patient(client, text)
    await note(client, name, digest, needs)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** What PostgreSQL does in no transaction, such as an index made beside the traffic; it is written so that it can be done again. */
async function applyAlone(client: PoolClient, { name, text, needs }: Migration, digest: string): Promise<void> {
  await patient(client, text)
  await note(client, name, digest, needs)
}

async function note(client: PoolClient, name: string, digest: string, needs: string | undefined): Promise<void> {
  await client.query('insert into public.portico_migration (name, digest, needs) values ($1, $2, $3)', [
    name,
    digest,
    needs ?? null,
  ])
}

async function assertAllAreNewEnough(client: PoolClient, name: string, needs: string): Promise<void> {
  const { rows } = await client.query<{ release: string }>(
    `select distinct substring(application_name from '^portico/(\\d{4})$') as release from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name ~ '^portico/\\d{4}$'`,
  )
  const old = rows.map(({ release }) => release).filter(release => release < needs)
  if (old.length > 0)
    throw migrationFault(
      `migrations/${name} takes away what programs of release ${old.sort().join(', ')} still use: bring every machine to a release with migration ${needs} or later, then start this one.`,
    )
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}

function failed(name: string, cause: unknown): Error {
  return isLockTimeout(cause)
    ? migrationFault(
        `migrations/${name} waited ${LOCK_TRIES} times for a table that others hold; look for long transactions in pg_stat_activity, and start again`,
      )
    : new Error(`migrations/${name} failed`, { cause })
}

// The pool gives up on a statement long before a migration of a large table is done.
function patient(client: PoolClient, text: string, values?: readonly unknown[]) {
  return client.query({ text, values: values && [...values], query_timeout: PATIENCE_MS } as QueryConfig)
}
