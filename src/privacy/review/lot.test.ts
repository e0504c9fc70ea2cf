import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeDataKey, testWorld, withKeyRing } from '#platform/testing'
import { isDrawn } from './review-looks.ts'

test('about one look in five hundred is drawn by lot, and the same ones after the keys changed', async () => {
  const world = await withKeyRing(await testWorld())
  const drawn = () => Array.from({ length: 20_000 }, (_, look) => look).filter(look => isDrawn(world, look))
  const before = drawn()
  await changeDataKey(world)
  assert.deepEqual(drawn(), before)
  assert.ok(before.length > 10 && before.length < 100, String(before.length))
})
