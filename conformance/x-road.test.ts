import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { isPresent, run } from './x-road.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')

test('every published X-Road REST case holds', {
  skip: !isPresent(dataDir) && 'the published cases are not on this machine',
}, async () => {
  const { passed, total, failures } = await run(dataDir)
  assert.deepEqual(failures, [])
  assert.equal(passed, total)
})
