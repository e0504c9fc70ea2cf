import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { accountFor } from '../src/platform/postgres/account.ts'
import { furnish } from '../src/platform/postgres/home.ts'
import { processesOf, signalTo } from '../src/platform/postgres/process-table.ts'
import { SETTINGS, type Settings } from '../src/platform/postgres/settings.ts'
import { startIn } from '../src/platform/postgres/start-postgres.ts'

/** A PostgreSQL in a folder that a fault has chosen. */
export interface OwnPostgres {
  readonly url: string
  readonly ownerUrl: string
  readonly socketFolder: string
  /** Every process of it stops where it is, and goes on again. */
  freeze(): void
  thaw(): void
  /** Processes of it that serve the program. */
  backends(): number[]
  /** Held row by row and entry by entry to its own indexes and tables. @returns how many indexes and tables were looked at */
  verify(): Promise<number>
  stop(): Promise<void>
  /** Stops it and removes the folder. */
  remove(): Promise<void>
}

/** Starts one, as the program does it; what a copied folder says of who runs it is not so. */
export async function ownPostgres(folder: string, settings: Partial<Settings> = {}): Promise<OwnPostgres> {
  const existing = join(folder, 'postgres/cluster')
  const home = furnish(join(folder, 'postgres'), accountFor(existsSync(existing) ? existing : undefined))
  const locks = [home.owner, join(home.cluster, 'postmaster.pid'), join(home.sockets, '.s.PGSQL.5432.lock')]
  for (const lock of locks) await rm(lock, { force: true })
  const { url, ownerUrl, adminUrl, stop } = await startIn(home, {
    say: () => {},
    settings: { ...SETTINGS, shared_buffers: '64MB', max_wal_size: '256MB', ...settings },
  })
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of processesOf(home.cluster)) signalTo(pid, signal)
  }
  return {
    ...{ url, ownerUrl, stop, socketFolder: home.sockets },
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
    freeze: () => signalAll('SIGSTOP'),
    backends: () => processesOf(home.cluster).filter(pid => commandOf(pid).includes('portico_app')),
    thaw: () => signalAll('SIGCONT'),
    verify: () => verified(adminUrl.replace('/postgres?', '/portico?')),
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** @see https://www.postgresql.org/docs/18/amcheck.html */
async function verified(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query('create extension if not exists amcheck')
    const indexes = await client.query(
      `select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
       where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisready and i.indisvalid`,
    )
    const tables = await client.query(
      `select c.oid, (select count(*)::int from verify_heapam(c.oid)) as damage from pg_class c where c.relkind = 'r' and c.relpersistence = 'p'`,
    )
    const damaged = tables.rows.filter(({ damage }) => damage > 0).length
    if (damaged > 0) throw new Error(`${damaged} tables are damaged`)
    return indexes.rowCount! + tables.rowCount!
  } finally {
    await client.end()
  }
}
