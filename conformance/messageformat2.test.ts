import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { isPresent, run } from './messageformat2.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')

test('every published MessageFormat 2 message is said as stated, or refused as stated', {
  skip: !isPresent(dataDir) && 'the published messages are not on this machine',
}, async () => {
  const { passed, total, failures } = await run(dataDir)
  assert.deepEqual(failures, [])
  assert.equal(passed, total)
})
