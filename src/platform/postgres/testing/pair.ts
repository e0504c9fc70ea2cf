import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, chownSync, closeSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { accountFor, as, runAs } from '../account.ts'
import { findBinaries } from '../binaries.ts'
import { readPasswords } from '../cluster.ts'
import { furnish, type Home } from '../home.ts'
import { processesOf, signalTo } from '../process-table.ts'
import { asArguments, SETTINGS } from '../settings.ts'
import { startIn } from '../start-postgres.ts'

/** One of two servers that hold the same database. */
export interface PairedServer {
  readonly port: number
  /** Asks as the server's administrator, in the program's database. */
  admin<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]>
  /** As `kill -9` of all its processes, or SIGSTOP and SIGCONT of the one that writes down what it is sent. */
  signal(signal: NodeJS.Signals): void
  start(): Promise<void>
}

export interface Pair {
  readonly primary: PairedServer
  readonly standby: PairedServer
  /** Names both servers, as `DATABASE_URL` may. @param role `portico_app` or `portico`, the owner */
  urlOf(role: 'portico' | 'portico_app', servers?: readonly PairedServer[]): string
  stop(): Promise<void>
}

interface Wanted {
  readonly isSynchronous: boolean
  /** The address both listen on, and who may come. */
  readonly at?: { readonly address: string; readonly network: string }
}

const HERE = { address: '127.0.0.1', network: '127.0.0.1/32' }
const PATIENCE_MS = 20_000

/** A primary and a standby that follows it by streaming, in two folders. The binaries of npm have no pg_basebackup: the copy is made by hand. */
export async function openPair(folder: string, { isSynchronous, at = HERE }: Wanted): Promise<Pair> {
  const account = accountFor(undefined)
  const [one, two] = [furnish(join(folder, 'one'), account), furnish(join(folder, 'two'), account)]
  const making = await startIn(one, { say: () => {}, settings: SETTINGS })
  await making.stop()
  const { postgres } = await findBinaries(one)
  appendFileSync(join(one.cluster, 'pg_hba.conf'), `host all,replication all ${at.network} scram-sha-256\n`)
  const passwords = readPasswords(one)
  const primary = serverIn(one, { postgres, password: passwords.postgres, port: await freePort(), address: at.address })
  const standby = serverIn(two, { postgres, password: passwords.postgres, port: await freePort(), address: at.address })
  await primary.start()
  await copyRunning(primary, one, two)
  const info = `host=${at.address} port=${primary.port} user=postgres password=${passwords.postgres} application_name=standby`
  writeFileSync(join(two.cluster, 'postgresql.auto.conf'), `primary_conninfo = '${info}'\n`)
  await standby.start()
  if (isSynchronous) {
    await primary.admin(`alter system set synchronous_standby_names = 'standby'`)
    await primary.admin('select pg_reload_conf()')
  }
  await until(async () => (await primary.admin(`select 1 from pg_stat_replication where state = 'streaming'`)).length === 1)
  return {
    ...{ primary, standby },
    urlOf: (role, servers = [primary, standby]) =>
      `postgres://${role}:${passwords[role]}@${servers.map(({ port }) => `${at.address}:${port}`).join(',')}/portico`,
    async stop() {
      for (const server of [primary, standby]) server.signal('SIGKILL')
      await Promise.all([primary.ended(), standby.ended()])
    },
  }
}

async function copyRunning(primary: OwnServer, { account, cluster }: Home, to: Home): Promise<void> {
  const client = new pg.Client({ connectionString: primary.url() })
  await client.connect()
  await client.query(`select pg_backup_start('standby', true)`)
  rmSync(to.cluster, { recursive: true, force: true })
  await runAs(account, 'cp', ['-a', cluster, to.cluster])
  const { rows } = await client.query('select labelfile from pg_backup_stop()')
  await client.end()
  rmSync(join(to.cluster, 'postmaster.pid'), { force: true })
  for (const file of readdirSync(join(to.cluster, 'pg_wal'), { withFileTypes: true }))
    if (file.isFile()) rmSync(join(to.cluster, 'pg_wal', file.name))
  for (const [name, text] of [
    ['backup_label', rows[0].labelfile],
    ['standby.signal', ''],
  ]) {
    writeFileSync(join(to.cluster, name), text)
    // Where root lends the server an account, that account takes both away again.
    if (account) chownSync(join(to.cluster, name), account.uid, account.gid)
  }
}

interface OwnServer extends PairedServer {
  url(): string
  ended(): Promise<void>
}

interface Binding {
  readonly postgres: string
  readonly password: string
  readonly port: number
  readonly address: string
}

function serverIn(home: Home, { postgres, password, port, address }: Binding): OwnServer {
  let child: ChildProcess | undefined
  let ended = Promise.resolve()
  const url = () => `postgres://postgres:${password}@${address}:${port}/portico`
  const admin = async <Row extends pg.QueryResultRow>(statement: string) => {
    const client = new pg.Client({ connectionString: url(), connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }
  return {
    ...{ port, url, admin },
    ended: () => ended,
    signal(signal) {
      // Its children are sessions of their own. The postmaster goes first, or it would start them again.
      const living = child?.pid && child.exitCode === null && child.signalCode === null ? [child.pid] : []
      for (const pid of [...living, ...processesOf(home.cluster)]) signalTo(pid, signal)
    },
    async start() {
      rmSync(join(home.cluster, 'postmaster.pid'), { force: true })
      const settings = asArguments({ ...SETTINGS, listen_addresses: address } as unknown as typeof SETTINGS)
      const more = [
        '-c',
        'wal_keep_size=256MB',
        '-c',
        'wal_receiver_status_interval=1s',
        '-c',
        'wal_retrieve_retry_interval=200ms',
      ]
      const args = ['-D', home.cluster, '-k', home.sockets, '-p', String(port), ...settings, ...more]
      const log = openSync(home.log, 'a', 0o600)
      const started = spawn(postgres, args, { ...as(home.account), detached: true, stdio: ['ignore', log, log] })
      closeSync(log)
      child = started
      ended = new Promise(resolve => started.once('exit', () => resolve()))
      await until(async () => (await admin('select 1').catch(() => [])).length === 1)
    },
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await holds()); await pause(50))
    if (Date.now() > end) throw new Error('two servers did not come up within 20 seconds')
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
