import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { distributionPlan, openDatabase } from '#platform'
import { addressIn } from '#platform/postgres'
import { nightly } from '../src/app/wiring.ts'
import { BETWEEN } from '../src/platform/database/flight.ts'
import { openParents } from './parents.ts'
import { openTown } from './town.ts'

const TIME_LIMIT_MS = 180_000
const TEST_TAKES_MS = 90_000
const NIGHTLY_TAKES_MS = 30_000
const asked: { readonly text: string; readonly host: string }[] = []
recordStatements()
await pause(nightlyWorkEndsIn(new Date()))
const town = await openTown({ SEED: 'no' })
// The start makes tables and writes upkeep; from here on it is people.
asked.splice(0)
const parents = openParents({ site: town.url, identityProvider: town.outside.openIds[0]!.issuer.href })
after(() => parents.close())

/** Whatever this process sends to PostgreSQL from now on, and to which. */
function recordStatements(): void {
  const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '')
    // Writes of several people that share a flight are one text.
    for (const one of text.split(BETWEEN)) asked.push({ text: one, host: this.host })
    return query.apply(this, given)
  } as pg.Client['query']
}

/** Milliseconds until what is done of a night, which goes over everybody's rows, cannot fall into this test. */
export function nightlyWorkEndsIn(now: Date): number {
  const waits = nightly.map(({ at }) => {
    const ends = Date.parse(`${now.toISOString().slice(0, 10)}T${at}:00Z`) + NIGHTLY_TAKES_MS
    const wait = ends - now.getTime()
    return wait < NIGHTLY_TAKES_MS + TEST_TAKES_MS ? wait : 0
  })
  return Math.max(0, ...waits)
}

/** Whether a statement says whose rows it means: by a value, by rows that say it, or by writing it. */
export function namesThePerson(text: string, table: string): boolean {
  if (/\bperson_id\s*(?:=|in\b|,\s*\w+\)\s*(?:=|in\b))/i.test(text)) return true
  return new RegExp(`insert into ${table.replace('.', '\\.')}(?: as \\w+)?\\s*\\([^)]*\\bperson_id\\b`, 'i').test(text)
}

test('from sign-in to decision every statement on what is spread by person names the person', {
  timeout: TIME_LIMIT_MS,
}, async t => {
  const [parent] = await parents.ready(1)
  assert.ok(await parent!.send())
  // The rules look at what was sent a moment later.
  await pause(3_000)
  const owner = openDatabase(await addressIn(town.dataDir, 'owner'), { size: 1 })
  const { places } = await distributionPlan(owner)
  await owner.close()
  const spread = [...places].filter(([, place]) => place === 'by person').map(([table]) => table)
  // Other tests of this process ask servers of their own.
  const ours = new Set(asked.filter(({ host }) => host.startsWith(town.dataDir)).map(({ text }) => text))
  const hot = [...ours].flatMap(text =>
    spread.filter(table => new RegExp(`\\b${table.replace('.', '\\.')}\\b`).test(text)).map(table => ({ text, table })),
  )
  t.diagnostic(`${new Set(hot.map(({ text }) => text)).size} statements on ${new Set(hot.map(({ table }) => table)).size} tables`)
  assert.ok(new Set(hot.map(({ text }) => text)).size > 15, 'the journey was walked')
  assert.deepEqual(
    hot.filter(({ text, table }) => !namesThePerson(text, table)).map(({ text, table }) => `${table}: ${text}`),
    [],
  )
})

test('a statement that forgets the person is noticed', () => {
  assert.equal(namesThePerson('select 1 from journeys.draft where id = $1', 'journeys.draft'), false)
  assert.equal(namesThePerson('select 1 from journeys.draft where person_id = $1 and id = $2', 'journeys.draft'), true)
  assert.equal(namesThePerson('insert into journeys.draft (id) values ($1)', 'journeys.draft'), false)
  assert.equal(namesThePerson('insert into journeys.draft (person_id, id) values ($1, $2)', 'journeys.draft'), true)
})

test('it is not walked while the night’s work is done', () => {
  const wait = (time: string) => nightlyWorkEndsIn(new Date(`2026-11-23T${time}Z`)) / 1000
  assert.deepEqual(['00:08:29', '00:08:31', '00:10:00', '00:10:31', '02:14:00', '12:00:00'].map(wait), [0, 119, 30, 0, 90, 0])
})
