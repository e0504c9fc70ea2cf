import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { claimFolder, type Manifest, nameOfBase, writeManifest } from './folder.ts'
import { type BackupKey, endingOf, type Packed, pack } from './packing.ts'

export interface BaseWish {
  readonly cluster: string
  readonly to: string
  readonly key: BackupKey
}

export interface BaseMade {
  readonly base: string
  readonly manifest: Manifest
}

const AT_ONCE = 4

// What belongs to the running server alone; see "Making a Base Backup Using the Low Level API" in PostgreSQL's manual, 25.3.4.
const EMPTIED = /^(pg_wal|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_replslot)\//
const LEFT_OUT =
  /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_label.*|tablespace_map.*|.*\.signal|t\d+_\d+.*)$/
const SEGMENT = /^[0-9A-F]{24}$/

/** Copies a cluster while it works, with the write-ahead log that makes the copy whole. @param client an administrator's, in which nothing else is done */
export async function makeBase(client: pg.Client, { cluster, to, key }: BaseWish): Promise<BaseMade> {
  const server = await ask(
    client,
    "select system_identifier::text as id, current_setting('server_version_num')::int / 10000 as major from pg_control_system()",
  )
  await claimFolder(to, String(server.id))
  const begunAt = new Date().toISOString()
  // It ends with this session, and until then no segment that the copy needs is thrown away.
  await client.query(`select pg_create_physical_replication_slot('portico_backup_${process.pid}', true, true)`)
  const { first } = await ask(client, "select pg_walfile_name(pg_backup_start('portico', true)) as first")
  const unfinished = join(to, `unfinished-${process.pid}`)
  try {
    await mkdir(unfinished, { mode: 0o700 })
    const { folders, files } = await copied(cluster, unfinished, key)
    const { label, tablespaces, last, at } = await ask(
      client,
      `select labelfile as label, coalesce(spcmapfile, '') as tablespaces, pg_walfile_name(lsn) as last, clock_timestamp() as at from pg_backup_stop(false)`,
    )
    const segments = await segmentsCopied(cluster, unfinished, { first: String(first), last: String(last), key })
    const endedAt = at as Date
    const manifest: Manifest = {
      ...{ begunAt, endedAt: endedAt.toISOString(), major: Number(server.major) },
      ...{ label: String(label), tablespaces: String(tablespaces), firstSegment: String(first), lastSegment: String(last) },
      ...{ folders, files: [...files, ...segments] },
    }
    await writeManifest(unfinished, manifest, key)
    const base = join(to, nameOfBase(endedAt))
    await rename(unfinished, base)
    return { base, manifest }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function ask(client: pg.Client, statement: string): Promise<Record<string, unknown>> {
  return (await client.query(statement)).rows[0]
}

async function copied(cluster: string, into: string, key: BackupKey) {
  const entries = await readdir(cluster, { recursive: true, withFileTypes: true })
  const paths = entries.map(entry => ({
    path: join(entry.parentPath, entry.name).slice(cluster.length + 1),
    isFolder: entry.isDirectory(),
  }))
  const folders = paths.filter(({ path, isFolder }) => isFolder && (path === 'pg_wal/archive_status' || !EMPTIED.test(path)))
  const files = paths.filter(({ path, isFolder }) => !isFolder && !EMPTIED.test(path) && !LEFT_OUT.test(path))
  for (const { path } of folders) await mkdir(join(into, 'files', path), { recursive: true })
  const packed = await packAll(cluster, into, { paths: files.map(({ path }) => path), key })
  return { folders: folders.map(({ path }) => path).sort(), files: packed }
}

async function segmentsCopied(
  cluster: string,
  into: string,
  { first, last, key }: { first: string; last: string; key: BackupKey },
) {
  const names = (await readdir(join(cluster, 'pg_wal'))).filter(name => SEGMENT.test(name) && name >= first && name <= last)
  await mkdir(join(into, 'files/pg_wal'), { recursive: true })
  return packAll(cluster, into, { paths: names.sort().map(name => `pg_wal/${name}`), key })
}

async function packAll(
  cluster: string,
  into: string,
  { paths, key }: { paths: readonly string[]; key: BackupKey },
): Promise<(Packed & { path: string })[]> {
  const packed: (Packed & { path: string })[] = []
  const queue = paths.values()
  const work = async () => {
    for (const path of queue) {
      const from = join(cluster, path)
      // A table may be dropped while the others are copied; the write-ahead log knows.
      if (!(await stat(from).catch(() => undefined))) continue
      packed.push({ path, ...(await pack({ file: from }, join(into, 'files', `${path}${endingOf(key)}`), { key, name: path })) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return packed.sort((a, b) => (a.path < b.path ? -1 : 1))
}
