import { existsSync } from 'node:fs'
import pg from 'pg'
import { type ArchiveWish, archiving, keepShipping } from './backup/archive.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, type Passwords, readPasswords } from './cluster.ts'
import { hardening } from './hardening.ts'
import { type Home, settle } from './home.ts'
import { claim } from './owner.ts'
import { startPostmaster, stopLeftover } from './postmaster.ts'
import { SETTINGS, type StartSettings } from './settings.ts'
import { StartFault } from './start-fault.ts'
import { type Supervised, supervise } from './supervise.ts'

export interface RunningPostgres {
  /** For `pg`, over a socket in a private folder: `postgres://portico_app:…@localhost/portico?host=/folder`. */
  url: string
  /** The same as its owner, who alone may change tables. */
  ownerUrl: string
  stop(): Promise<void>
}

interface Wishes {
  /** The program's data folder; the database takes `postgres` in it. */
  dataDir: string
  /** Where the write-ahead log is brought as it is written; undefined brings it nowhere. */
  archive?: ArchiveWish | undefined
  /** Told in plain words what its operator should know, now and while it runs. */
  say(words: string): void
}

/**
 * Brings up a PostgreSQL of our own, making it at first, and keeps it up until stopped: it is started again when it ends by itself.
 * What an earlier run left behind is stopped or cleared first. Rejects with a `StartFault`.
 */
export async function startPostgres(wishes: Wishes): Promise<RunningPostgres> {
  const { dataDir, archive, say } = wishes
  const home = await settle(dataDir, say)
  const settings = archive ? { ...SETTINGS, ...archiving(home) } : SETTINGS
  const { url, ownerUrl, adminUrl, stop } = await startIn(home, { say, settings })
  const shipping =
    archive && (await keepShipping(home, archive, { systemId: await systemIdOf(adminUrl), say }).catch(endedBy(stop)))
  return {
    ...{ url, ownerUrl },
    async stop() {
      await stop()
      // What the server handed over as it stopped is brought too.
      await shipping?.stop()
    },
  }
}

function endedBy(stop: () => Promise<void>) {
  return async (error: unknown): Promise<never> => {
    await stop()
    throw error
  }
}

async function systemIdOf(adminUrl: string): Promise<string> {
  let id = ''
  await withClient(adminUrl, async client => {
    id = (await client.query('select system_identifier::text as id from pg_control_system()')).rows[0].id
  })
  return id
}

const ROLES = { application: 'portico_app', owner: 'portico', administrator: 'postgres' } as const satisfies Record<
  string,
  keyof Passwords
>

/** The address of the database that a running Portico keeps in its data folder, for commands beside it. Rejects with a `StartFault`. */
export async function addressIn(dataDir: string, as: keyof typeof ROLES = 'application'): Promise<string> {
  const home = await homeIn(dataDir)
  return urlOf(home, readPasswords(home), ROLES[as])
}

/** Where a running Portico keeps its database. Rejects with a `StartFault`. */
export async function homeIn(dataDir: string): Promise<Home> {
  if (!existsSync(dataDir)) throw neverRan(dataDir)
  return settle(dataDir, () => {})
}

/** Somebody who means another folder must not be sent looking for backups, nor find a new one made. */
function neverRan(dataDir: string): StartFault {
  return new StartFault(
    'DATA_DIR_NOT_THERE',
    `No Portico has run with the data folder ${dataDir}: start it, or set DATA_DIR to the folder of the one that runs.`,
  )
}

/** The same in a given home, with other settings and the administrator's URL: for tests. */
export async function startIn(home: Home, { say, settings }: { say: Wishes['say']; settings: StartSettings }) {
  const release = claim(home.owner)
  let server: Supervised | undefined
  const stop = async () => {
    await server?.stop()
    release()
  }
  try {
    const binaries = await findBinaries(home)
    await stopLeftover(home.cluster)
    const passwords = await ensureCluster(home, binaries)
    server = await supervise(() => startPostmaster(home, binaries, settings), say)
    await ensureDatabase(home, passwords)
    return {
      ...{ url: urlOf(home, passwords, 'portico_app'), ownerUrl: urlOf(home, passwords, 'portico') },
      ...{ adminUrl: urlOf(home, passwords, 'postgres'), pid: server.pid, stop },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function urlOf(
  home: Home,
  passwords: Passwords,
  role: keyof Passwords,
  database = role === 'postgres' ? role : 'portico',
): string {
  return `postgres://${role}:${passwords[role]}@localhost/${database}?host=${encodeURIComponent(home.sockets)}`
}

async function ensureDatabase(home: Home, passwords: Passwords): Promise<void> {
  await withClient(urlOf(home, passwords, 'postgres'), async client => {
    for (const role of ['portico', 'portico_app'] as const) {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (found.rowCount === 0) await client.query(`create role ${role} login password ${client.escapeLiteral(passwords[role])}`)
    }
    const found = await client.query('select 1 from pg_database where datname = $1', ['portico'])
    if (found.rowCount === 0) await client.query('create database portico owner portico')
  })
  await withClient(urlOf(home, passwords, 'postgres', 'portico'), client => client.query(hardening('portico')))
}

async function withClient(url: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}
