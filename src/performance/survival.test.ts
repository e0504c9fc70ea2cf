import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { endedBy, type Spell, stillOpen } from './survival.ts'

const spells = (text: string): Spell[] =>
  text.split(' ').map(one => ({ time: Number.parseInt(one, 10), ended: !one.endsWith('+'), count: 1 }))

/** Weeks in remission under 6-mercaptopurine: Freireich and others 1963, the example of every textbook. */
const freireich = spells('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+')

test('the share still open is Kaplan and Meier’s on the textbook’s data', () => {
  const rounded = stillOpen(freireich).map(({ time, atRisk, open, error }) => [
    time,
    atRisk,
    open.value.toFixed(3),
    error.toFixed(4),
  ])
  assert.deepEqual(rounded, [
    [6, 21, '0.857', '0.0764'],
    [7, 17, '0.807', '0.0869'],
    [10, 15, '0.753', '0.0963'],
    [13, 12, '0.690', '0.1068'],
    [16, 11, '0.627', '0.1141'],
    [22, 7, '0.538', '0.1282'],
    [23, 6, '0.448', '0.1346'],
  ])
})

test('the median is where half had ended; the ninth decile is not known while too many are open', () => {
  const steps = stillOpen(freireich)
  assert.equal(endedBy(0.5, steps)?.value, 23)
  assert.equal(endedBy(0.5, steps)?.low, 13)
  assert.equal(endedBy(0.5, steps)?.high, undefined)
  assert.equal(endedBy(0.9, steps), undefined)
})

test('leaving out what is still open would make a service look faster than it is', () => {
  const closedOnly = stillOpen(freireich.filter(({ ended }) => ended))
  assert.ok(endedBy(0.5, closedOnly)!.value < endedBy(0.5, stillOpen(freireich))!.value)
})

test('where nothing is open it is the plain share, and everything decided at once leaves no doubt of it', () => {
  const steps = stillOpen([{ time: 0, ended: true, count: 500 }])
  assert.deepEqual(endedBy(0.9, steps), { value: 0, low: 0, high: 0 })
  const plain = stillOpen(spells('1 2 3 4 5 6 7 8 9 10'))
  assert.deepEqual(
    plain.map(({ open }) => Math.round(open.value * 10)),
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
  )
  assert.equal(endedBy(0.9, plain)?.value, 9)
})

test('whatever is counted, shares fall, intervals hold their share, and nothing is out of bounds', () => {
  const one = fc.record({ time: fc.nat(30), ended: fc.boolean(), count: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), all => {
      const steps = stillOpen(all)
      steps.forEach(({ open }, index) => {
        assert.ok(0 <= open.low && open.low <= open.value && open.value <= open.high && open.high <= 1)
        if (index > 0) assert.ok(open.value <= steps[index - 1]!.open.value)
      })
    }),
  )
})
