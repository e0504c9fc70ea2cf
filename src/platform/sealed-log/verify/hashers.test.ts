import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openHashers } from './hashers.ts'

test('a thread that has ended is said to have ended, and nobody waits for what it would have hashed', async () => {
  const hashers = openHashers(1)
  await hashers.close()
  const chunk = { bytes: new Uint8Array(new ArrayBuffer(8)), starts: Uint32Array.of(0, 8), count: 1, heads: [] }
  await assert.rejects(hashers.hash(chunk), /a thread that hashes the log has ended/)
})
