import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '../start-postgres.ts'
import { backUp } from './back-up.ts'
import { type BackupKey, readBackupKey } from './packing.ts'
import { restore } from './restore.ts'

const root = mkdtempSync(join(tmpdir(), 'portico-backup-'))
await chmod(root, 0o755)
after(() => rmSync(root, { recursive: true, force: true }))
const [dataDir, folder, keyFile] = [join(root, 'data'), join(root, 'backups'), join(root, 'key')]
writeFileSync(keyFile, 'a key that only this test has, and long enough')
const key = await readBackupKey(keyFile)

/** Three things are kept: before the backup, after it, and after the instant that is named. */
async function aBackedUpDatabase(): Promise<Date> {
  const postgres = await startPostgres({ dataDir, archive: { folder, keyFile }, say: words => assert.fail(words) })
  await ask(postgres.ownerUrl, 'create table kept (what text)')
  await keep(postgres.ownerUrl, 'before the backup')
  await backUp(dataDir, { to: folder, key })
  await keep(postgres.ownerUrl, 'after the backup')
  await pause(20)
  const at = new Date()
  await pause(20)
  await keep(postgres.ownerUrl, 'after the instant')
  await postgres.stop()
  return at
}

let made: Promise<Date> | undefined

/** Made once, and not while other tests are still being read. */
function backedUp(): Promise<Date> {
  made ??= aBackedUpDatabase()
  return made
}

async function restored(name: string, wish: { at?: Date; key?: BackupKey } = {}) {
  await backedUp()
  const into = join(root, name)
  const said = await restore({ from: folder, into, at: wish.at, key: 'key' in wish ? wish.key : key, say: () => {} })
  const postgres = await startPostgres({ dataDir: into, say: () => {} })
  const kept = (await ask(postgres.ownerUrl, 'select what from kept order by what')).map(({ what }) => what)
  await postgres.stop()
  return { ...said, kept }
}

test('a database is put back as it was at an instant: all of before, nothing of after', async () => {
  const at = await backedUp()
  const { kept, isReached, lastCommit } = await restored('at', { at })
  assert.deepEqual(kept, ['after the backup', 'before the backup'])
  assert.ok(isReached && lastCommit && lastCommit <= at)
})

test('without an instant all there is comes back, to the last act before it was stopped', async () => {
  assert.deepEqual((await restored('all')).kept, ['after the backup', 'after the instant', 'before the backup'])
})

test('where the backup ends before the instant, all there is comes back, and that is said', async () => {
  const { kept, isReached } = await restored('late', { at: new Date(Date.now() + 3_600_000) })
  assert.deepEqual([kept.length, isReached], [3, false])
})

test('nothing in a sealed backup can be read, and no password is in any', async () => {
  await backedUp()
  const { postgres, portico } = passwordsIn(dataDir)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
  assert.ok(files.length > 1_000)
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name))
    assert.ok(!['before the backup', postgres, portico].some(known => bytes.includes(known)), file.name)
  }
  assert.notEqual(passwordsIn(join(root, 'at')).postgres, postgres, 'what is restored has passwords of its own')
})

test('a backup is refused with another key, without its key, and before its own time', async () => {
  writeFileSync(join(root, 'other-key'), 'another key altogether, and long enough too')
  const other = await readBackupKey(join(root, 'other-key'))
  await assert.rejects(restored('other', { key: other }), /damaged, or sealed under another key/)
  await assert.rejects(restored('none', { key: undefined }), /say with --key which file holds its key/)
  await assert.rejects(restored('early', { at: new Date(0) }), /The oldest backup in .* was made after 1970/)
  assert.ok(!existsSync(join(root, 'early')))
})

test('a backup of which one file was damaged, or put in the place of another, is refused', async () => {
  await backedUp()
  const base = join(folder, readdirSync(folder).find(name => name.startsWith('base-'))!, 'files')
  const [one, two] = ['PG_VERSION.zst.sealed', 'global/pg_control.zst.sealed'].map(name => join(base, name))
  const [whole, control] = [readFileSync(one!), readFileSync(two!)]
  const changed = Buffer.from(whole)
  changed[20]! ^= 1
  writeFileSync(one!, changed)
  await assert.rejects(restored('damaged'), /PG_VERSION\.zst\.sealed cannot be read/)
  writeFileSync(one!, control)
  await assert.rejects(restored('swapped'), /PG_VERSION\.zst\.sealed cannot be read/)
  writeFileSync(one!, whole)
})

test('a folder with the backups of one database takes none of another, and a database that is there is not written over', async () => {
  await backedUp()
  const other = join(root, 'other-data')
  await assert.rejects(
    startPostgres({ dataDir: other, archive: { folder, keyFile }, say: () => {} }),
    /holds the backups of another database/,
  )
  await assert.rejects(
    restore({ from: folder, into: dataDir, at: undefined, key, say: () => {} }),
    /There is a database in .* already/,
  )
})

function passwordsIn(folder: string): { postgres: string; portico: string } {
  return JSON.parse(readFileSync(join(folder, 'postgres/passwords.json'), 'utf8'))
}

async function keep(url: string, what: string): Promise<void> {
  await ask(url, `insert into kept values ('${what}')`)
}

async function ask(url: string, statement: string): Promise<{ what: string }[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
