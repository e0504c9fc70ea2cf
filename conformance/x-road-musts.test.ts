import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from './x-road-musts.ts'

test('every MUST of the X-Road message protocol for REST that can be seen holds', async () => {
  const { passed, total, failures } = await run()
  assert.deepEqual(failures, [])
  assert.equal(passed, total)
})
