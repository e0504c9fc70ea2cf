import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accountFor } from './account.ts'
import { hardening } from './hardening.ts'
import { furnish } from './home.ts'
import { livingOwner } from './owner.ts'
import { stopLeftover } from './postmaster.ts'
import { FORGETFUL } from './settings.ts'
import { startIn } from './start-postgres.ts'

export interface TestDatabase {
  /** As its owner. */
  url: string
  /** As the application's own role. */
  appUrl: string
  /** As the one who runs the server, to see what stands in its files. */
  adminUrl: string
  drop(): Promise<void>
}

interface TestServer {
  admin(sql: string): Promise<unknown>
  urlOf(database: string, who?: 'owner' | 'app' | 'admin'): string
}

const PREFIX = 'portico-test-'

let server: Promise<TestServer> | undefined
let made = 0
const templates = new Map<string, Promise<string>>()

/**
 * A database of its own for one test, in 15 ms: a copy of one that `prepare` filled, once per process and `key`.
 * @param prepare  migrates and seeds the database at `url`, and closes its connections
 */
export async function testDatabase(prepare: (url: string) => Promise<void>, key: string): Promise<TestDatabase> {
  const { admin, urlOf } = await testServer()
  const template = templates.get(key) ?? buildTemplate(prepare)
  templates.set(key, template)
  const name = `test_${++made}`
  // Measured with 80 tables: file_copy 17 + 6 ms to create and drop, wal_log 17 + 14 ms.
  await admin(`create database ${name} template ${await template} strategy file_copy owner portico`)
  // Rights on the database itself are not copied with it.
  await admin(`revoke temporary on database ${name} from public`)
  return {
    url: urlOf(name),
    ...{ appUrl: urlOf(name, 'app'), adminUrl: urlOf(name, 'admin') },
    drop: async () => void (await admin(`drop database if exists ${name} with (force)`)),
  }
}

/** A throw-away PostgreSQL, one per process: it ends when the process does, however that ends. */
function testServer(): Promise<TestServer> {
  server ??= startTestServer()
  return server
}

async function buildTemplate(prepare: (url: string) => Promise<void>): Promise<string> {
  const { admin, urlOf } = await testServer()
  const name = `template_${++made}`
  await admin(`create database ${name} owner portico`)
  await hardenAs(urlOf(name, 'admin'), name)
  await prepare(urlOf(name))
  // A pool that is still closing would hold up every copy.
  await admin(`alter database ${name} allow_connections false`)
  await admin(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`)
  return name
}

async function startTestServer(): Promise<TestServer> {
  await sweep()
  const root = realpathSync(mkdtempSync(join(tmpdir(), PREFIX)))
  const home = furnish(root, accountFor(undefined))
  const running = await startIn(home, { say: console.error, settings: FORGETFUL })
  cleanUpAfterUs(running.pid(), root)
  const pool = new pg.Pool({ connectionString: running.adminUrl, max: 4, allowExitOnIdle: true })
  pool.on('error', () => {})
  const urls = { owner: running.ownerUrl, app: running.url, admin: running.adminUrl }
  return {
    admin: sql => pool.query(sql),
    urlOf: (database, who = 'owner') => urls[who].replace(/\/(portico|postgres)\?/, `/${database}?`),
  }
}

async function hardenAs(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(hardening(name))
  await client.end()
}

/** Removes what earlier runs left, when they and their helper were killed at once. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const owner = join(folder, 'owner.json')
    if (!isOurs(folder) || (existsSync(owner) ? livingOwner(owner) : isFresh(folder))) continue
    await stopLeftover(join(folder, 'cluster'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function isOurs(folder: string): boolean {
  const user = process.geteuid?.()
  return user === 0 || statSync(folder, { throwIfNoEntry: false })?.uid === user
}

// A run that has made its folder and not yet signed it as its own is not an abandoned one.
function isFresh(folder: string): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return !stat || Date.now() - stat.ctimeMs < 10_000
}

// A shell that waits for the end of its input, which comes with our end however we end, a kill -9 included.
const AFTERWARDS = `cat; kill -QUIT "$1"; for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" && sleep 0.1; done; rm -rf "$2"`

function cleanUpAfterUs(pid: number, folder: string): void {
  const stdio = ['pipe', 'ignore', 'ignore'] as const
  const helper = spawn('/bin/sh', ['-c', AFTERWARDS, 'sh', String(pid), folder], { cwd: '/', detached: true, stdio: [...stdio] })
  helper.unref()
}
