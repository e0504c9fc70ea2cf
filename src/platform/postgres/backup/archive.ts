import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Home } from '../home.ts'
import { claimFolder } from './folder.ts'
import { type BackupKey, endingOf, pack, readBackupKey } from './packing.ts'

/** Where the write-ahead log goes as it is written. */
export interface ArchiveWish {
  readonly folder: string
  readonly keyFile: string | undefined
}

/** What a server needs to be told so that it hands over each segment that is full, or half a minute old, whole and on the disk. */
export function archiving(home: Home): Record<string, string> {
  const spool = spoolOf(home)
  mkdirSync(spool, { recursive: true, mode: 0o700 })
  if (home.account) chownSync(spool, home.account.uid, home.account.gid)
  return {
    archive_mode: 'on',
    archive_library: 'basic_archive',
    'basic_archive.archive_directory': spool,
    archive_timeout: '30s',
  }
}

export interface Shipping {
  /** Brings over what is there and ends. */
  stop(): Promise<void>
}

const EVERY_MS = 500

/** Brings what the server hands over into the folder of backups, sealed where a key is given; what cannot be brought stays and is tried again. */
export async function keepShipping(
  home: Home,
  { folder, keyFile }: ArchiveWish,
  { systemId, say }: { systemId: string; say(words: string): void },
): Promise<Shipping> {
  const key = keyFile ? await readBackupKey(keyFile) : undefined
  await claimFolder(folder, systemId)
  let isStopping = false
  let told = ''
  const attempt = () =>
    ship(spoolOf(home), folder, key).catch(({ message }: Error) => {
      if (message !== told) say(`The backup does not go on: ${message}`)
      told = message
    })
  const working = (async () => {
    while (!isStopping) {
      await attempt()
      await pause(EVERY_MS)
    }
    await attempt()
  })()
  return {
    async stop() {
      isStopping = true
      await working
    },
  }
}

async function ship(spool: string, folder: string, key: BackupKey): Promise<void> {
  const names = (await readdir(spool)).filter(name => /^[0-9A-F]{8}([0-9A-F]{16}(\.[0-9A-F]{8}\.backup)?|\.history)$/.test(name))
  for (const name of names.sort()) {
    const to = join(folder, 'wal', `${name}${endingOf(key)}`)
    // Killed between packing and removing: what is there was whole before it had its name.
    if (!existsSync(to)) await pack({ file: join(spool, name) }, to, { key, name: `wal/${name}` })
    await rm(join(spool, name))
  }
}

function spoolOf(home: Home): string {
  return join(home.folder, 'archive')
}
