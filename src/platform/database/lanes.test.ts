import assert from 'node:assert/strict'
import { test } from 'node:test'
import { one, run, sql } from '#platform'
import { testWorld } from '#platform/testing'

const world = await testWorld()
const backend = () => one<{ pid: number }>(world, sql`select pg_backend_pid() as pid`)

test('many statements asked for at once go over a few connections, and each gets its own answer', async () => {
  const asked = Array.from({ length: 200 }, (_, n) =>
    one<{ n: number; pid: number }>(world, sql`select ${n}::int as n, pg_backend_pid() as pid`),
  )
  const answers = await Promise.all(asked)
  assert.deepEqual(
    answers.map(({ n }) => n),
    [...asked.keys()],
  )
  assert.ok(new Set(answers.map(({ pid }) => pid)).size <= 4)
})

test('a statement that fails leaves those beside it alone', async () => {
  const settled = await Promise.allSettled([1, 0, 2, 0, 3].map(by => one<{ n: number }>(world, sql`select 6 / ${by}::int as n`)))
  assert.deepEqual(
    settled.map(answer => (answer.status === 'fulfilled' ? answer.value.n : 'failed')),
    [6, 'failed', 3, 'failed', 2],
  )
})

test('a slow statement does not keep others waiting while there is another lane', async () => {
  const slow = run(world, sql`select pg_sleep(0.5)`).then(() => 'slow')
  const first = await Promise.race([slow, backend().then(() => 'quick')])
  assert.equal(first, 'quick')
  await slow
})

test('a lane that breaks is replaced', async () => {
  const { pid } = await backend()
  await world.db.pool.query('select pg_terminate_backend($1, 5000)', [pid])
  for (let tries = 0; tries < 20; tries++) {
    const again = await backend().catch(() => undefined)
    if (again && again.pid !== pid) return
  }
  assert.fail('no statement was answered again')
})
