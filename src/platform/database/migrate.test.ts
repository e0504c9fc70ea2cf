import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testWorld } from '#platform/testing'
import { openDatabase } from './connection.ts'
import { migrate } from './migrate.ts'
import { rows } from './query.ts'
import { sql } from './sql.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../migrations')
const world = await testWorld()
const { db } = world
const url = db.pool.options.connectionString!

async function folder(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'migrations-'))
  after(() => rm(path, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return path
}

test('the product’s own migrations are applied, each once', async () => {
  assert.deepEqual(await migrate(db, MIGRATIONS), [])
})

test('new migrations are applied in order', async () => {
  const files = { '9001-one.sql': 'create table public.one (n int)', '9002-two.sql': 'alter table public.one add m int' }
  const path = await folder({ ...files, 'README.md': 'not a migration' })
  assert.deepEqual(await migrate(db, path), ['9001-one.sql', '9002-two.sql'])
  assert.deepEqual(await migrate(db, path), [])
})

test('a migration that was changed after it had been applied is refused', async () => {
  const path = await folder({ '9003-kept.sql': 'create table public.kept (n int)' })
  await migrate(db, path)
  await writeFile(join(path, '9003-kept.sql'), 'create table public.kept (n bigint)')
  await assert.rejects(migrate(db, path), /9003-kept\.sql was changed after it had been applied; write a new migration/)
})

test('a migration that fails leaves nothing, keeps those before it and stops those after', async () => {
  const path = await folder({
    '9010-good.sql': 'create table public.good (n int)',
    '9011-bad.sql': 'create table public.half (n int); select 1 / 0; create table public.rest (n int)',
    '9012-after.sql': 'create table public.after_it (n int)',
  })
  await assert.rejects(migrate(db, path), /9011-bad\.sql failed/)
  const tables = await rows<{ name: string }>(
    world,
    sql`select tablename as name from pg_tables where tablename in ('good', 'half', 'rest', 'after_it')`,
  )
  assert.deepEqual(tables, [{ name: 'good' }])
  await writeFile(join(path, '9011-bad.sql'), 'create table public.half (n int)')
  assert.deepEqual(await migrate(db, path), ['9011-bad.sql', '9012-after.sql'])
})

test('a migration and the note that it was applied stand or fall together', async () => {
  const path = await folder({ '9015-grim.sql': 'create table public.grim (n int); drop table public.portico_migration' })
  await assert.rejects(migrate(db, path), /9015-grim\.sql failed/)
  assert.deepEqual(await rows(world, sql`select 1 from pg_tables where tablename = 'grim'`), [])
  assert.deepEqual(await migrate(db, MIGRATIONS), [])
})

test('a file that would never be applied is refused', async () => {
  await assert.rejects(migrate(db, await folder({ '12-short.sql': 'select 1' })), /12-short\.sql would never be applied/)
})

test('two programs starting at once apply each migration once, and the second waits as long as it takes', async () => {
  const hasty = { connect: 2_000, statement: 100, lock: 100, idleInTransaction: 100 }
  const [one, two] = [openDatabase(url, { waits: hasty }), openDatabase(url, { waits: hasty })]
  const path = await folder({ '9020-slow.sql': 'select pg_sleep(1.3); create table public.slow (n int)' })
  const applied = await Promise.all([migrate(one, path), migrate(two, path)])
  await Promise.all([one.close(), two.close()])
  assert.deepEqual(applied.flat(), ['9020-slow.sql'])
})
