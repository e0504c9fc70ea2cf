import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import pg from 'pg'
import { run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { readBefore, readSettled, unsealed } from '../sealed-log/store.ts'
import { behind, hearNext, STRETCH } from './subscription.ts'

const EVENTS = 300_000
// No statement may take longer than five seconds, on any machine.
const PART = 50_000
const world = await testWorld()
const app = { ...world, db: world.appDb }
const ours = new pg.Client({ connectionString: world.db.pool.options.connectionString! }).database

/** What is asked of this test's own database meanwhile. */
async function askedBy(act: () => Promise<unknown>): Promise<string[]> {
  const asked = new Set<string>()
  const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown
  const recorder = mock.method(pg.Client.prototype, 'query', function (this: pg.Client, ...given: unknown[]) {
    if (this.database === ours) asked.add((given[0] as { text?: string }).text ?? '')
    return query.apply(this, given)
  })
  await act().finally(() => recorder.mock.restore())
  return [...asked]
}

/** How PostgreSQL means to do what was asked, for values it does not know. */
async function planOf(text: string): Promise<string> {
  const values = Array.from(new Set(text.match(/\$\d+/g)), () => 'null')
  const client = await app.db.pool.connect()
  // A program's connections plan for any value, whatever is given: `explain (generic_plan)` needs PostgreSQL 16.
  await client.query(`prepare asked as ${text}`)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute asked${values.length > 0 ? `(${values})` : ''}`)
  await client.query('deallocate asked')
  client.release()
  return rows.map(row => row['QUERY PLAN']).join('\n')
}

test('while the log is young, what comes next in it is read in its order already: what is waited for is never sorted for every stretch', async () => {
  const asked = await askedBy(async () => {
    assert.equal(await hearNext(world, { consumer: 'test.early', kinds: ['test.rare'], hear: async () => {} }), 0)
  })
  const [reading] = asked.filter(text => /from platform\.event\b/.test(text))
  const plan = await planOf(reading!)
  assert.equal(plan.match(/Index Scan.* event_pkey on event/g)?.length, 2, plan)
  assert.doesNotMatch(plan, /Bitmap/, plan)
})

test('however long the log is, what comes next in it is found by its index, and nobody reads all of it', async () => {
  for (let written = 0; written < EVENTS; written += PART)
    await run(
      world,
      sql`insert into platform.event (at, kind, about, person_id, by, facts)
          select now(), 'test.happened', gen_random_uuid(), gen_random_uuid(), 'system', '{"service": "a", "agency": "b"}'
          from generate_series(1, ${PART}::int)`,
    )
  await run(world, sql`analyze platform.event`)
  const asked = await askedBy(async () => {
    const subscription = { consumer: 'test.rare', kinds: ['test.rare'], hear: async () => {} }
    assert.equal(await hearNext(world, subscription), STRETCH)
    assert.equal(await behind(world, subscription), 0)
    assert.equal((await unsealed(app)).count, 0, 'nobody may count them')
    const settled = await transaction(world, tx => readSettled(tx))
    const { txText, seq } = settled.at(-1)!
    await readBefore(world, { lastTxId: txText, lastSeq: seq }, 10)
  })
  const reading = asked.filter(text => /from platform\.event\b/.test(text))
  assert.equal(reading.length, 5)
  for (const text of reading) {
    const plan = await planOf(text)
    assert.doesNotMatch(plan, /Seq Scan on event|Gather/, `${text}\n${plan}`)
    assert.match(plan, /Index Scan.* event_pkey on event/, text)
  }
})
