import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Unavailable } from '../errors.ts'
import { openNarrow } from './narrow.ts'

test('so many at a time, the others in the order in which they came, and no more than may wait', async () => {
  const narrow = openNarrow({ atOnce: 2, waiting: 2, waitMs: 60_000 })
  const leave = [await narrow.enter(), await narrow.enter()]
  const order: number[] = []
  const waiting = [3, 4].map(async who => {
    const out = await narrow.enter()
    order.push(who)
    out()
  })
  await assert.rejects(
    narrow.enter(),
    (error: Unavailable) => error.code === 'TOO_MUCH_AT_ONCE' && error.retryAfterSeconds === 60,
  )
  leave[0]!()
  await Promise.all(waiting)
  assert.deepEqual(order, [3, 4])
  leave[1]!()
  assert.deepEqual([narrow.inside, narrow.waiting], [0, 0])
})

test('nobody waits for ever, and whoever gave up takes nobody’s turn', async () => {
  const narrow = openNarrow({ atOnce: 1, waiting: 5, waitMs: 20 })
  const leave = await narrow.enter()
  await assert.rejects(narrow.enter(), Unavailable)
  leave()
  assert.deepEqual([narrow.inside, narrow.waiting], [0, 0])
})
