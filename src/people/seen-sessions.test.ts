import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, newId, type Visit, watchDatabase } from '#platform'
import { testWorld } from '#platform/testing'
import { appointOfficer } from './appoint-officer.ts'
import { changeLanguage } from './change-language.ts'
import { endSession } from './end-session.ts'
import { anyone } from './gates.ts'
import type { Visitor } from './person.ts'
import { keepInMind, recallSession } from './seen-sessions.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { introduced } from './testing/pretend-provider.ts'
import { visitWith } from './testing/visit.ts'

const START = '2026-11-21T09:00:00Z'
/** As another process of the same program has it, which tells this one nothing but through the database. */
const elsewhere = await testWorld()
const watch = watchDatabase(elsewhere.appDb, { log: elsewhere.log })
after(() => watch.stop())
const hearing = watch.hearing!
let asked = 0
const counting = (db: Connection): Connection => ({
  ...db,
  query: statement => {
    asked += 1
    return db.query(statement)
  },
  as: actor => counting(db.as(actor)),
})
const here = { ...elsewhere, db: counting(elsewhere.db), hearing }

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await pause(25)
  }
  assert.fail(`${what} within five seconds`)
}

await until('it hears', () => hearing.stillStands(newId(), performance.now()))

let attempts = 0
async function enter(subject: string) {
  const signedIn = introduced(subject, { level: 'substantial' })
  const entered = await signIn(here, { signedIn, attempt: `${++attempts}`, before: 'none', language: 'en' })
  // Signing in may change what is known of a person: that has been heard before anything is counted.
  await until('what signing in changed was heard', async () => (await asking(entered.secret)) === 0)
  return entered
}

const see = async (secret: string) => (await anyone.admit(here, visitWith(secret) as Visit)) as Visitor
async function asking(secret: string): Promise<number> {
  const before = asked
  await see(secret)
  return asked - before
}

test('page after page, the database is asked once who somebody is, and it is the same person', async () => {
  const [bo, farid] = [await enter('bo'), await enter('farid')]
  assert.equal(await asking(bo.secret), 0)
  assert.equal((await see(bo.secret)).person?.id, bo.person)
  assert.equal((await see(farid.secret)).person?.id, farid.person)
  assert.deepEqual(await see('somebody else’s guess'), {})
})

test('who signed out here is nobody on the very next page', async () => {
  const { secret } = await enter('ines')
  await signOut(here, secret)
  assert.deepEqual(await see(secret), {})
})

test('a session that another process ends, or somebody at the database by hand, is over here as soon as that is heard', async () => {
  const { secret, person } = await enter('marta')
  const { session } = (await see(secret)).person!
  await endSession(elsewhere, person, session)
  await until('it was over', async () => (await see(secret)).person === undefined)

  const other = await enter('nils')
  const text = 'update people.session set ended_at = now(), id_token_sealed = null where person_id = $1'
  await elsewhere.db.query({ name: '', text, values: [other.person] })
  await until('it was over', async () => (await see(other.secret)).person === undefined)
})

test('another language and an office are known at once here, and as soon as they are heard elsewhere', async () => {
  const { secret, person } = await enter('elise')
  await changeLanguage(here, person, 'fr')
  assert.equal((await see(secret)).person?.language, 'fr')
  await changeLanguage(elsewhere, person, 'ar')
  await until('it was heard', async () => (await see(secret)).person?.language === 'ar')
  await appointOfficer(here, { person, agency: 'municipality', role: 'officer', by: 'system' })
  assert.equal((await see(secret)).officer?.agency, 'municipality')
})

test('who is at work is asked for on every page, and whom they act for', async () => {
  const { secret, person } = await enter('amara')
  await appointOfficer(here, { person, agency: 'municipality', role: 'officer', by: 'system' })
  // By now it has been heard, and what was asked since would stand.
  await pause(500)
  await see(secret)
  assert.equal(await asking(secret), 2)
})

test('a session in which somebody acts for another is asked for on every page', async () => {
  const { secret } = await enter('grace')
  const found = recallSession(here, secret)!
  keepInMind(here, 'alone', { found, askedAt: performance.now() })
  keepInMind(here, 'for another', { found: { ...found, actingFor: newId() }, askedAt: performance.now() })
  assert.ok(recallSession(here, 'alone'))
  assert.equal(recallSession(here, 'for another'), undefined)
})

test('after a minute it is asked again, and written down that they were seen; a session that is at its end is over', async () => {
  elsewhere.setNow(START)
  const { secret } = await enter('dalia')
  elsewhere.setNow('2026-11-21T09:01:00Z')
  assert.equal(await asking(secret), 2)
  assert.equal(await asking(secret), 0)
  for (let minute = 25; minute < 12 * 60; minute += 25) {
    elsewhere.setNow(new Date(Date.parse(START) + minute * 60_000).toISOString())
    await see(secret)
  }
  elsewhere.setNow('2026-11-21T20:59:59Z')
  await see(secret)
  assert.equal(await asking(secret), 0)
  elsewhere.setNow('2026-11-21T21:00:00Z')
  assert.deepEqual(await see(secret), {})
  elsewhere.setNow(START)
})

test('where nothing is heard every page asks', async () => {
  const { secret } = await enter('kofi')
  const deaf = { ...here, hearing: { ...hearing, stillStands: () => false } }
  const before = asked
  for (const _ of [1, 2]) await anyone.admit(deaf, visitWith(secret) as Visit)
  assert.equal(asked - before, 2)
})
