import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fault } from '../faults/fault.ts'
import { killFaults } from '../faults/kills.ts'
import { powerCuts } from '../faults/power-cut.ts'

// The short form: `npm run faults` makes every fault there is, as often as one likes.
const first = { seeds: 1, firstSeed: 1 }
const named = (faults: readonly Fault[], name: string) => faults.find(fault => fault.name === name)!
const databaseKill = named(killFaults, 'kill-database')
const cut = named(powerCuts, 'power-cut')
const withoutFsync = named(powerCuts, 'power-cut-fsync-off')

test('the database is killed while people send: the program brings it up again, and every receipt is kept once and whole', async t => {
  const { faults, receipts, gapMs } = await databaseKill.make(first)
  assert.deepEqual(faults, [])
  assert.ok(receipts > 0 && gapMs! > 0)
  t.diagnostic(`${receipts} receipts; ${gapMs} ms until it served again`)
})

test('the current is cut while people send: what the disk holds recovers with every receipt that was shown', {
  skip: cut.whyNot(),
}, async t => {
  const { faults, figures } = await cut.make({ ...first, seeds: 2 })
  assert.deepEqual(faults, [])
  assert.ok(figures!.checked! > 0)
  t.diagnostic(`${figures!.checked} receipts looked for after two cuts`)
})

test('a database that does not wait for its disk is found out by cutting the current', {
  skip: withoutFsync.whyNot(),
}, async () => {
  const { faults } = await withoutFsync.make({ ...first, seeds: 10 })
  assert.notDeepEqual(faults, [])
})
