import type { ChildProcess } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { accountFor } from '../src/platform/postgres/account.ts'
import { signalTo } from '../src/platform/postgres/process-table.ts'
import { type Trial, until } from './trial.ts'

export const DATABASE_MACHINES = ['db1', 'db2', 'db3'] as const
export type DatabaseMachine = (typeof DATABASE_MACHINES)[number]

/** As Patroni names them: who can be written to, whose commits are waited for, and who only follows. */
type Part = 'leader' | 'sync_standby' | 'replica'

/** The recipe's machines with etcd, Patroni and PostgreSQL: its own files, but for passwords, names and the network. */
export interface DatabaseMachines {
  startEtcd(machine: DatabaseMachine): void
  startPatroni(machine: DatabaseMachine): void
  /** Kills Patroni and every process of PostgreSQL there, and leaves etcd alone. */
  killDatabase(machine: DatabaseMachine): void
  killPostmaster(machine: DatabaseMachine): void
  /** From now on it sends nobody what it writes. */
  holdStream(machine: DatabaseMachine): Promise<void>
  /** Who plays that part, as Patroni says. */
  whoIs(part: Part): Promise<DatabaseMachine>
  /** Resolves once one leads, one is synchronous, and both others hear what it writes. */
  allInPlace(): Promise<unknown>
  /** The first of them that can be written to, as PostgreSQL says. */
  whoLeads(among: readonly DatabaseMachine[]): Promise<DatabaseMachine>
  ask<Row extends pg.QueryResultRow>(machine: DatabaseMachine, statement: string): Promise<Row[]>
  /** What Patroni and PostgreSQL there wrote. */
  log(machine: DatabaseMachine): string
  /** Patroni's file there. */
  config(machine: DatabaseMachine): string
}

const PATIENCE = { withinMs: 60_000 }

/** Puts the recipe's files in place, each program as an account that is not root. */
export function openDatabaseMachines(trial: Trial<DatabaseMachine | 'web'>, password: string): DatabaseMachines {
  const account = accountFor(undefined)!
  const lowered = ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
  const of = (machine: DatabaseMachine, ...names: string[]) => join(trial.folder, machine, ...names)
  const etcds = new Map<DatabaseMachine, ChildProcess>()
  const recipe = readRecipe('db1.yml')
  // Without the folder that is mounted: /var/lib/postgresql.
  const cluster = /data_dir: \/var\/lib\/postgresql\/(.*)/.exec(recipe)![1]!

  for (const machine of DATABASE_MACHINES) {
    for (const name of ['', 'sockets', 'lib', 'etcd']) {
      mkdirSync(of(machine, name), { recursive: true })
      chownSync(of(machine, name), account.uid, account.gid)
    }
    const here = recipe
      .replace(/(name|connect_address): db1/g, `$1: ${machine}`)
      .replaceAll('change-me', password)
      .replaceAll('10.0.0.0/24', trial.network)
    writeFileSync(of(machine, 'patroni.yml'), here)
  }

  async function ask<Row extends pg.QueryResultRow>(machine: DatabaseMachine, statement: string): Promise<Row[]> {
    const address = `postgres://postgres:${password}@${trial.addressOf(machine)}/postgres`
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 1_000, query_timeout: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<Row>(statement)).rows
    } finally {
      client.end().catch(() => {})
    }
  }

  const leads = (machine: DatabaseMachine) =>
    ask<{ leads: boolean }>(machine, 'select not pg_is_in_recovery() as leads').then(
      ([row]) => row!.leads,
      () => false,
    )

  /** As one of them sees it, those alone that are at work: one that was not heard of for a while is missing. */
  const members = async () => {
    const seen = await Promise.any(DATABASE_MACHINES.map(machine => membersAt(trial.addressOf(machine)))).catch(() => [])
    return seen.filter(({ state }) => AT_WORK.has(state))
  }

  async function areInPlace(): Promise<boolean> {
    const roles = new Map((await members()).map(({ name, role }) => [role, name]))
    if (!roles.has('leader') || !roles.has('sync_standby') || !roles.has('replica')) return false
    const followers = await ask(roles.get('leader')!, `select from pg_stat_replication where state = 'streaming'`).catch(() => [])
    return followers.length === 2
  }

  return {
    startEtcd(machine) {
      const env = { ...environment(readRecipe('etcd.env'), machine), ETCD_DATA_DIR: of(machine, 'etcd') }
      etcds.set(machine, trial.run(machine, [...lowered, '/usr/bin/etcd'], { env, log: of(machine, 'etcd.log') }))
    },
    startPatroni(machine) {
      const mounts = { '/run/postgresql': of(machine, 'sockets'), '/var/lib/postgresql': of(machine, 'lib') }
      const command = [...lowered, '/usr/bin/patroni', of(machine, 'patroni.yml')]
      trial.run(machine, command, { mounts, env: { HOME: '/var/lib/postgresql' }, log: of(machine, 'patroni.log') })
    },
    killDatabase(machine) {
      for (const pid of trial.pidsOn(machine)) if (pid !== etcds.get(machine)!.pid) signalTo(pid, 'SIGKILL')
    },
    killPostmaster(machine) {
      signalTo(Number.parseInt(readFileSync(of(machine, 'lib', cluster, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL')
    },
    async holdStream(machine) {
      for (const { pid } of await ask<{ pid: number }>(machine, 'select pid from pg_stat_replication')) signalTo(pid, 'SIGSTOP')
    },
    async whoIs(wanted) {
      let found: Member | undefined
      await until(
        `somebody was ${wanted}`,
        async () => {
          found = (await members()).find(({ role }) => role === wanted)
          return found !== undefined
        },
        PATIENCE,
      )
      return found!.name
    },
    allInPlace: () => until('all three were in place', areInPlace, PATIENCE),
    async whoLeads(among) {
      let leading = -1
      await until(
        `one of ${among.join(', ')} could be written to`,
        async () => {
          leading = (await Promise.all(among.map(leads))).indexOf(true)
          return leading >= 0
        },
        { ...PATIENCE, everyMs: 30 },
      )
      return among[leading]!
    },
    ask,
    log: machine => readFileSync(of(machine, 'patroni.log'), 'utf8'),
    config: machine => of(machine, 'patroni.yml'),
  }
}

function readRecipe(name: string): string {
  return readFileSync(join(import.meta.dirname, 'patroni', name), 'utf8')
}

/** A file of settings as systemd reads it, with the machine's own name. */
function environment(recipe: string, machine: DatabaseMachine): Record<string, string> {
  const here = recipe.replace(/^(ETCD_NAME=|ETCD_\w*ADVERTISE\w*=http:\/\/)db1/gm, `$1${machine}`)
  return Object.fromEntries(Array.from(here.matchAll(/^(\w+)=(.*)$/gm), ([, name, value]) => [name, value]))
}

interface Member {
  readonly name: DatabaseMachine
  readonly role: Part
  readonly state: string
}

const AT_WORK = new Set(['running', 'streaming'])

async function membersAt(address: string): Promise<Member[]> {
  const answer = await fetch(`http://${address}:8008/cluster`, { signal: AbortSignal.timeout(1_000) })
  return ((await answer.json()) as { members: Member[] }).members
}
