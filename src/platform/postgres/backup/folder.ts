import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BackupFault } from './backup-fault.ts'
import { type BackupKey, endingOf, type Packed, pack, unpack } from './packing.ts'

/** All that a base backup says of itself. */
export interface Manifest {
  /** Instants, ISO 8601: it can be restored to any from the second on. */
  readonly begunAt: string
  readonly endedAt: string
  readonly major: number
  /** What PostgreSQL's own recovery begins with. */
  readonly label: string
  readonly tablespaces: string
  /** The first and the last write-ahead segment without which it is nothing; both are in it. */
  readonly firstSegment: string
  readonly lastSegment: string
  readonly folders: readonly string[]
  readonly files: readonly (Packed & { readonly path: string })[]
}

const MANIFEST = 'manifest.json'

/** The folder for one database's backups: `base-…` for each backup, `wal` for what was written since. @throws BackupFault when it is another database's */
export async function claimFolder(folder: string, systemId: string): Promise<void> {
  const file = join(folder, 'database')
  await mkdir(join(folder, 'wal'), { recursive: true, mode: 0o700 })
  const held = await readFile(file, 'utf8').catch(() => undefined)
  if (held === undefined) await writeFile(file, systemId, { flush: true })
  else if (held.trim() !== systemId)
    throw new BackupFault(`${folder} holds the backups of another database (${held.trim()}); choose another folder.`)
}

/** Base backups in a folder, oldest first, by name. */
export async function basesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter(name => /^base-\d{8}T\d{6}Z$/.test(name)).sort()
}

/** The name of a backup that ended then. */
export function nameOfBase(endedAt: Date): string {
  return `base-${endedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

export async function writeManifest(base: string, manifest: Manifest, key: BackupKey): Promise<void> {
  await pack({ text: JSON.stringify(manifest) }, join(base, `${MANIFEST}${endingOf(key)}`), { key, name: MANIFEST })
}

export async function readManifest(base: string, key: BackupKey): Promise<Manifest> {
  const file = join(base, `${MANIFEST}${endingOf(key)}`)
  if (!existsSync(file))
    throw new BackupFault(
      key
        ? `${base} is not sealed: leave --key out.`
        : `${base} is sealed or not whole: say with --key which file holds its key.`,
    )
  const plain = join(tmpdir(), `portico-manifest-${process.pid}`)
  try {
    await unpack(file, plain, { key, name: MANIFEST })
    return JSON.parse(await readFile(plain, 'utf8')) as Manifest
  } finally {
    await rm(plain, { force: true })
  }
}

/** Write-ahead segments and timelines that were archived, without the endings of their names, in order. */
export async function archivedIn(folder: string, key: BackupKey): Promise<string[]> {
  const ending = endingOf(key)
  const names = await readdir(join(folder, 'wal')).catch(() => [])
  return names
    .filter(name => name.endsWith(ending) && (key !== undefined || !name.endsWith('.sealed')))
    .map(name => name.slice(0, -ending.length))
    .sort()
}
