import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fromReplica, keysFrom, one, openDatabase, openLog, openReplica, sql, type World } from '#platform'
import { newFolder } from '../../dev/visitor/new-folder.ts'
import { openPair } from '../../src/platform/postgres/testing/pair.ts'

const BEHIND_MS = 1_000
const folder = await newFolder('portico-replica-')
const pair = await openPair(folder, { isSynchronous: false })
const db = openDatabase(pair.urlOf('portico', [pair.primary]), { size: 2 })
const replica = openReplica(db, pair.urlOf('portico', [pair.standby]), { behindMs: BEHIND_MS, everyMs: 50 })
after(async () => {
  await replica.close()
  await db.close()
  await pair.stop()
  await rm(folder, { recursive: true, force: true })
})

const world: World = {
  db,
  replica,
  now: () => new Date(),
  log: openLog('silent'),
  keys: keysFrom('a secret only ever used by tests'),
}
const portAsked = () =>
  fromReplica(world, async reading => (await one<{ port: string }>(reading, sql`select current_setting('port') as port`)).port)

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return
    await pause(50)
  }
  assert.fail(what)
}

test('what may be a moment old is read from a replica that follows', async () => {
  await until('the replica was good', () => replica.isGood())
  assert.equal(await portAsked(), String(pair.standby.port))
})

test('a primary that writes nothing does not make its replica look old', async () => {
  await pause(BEHIND_MS * 1.5)
  assert.equal(replica.isGood(), true)
})

test('a replica that is too far behind is left alone, and asked again when it has caught up', async () => {
  await pair.standby.admin('select pg_wal_replay_pause()')
  await db.pool.query('create table public.written (n int)')
  await until('it was left alone', () => !replica.isGood())
  assert.equal(await portAsked(), String(pair.primary.port))
  await pair.standby.admin('select pg_wal_replay_resume()')
  await until('it was asked again', () => replica.isGood())
  assert.equal(await portAsked(), String(pair.standby.port))
})

test('a replica that is killed fails no reader', async () => {
  pair.standby.signal('SIGKILL')
  assert.equal(await portAsked(), String(pair.primary.port))
  assert.equal(replica.isGood(), false)
  await pair.standby.start()
  await until('it was asked again', () => replica.isGood())
})
