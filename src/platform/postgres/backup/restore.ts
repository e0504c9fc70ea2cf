import { chownSync, existsSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Account } from '../account.ts'
import { findBinaries } from '../binaries.ts'
import { makePasswords } from '../cluster.ts'
import { type Home, settle } from '../home.ts'
import { claim } from '../owner.ts'
import { startPostmaster } from '../postmaster.ts'
import { SETTINGS } from '../settings.ts'
import { BackupFault } from './backup-fault.ts'
import { archivedIn, basesIn, type Manifest, readManifest } from './folder.ts'
import { type BackupKey, endingOf, unpack } from './packing.ts'

export interface RestoreWish {
  /** The folder of backups. */
  readonly from: string
  /** A data folder in which there is no database yet. */
  readonly into: string
  /** Undefined restores all there is. */
  readonly at: Date | undefined
  readonly key: BackupKey
  /** Told in plain words what its operator should know. */
  say(words: string): void
}

export interface Restored {
  readonly base: string
  /** When the last transaction that is in it was committed; undefined when none was since the base. */
  readonly lastCommit: Date | undefined
  /** False when the backup ends before the instant that was asked for. */
  readonly isReached: boolean
  readonly bytes: number
}

const AT_ONCE = 4
const NOT_REACHED = /recovery ended before configured recovery target was reached/

/** Puts a database back as it was at an instant. @throws BackupFault, StartFault */
export async function restore({ from, into, at, key, say }: RestoreWish): Promise<Restored> {
  const { base, manifest } = await baseFor(from, at, key)
  const home = await settle(into, say)
  if (existsSync(home.cluster))
    throw new BackupFault(`There is a database in ${home.folder} already: restore into another folder.`)
  const release = claim(home.owner)
  try {
    const bytes = await put(base, { manifest, home, key })
    await putArchived(from, { manifest, home, key })
    const recovered = await recover(home, at).catch(async error => {
      if (!NOT_REACHED.test((error as Error).message)) throw error
      // Nothing was committed between the end of what there is and that instant, or it was not archived: only the caller can tell.
      return { ...(await recover(home, undefined)), isReached: false }
    })
    return { base, bytes, ...recovered }
  } finally {
    await rm(join(home.folder, 'to-replay'), { recursive: true, force: true })
    release()
  }
}

async function baseFor(from: string, at: Date | undefined, key: BackupKey): Promise<{ base: string; manifest: Manifest }> {
  const names = await basesIn(from)
  if (names.length === 0) throw new BackupFault(`There is no backup in ${from}.`)
  for (const name of names.reverse()) {
    const base = join(from, name)
    const manifest = await readManifest(base, key)
    if (!at || new Date(manifest.endedAt) <= at) return { base, manifest }
  }
  throw new BackupFault(`The oldest backup in ${from} was made after ${at?.toISOString()}.`)
}

async function put(base: string, { manifest, home, key }: { manifest: Manifest; home: Home; key: BackupKey }): Promise<number> {
  const { cluster, account } = home
  for (const path of ['', ...manifest.folders, 'pg_wal', ...EMPTY]) await makeFolder(join(cluster, path), account)
  const queue = manifest.files.values()
  const work = async () => {
    for (const { path, sha256 } of queue) {
      const to = join(cluster, path)
      const put = await unpack(join(base, 'files', `${path}${endingOf(key)}`), to, { key, name: path })
      if (put.sha256 !== sha256) throw new BackupFault(`${path} in ${base} is not what was backed up: use another backup.`)
      give(to, account)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const said: [string, string][] = [
    ['backup_label', manifest.label],
    ['recovery.signal', ''],
    ...(manifest.tablespaces ? [['tablespace_map', manifest.tablespaces] as [string, string]] : []),
  ]
  for (const [name, text] of said) {
    await writeFile(join(cluster, name), text, { mode: 0o600 })
    give(join(cluster, name), account)
  }
  return manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)
}

const EMPTY = [
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_replslot',
  'pg_wal/archive_status',
  'pg_wal/summaries',
]

async function putArchived(
  from: string,
  { manifest, home, key }: { manifest: Manifest; home: Home; key: BackupKey },
): Promise<void> {
  const replay = join(home.folder, 'to-replay')
  await makeFolder(replay, home.account)
  for (const name of await archivedIn(from, key)) {
    if (!name.endsWith('.history') && name < manifest.firstSegment) continue
    const to = join(replay, name)
    await unpack(join(from, 'wal', `${name}${endingOf(key)}`), to, { key, name: `wal/${name}` })
    give(to, home.account)
  }
}

/** Starts the server for as long as it replays, and gives it passwords of its own: those of before are in no backup. */
async function recover(home: Home, at: Date | undefined): Promise<Omit<Restored, 'base' | 'bytes'>> {
  const trusted = join(home.folder, 'restoring-hba.conf')
  await writeFile(trusted, 'local all all trust\n', { mode: 0o600 })
  give(trusted, home.account)
  const server = await startPostmaster(home, await findBinaries(home), {
    ...SETTINGS,
    hba_file: trusted,
    restore_command: `cp '${join(home.folder, 'to-replay')}/%f' '%p'`,
    recovery_target_action: 'promote',
    // Nobody is let in before all is replayed.
    hot_standby: 'off',
    ...(at && { recovery_target_time: at.toISOString().replace('T', ' ').replace('Z', '+00') }),
  })
  try {
    return { lastCommit: await settled(home), isReached: true }
  } finally {
    await server.stop()
    await rm(trusted, { force: true })
  }
}

async function settled(home: Home): Promise<Date | undefined> {
  const client = new pg.Client({ host: home.sockets, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    for (const [role, password] of Object.entries(makePasswords(home)))
      await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
    const { rows } = await client.query('select pg_last_xact_replay_timestamp() as at')
    return (rows[0].at as Date | null) ?? undefined
  } finally {
    await client.end()
  }
}

async function makeFolder(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  give(folder, account)
}

function give(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid)
}
