import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validUntil } from './valid-until.ts'

test('a document valid for a year ends on the same day a year later', () => {
  assert.equal(validUntil('2026-11-21', 'P1Y'), '2027-11-21')
})

test('where a month has no such day, it ends on the last day of that month', () => {
  assert.equal(validUntil('2027-01-31', 'P1M'), '2027-02-28')
  assert.equal(validUntil('2028-02-29', 'P1Y'), '2029-02-28')
})

test('months, weeks and days add up', () => {
  assert.equal(validUntil('2026-11-21', 'P6M2W3D'), '2027-06-07')
})

test('what is not a duration is a mistake in the service file and says so', () => {
  assert.throws(() => validUntil('2026-11-21', '1 year'), /is not a duration/)
})
