import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { record, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { placeIn, placeOf, readEntry } from './entry.ts'
import { readSettled } from './store.ts'
import { leafHash } from './tree.ts'
import { logIn } from './verify/read-log.ts'

const world = await testWorld()
const person = '6f1d4a52-1c2b-4d3e-8f90-a1b2c3d4e5f6'

test('an entry is sealed as the hash of the very bytes that the verifier reads, whatever it holds', async () => {
  await transaction(world, tx =>
    record(
      tx,
      { kind: 'case.viewed', about: 'a', by: 'system' },
      {
        kind: 'case.decided',
        about: 'é مرحبا 👋',
        person,
        by: 'officer',
        facts: { outcome: 'granted', amount: 12.5, facts: ['a', 'b'], none: null },
      },
    ),
  )
  const settled = await transaction(world, tx => readSettled(tx))
  const client = new pg.Client(world.db.pool.options.connectionString!)
  await client.connect()
  const read = await logIn(client).stretch(0, 10)
  await client.end()
  assert.deepEqual(
    read.map(leafHash),
    settled.map(({ leaf }) => leaf),
  )
  const { txId, seq, ...rest } = readEntry(read[1]!)
  assert.deepEqual(rest, {
    ...{ at: '2026-11-21T09:00:00.000000Z', kind: 'case.decided', about: 'é مرحبا 👋', personId: person, by: 'officer' },
    facts: '{"none": null, "facts": ["a", "b"], "amount": 12.5, "outcome": "granted"}',
  })
  assert.deepEqual(placeIn(read[1]!), placeOf(txId, seq))
  assert.equal(readEntry(read[0]!).personId, null)
})

test('bytes that are no entry are not read as one', () => {
  for (const bytes of [Buffer.of(0, 8), Buffer.alloc(60), Buffer.from('0008', 'hex')]) assert.throws(() => readEntry(bytes))
})
