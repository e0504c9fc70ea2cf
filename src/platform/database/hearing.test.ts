import assert from 'node:assert/strict'
import { after, mock, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { newId } from '../ids.ts'
import { testWorld } from '../testing/index.ts'
import { type Hearing, openHearing } from './hearing.ts'
import { watchDatabase } from './watch.ts'

const world = await testWorld()
const watch = watchDatabase(world.appDb, { log: world.log })
after(() => watch.stop())
const hearing = watch.hearing!

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries++) await pause(25)
  assert.ok(holds(), 'within five seconds')
}

const isHeard = (by: Hearing = hearing) => by.stillStands(newId(), performance.now())
const tell = (payload: string) => world.db.query({ name: '', text: `select pg_notify('portico_changed', $1)`, values: [payload] })

test('what was asked of a person stands until the database tells of a change to them, and of nobody else', async () => {
  await until(isHeard)
  const [asked, one, other] = [performance.now(), newId(), newId()]
  assert.equal(hearing.stillStands(one, asked), true)
  await tell(one)
  await until(() => !hearing.stillStands(one, asked))
  assert.equal(hearing.stillStands(other, asked), true)
  assert.equal(hearing.stillStands(one, performance.now()), true, 'what is asked after the change stands again')
})

test('what this process changes itself does not wait to be heard', async () => {
  await until(isHeard)
  const [asked, person] = [performance.now(), newId()]
  hearing.changed(person)
  assert.equal(hearing.stillStands(person, asked), false)
})

test('after the connection was lost nothing asked before stands, as anything may have been told in between', async () => {
  await until(isHeard)
  const [asked, person] = [performance.now(), newId()]
  const killed = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'portico watch' and datname = current_database()`
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  await admin.query(killed)
  await admin.end()
  await until(() => !hearing.stillStands(person, asked))
  await until(isHeard)
  assert.equal(hearing.stillStands(person, asked), false)
})

test('whoever has not heard of the database for two seconds vouches for nothing, and for nothing older than a minute', async () => {
  let now = 100_000
  const clock = mock.method(performance, 'now', () => now)
  const ear = openHearing()
  const person = newId()
  assert.equal(ear.stillStands(person, now), false, 'nobody listens yet')
  await ear.listenOn({ on: () => {}, query: async () => {} } as never)
  now += 1
  const asked = now
  ear.answered(now)
  assert.equal(ear.stillStands(person, asked), true)
  now += 1_999
  assert.equal(ear.stillStands(person, asked), true)
  now += 1
  assert.equal(ear.stillStands(person, asked), false)
  ear.answered(now)
  assert.equal(ear.stillStands(person, asked), true)
  now = asked + 60_000
  ear.answered(now)
  assert.equal(ear.stillStands(person, asked), false)
  clock.mock.restore()
})

test('through a pooler, which passes nothing on, nothing is vouched for', async () => {
  const pooled = watchDatabase(world.appDb, { log: world.log, isPooled: true })
  assert.equal(pooled.hearing, undefined)
  await pooled.stop()
})
