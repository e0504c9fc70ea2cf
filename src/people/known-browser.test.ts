import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#platform'
import { changeDataKey, testWorld, withKeyRing } from '#platform/testing'
import { isKnownTo, rememberedBy } from './known-browser.ts'

test('a browser stays known to a person after the keys have changed twice, and to nobody else', async () => {
  const world = await withKeyRing(await testWorld())
  const person = newId()
  await changeDataKey(world)
  const kept = rememberedBy(world, person, '').value
  await changeDataKey(world)
  assert.ok(isKnownTo(world, person, kept))
  assert.ok(!isKnownTo(world, newId(), kept))
})
