import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { run as faults } from './openid-faults.ts'
import { isPresent, run as relyingParty } from './openid-rp.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')

test('every module of the relying party’s published plans holds', {
  skip: !isPresent(dataDir) && 'the published plans are not on this machine',
}, async () => {
  const { passed, total, failures } = await relyingParty(dataDir)
  assert.deepEqual(failures, [])
  assert.deepEqual([passed, total], [25, 25])
})

test('every fault of an identity provider is refused in its words, and nobody is signed in', async () => {
  const { passed, total, failures } = await faults()
  assert.deepEqual(failures, [])
  assert.equal(passed, total)
})
