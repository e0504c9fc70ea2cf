import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Connection, GoFirst, Refusal, type Visit } from '#platform'
import { testWorld } from '#platform/testing'
import type { AssuranceLevel } from './adapters/sign-in.ts'
import { appointOfficer } from './appoint-officer.ts'
import { dismissOfficer } from './dismiss-officer.ts'
import { endSession } from './end-session.ts'
import { anyone, citizen, citizenAt, officer, officerOf, privacyOfficer } from './gates.ts'
import type { Visitor } from './person.ts'
import { staffOf } from './readers.ts'
import { signIn } from './sign-in.ts'
import { introduced } from './testing/pretend-provider.ts'
import { visitWith } from './testing/visit.ts'

const START = '2026-11-21T09:00:00Z'
const world = await testWorld()
let attempts = 0
const enter = (subject: string, level: AssuranceLevel = 'substantial') =>
  signIn(world, { signedIn: introduced(subject, { level }), attempt: `${++attempts}`, before: 'none', language: 'en' })
const visitor = async (secret: string) => (await anyone.admit(world, visitWith(secret))) as Visitor

function counted() {
  const asked: string[] = []
  const note: Connection['query'] = statement => {
    asked.push(statement.text)
    return world.db.query(statement)
  }
  const db: Connection = { kind: 'pool', query: note, write: note, as: () => db }
  return { asked, world: { ...world, db } }
}

async function sentTo(gate: { admit(w: typeof world, visit: Visit): Promise<unknown> }, visit: Visit): Promise<string> {
  const first = await gate.admit(world, visit)
  assert.ok(first instanceof GoFirst && first.reply.kind === 'redirect')
  return first.reply.to
}

const isNotThere = (error: unknown) => error instanceof Refusal && error.status === 404

test('whoever is not signed in is sent to sign in, and comes back to where they were', async () => {
  assert.equal(await sentTo(citizen, visitWith(undefined, '/journeys/1?page=2')), '/sign-in?then=%2Fjourneys%2F1%3Fpage%3D2')
  assert.equal(await sentTo(officer, visitWith('unknown', '/cases')), '/sign-in?then=%2Fcases')
  assert.equal(
    await sentTo(citizen, { ...visitWith(undefined, '/cases/1/decision'), method: 'POST' }),
    '/sign-in?then=%2Faccount',
  )
})

test('a page that must be surer of a person sends them to sign in again, more surely', async () => {
  const low = await enter('kofi', 'low')
  assert.equal(await sentTo(citizenAt('substantial'), visitWith(low.secret, '/a')), '/sign-in?then=%2Fa&level=substantial')
  const high = await enter('kofi', 'high')
  assert.ok(!((await citizenAt('substantial').admit(world, visitWith(high.secret))) instanceof GoFirst))
})

test('a page asks the database once who is there, and a browser that was never here costs nothing', async () => {
  const { secret } = await enter('bo')
  const { asked, world: watched } = counted()
  await citizen.admit(watched, visitWith(secret))
  assert.equal(asked.length, 1)
  await anyone.admit(watched, visitWith(undefined))
  assert.equal(asked.length, 1)
})

test('being seen is written down once a minute at most', async () => {
  world.setNow(START)
  const { secret } = await enter('elise')
  const { asked, world: watched } = counted()
  world.setNow('2026-11-21T09:01:30Z')
  await citizen.admit(watched, visitWith(secret))
  await citizen.admit(watched, visitWith(secret))
  assert.deepEqual(
    asked.map(text => text.trim().slice(0, 6)),
    ['select', 'update', 'select'],
  )
  world.setNow(START)
})

test('a busy person stays signed in past half an hour, and no longer than twelve hours', async () => {
  world.setNow(START)
  const { secret, person } = await enter('dalia')
  for (let minute = 25; minute < 12 * 60; minute += 25) {
    world.setNow(new Date(Date.parse(START) + minute * 60_000).toISOString())
    assert.equal((await visitor(secret)).person?.id, person, `minute ${minute}`)
  }
  world.setNow('2026-11-21T21:00:00Z')
  assert.equal((await visitor(secret)).person, undefined)
  world.setNow(START)
})

test('an officer who leaves the desk for a quarter of an hour is signed out', async () => {
  const { secret, person } = await enter('amara')
  await appointOfficer(world, { person, agency: 'municipality', role: 'officer', by: 'system' })
  world.setNow('2026-11-21T09:14:00Z')
  assert.equal((await visitor(secret)).officer?.agency, 'municipality')
  world.setNow('2026-11-21T09:29:30Z')
  assert.deepEqual(await visitor(secret), {})
  world.setNow(START)
})

test('a session that is ended is over on the very next page', async () => {
  const { secret, person } = await enter('ines')
  const { session } = (await visitor(secret)).person!
  await endSession(world, person, session)
  assert.deepEqual(await visitor(secret), {})
})

test('nobody can end a session of somebody else', async () => {
  const [mine, theirs] = [await enter('bo'), await enter('farid')]
  const { session } = (await visitor(theirs.secret)).person!
  await endSession(world, mine.person, session)
  assert.equal((await visitor(theirs.secret)).person?.id, theirs.person)
})

test('an officer sees the pages of their agency, and a dismissed one sees them no more at once', async () => {
  const { secret, person } = await enter('chidi')
  const officerId = await appointOfficer(world, { person, agency: 'municipality', role: 'officer', by: 'system' })
  const expected = {
    id: officerId,
    personId: person,
    agency: 'municipality',
    role: 'officer',
    name: 'chidi Lindgren',
    actsFor: [],
  }
  assert.deepEqual(await officer.admit(world, visitWith(secret)), expected)
  assert.deepEqual(await officerOf('municipality', 'officer').admit(world, visitWith(secret)), expected)
  await assert.rejects(officerOf('tax-office').admit(world, visitWith(secret)), isNotThere)
  await assert.rejects(officerOf('municipality', 'service-owner').admit(world, visitWith(secret)), isNotThere)
  await dismissOfficer(world, { person, by: 'system' })
  await assert.rejects(officer.admit(world, visitWith(secret)), isNotThere)
})

test('another role or another agency counts from the very next page on, and what the one before opened is shut', async () => {
  const { secret, person } = await enter('moves')
  await appointOfficer(world, { person, agency: 'municipality', role: 'privacy-officer', by: 'system' })
  await privacyOfficer.admit(world, visitWith(secret))
  await appointOfficer(world, { person, agency: 'municipality', role: 'officer', by: 'system' })
  await assert.rejects(privacyOfficer.admit(world, visitWith(secret)), isNotThere)
  await appointOfficer(world, { person, agency: 'tax-office', role: 'officer', by: 'system' })
  await assert.rejects(officerOf('municipality').admit(world, visitWith(secret)), isNotThere)
})

test('an appointment with an end ends by itself, at that moment, for its pages and among colleagues', async () => {
  const { secret, person } = await enter('summer')
  const endsAt = new Date(world.now().getTime() + 5 * 60_000)
  const id = await appointOfficer(world, { person, agency: 'education', role: 'officer', by: 'system', endsAt })
  assert.ok(await officer.admit(world, visitWith(secret)))
  assert.deepEqual(
    (await staffOf(world, 'education')).map(one => one.id),
    [id],
  )
  world.setNow(endsAt.toISOString())
  await assert.rejects(officer.admit(world, visitWith(secret)), isNotThere)
  assert.deepEqual(await staffOf(world, 'education'), [])
  await appointOfficer(world, { person, agency: 'education', role: 'officer', by: 'system' })
  assert.ok(await officer.admit(world, visitWith(secret)))
})

test('to a citizen the pages of officers are not there', async () => {
  const { secret } = await enter('bo')
  await assert.rejects(officer.admit(world, visitWith(secret)), isNotThere)
})
