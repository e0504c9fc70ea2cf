import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decisionDueOn } from './deadline.ts'

test('the day of receipt is not counted: five working days from a Monday end on the next Monday', () => {
  assert.equal(decisionDueOn('2026-11-23', 5, []), '2026-11-30')
})

test('what arrives on a Saturday is answered within working days that begin on Monday', () => {
  assert.equal(decisionDueOn('2026-11-21', 1, []), '2026-11-23')
})

test('a day on which the office is shut gives the office one day more', () => {
  assert.equal(decisionDueOn('2026-12-23', 2, ['2026-12-25']), '2026-12-28')
})

test('a closed day on a weekend changes nothing', () => {
  assert.equal(decisionDueOn('2026-12-24', 1, ['2026-12-26']), '2026-12-25')
})

test('a promise runs over the end of a month, of a year and over a leap day', () => {
  assert.equal(decisionDueOn('2026-12-31', 1, ['2027-01-01']), '2027-01-04')
  assert.equal(decisionDueOn('2028-02-28', 1, []), '2028-02-29')
})

test('a promise of no days, or of half a day, is a mistake and says so', () => {
  assert.throws(() => decisionDueOn('2026-11-21', 0, []), /1 working day or more/)
  assert.throws(() => decisionDueOn('2026-11-21', 1.5, []), /1 working day or more/)
})

test('whatever is promised, the last day is a working day after receipt, and one day more promised is never earlier', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map(at => at.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), fc.array(day, { maxLength: 5 }), (received, days, closed) => {
      const due = decisionDueOn(received, days, closed)
      const weekday = new Date(due).getUTCDay()
      assert.ok(due > received && weekday !== 0 && weekday !== 6 && !closed.includes(due))
      assert.ok(decisionDueOn(received, days + 1, closed) > due)
    }),
  )
})
