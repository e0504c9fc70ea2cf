import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ReleaseEntry, standingOf } from './standing.ts'

const to = (version: number, share: number): ReleaseEntry => ({ version, share })

test('a version released to everybody is what everybody gets', () => {
  assert.deepEqual(standingOf([to(1, 100)]), { version: 1 })
  assert.deepEqual(standingOf([to(1, 100), to(2, 100)]), { version: 2 })
})

test('a version released to a share stands beside the one for everybody, and can grow', () => {
  assert.deepEqual(standingOf([to(1, 100), to(2, 10)]), { version: 1, trial: to(2, 10) })
  assert.deepEqual(standingOf([to(1, 100), to(2, 10), to(2, 50)]), { version: 1, trial: to(2, 50) })
  assert.deepEqual(standingOf([to(1, 100), to(2, 10), to(2, 100)]), { version: 2 })
})

test('what is taken back leaves what stood before it', () => {
  assert.deepEqual(standingOf([to(1, 100), to(2, 10), to(2, 0)]), { version: 1 })
  assert.deepEqual(standingOf([to(1, 100), to(2, 100), to(2, 0)]), { version: 1 })
  assert.deepEqual(standingOf([to(1, 100), to(2, 100), to(3, 20), to(2, 0)]), { version: 1, trial: to(3, 20) })
})

test('a version that was taken back can be released again', () => {
  assert.deepEqual(standingOf([to(1, 100), to(2, 100), to(2, 0), to(2, 100)]), { version: 2 })
})

test('nothing stands before the first release, or when the only one was taken back', () => {
  assert.equal(standingOf([]), undefined)
  assert.equal(standingOf([to(1, 100), to(1, 0)]), undefined)
})

test('whatever was released and taken back, only versions whose last word was not “taken back” are given out', () => {
  const entry = fc.record({ version: fc.integer({ min: 1, max: 4 }), share: fc.constantFrom(0, 10, 50, 100) })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), entries => {
      const standing = standingOf(entries)
      const given = standing ? [standing.version, ...(standing.trial ? [standing.trial.version] : [])] : []
      for (const version of given) assert.notEqual(entries.filter(one => one.version === version).at(-1)?.share, 0)
    }),
  )
})
