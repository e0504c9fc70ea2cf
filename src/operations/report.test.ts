import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tallyBounds } from '#platform'
import { labelPlaces, niceMost } from './line-chart.tsx'
import { added, type Figures, percentile, type Report, type Sample } from './report.ts'

const sample = (at: number, answered: number, took: readonly number[]): Sample => ({
  ...{ at, answered, took, seconds: 5, failed: 1, turnedAway: 2, pressure: answered / 100, busy: 0.5 },
})
const report = (...samples: Sample[]): Report => ({
  ...{ process: 'p', reportedAt: new Date(0) },
  figures: { samples } as unknown as Figures,
})

test('what several processes answered in the same seconds is added up; how hard it is, is the worst of them', () => {
  const all = added([report(sample(1_000, 10, [1, 2]), sample(1_005, 20, [3, 4])), report(sample(1_002, 30, [5, 6]))], 5)
  assert.deepEqual(
    all.map(({ answered, failed, took, pressure }) => [answered, failed, took, pressure]),
    [
      [40, 2, [6, 8], 0.3],
      [20, 1, [3, 4], 0.2],
    ],
  )
})

test('a percentile lies between the ends of the count it falls into', () => {
  const took = tallyBounds.map(() => 0).concat(0)
  assert.equal(percentile(took, 0.5, tallyBounds), undefined)
  took[3] = 90
  took[8] = 10
  const [half, most] = [percentile(took, 0.5, tallyBounds)!, percentile(took, 0.99, tallyBounds)!]
  assert.ok(half > 5 && half <= 10, `${half}`)
  assert.ok(most > 200 && most <= 500, `${most}`)
})

test('a chart reaches to a round number, and no two names stand on each other', () => {
  assert.deepEqual([0, 0.03, 1, 3, 7, 180, 1_001].map(niceMost), [1, 0.05, 1, 5, 10, 200, 2_000])
  const places = labelPlaces([100, 100, 102, 20])
  const sorted = [...places].sort((a, b) => a - b)
  for (const [at, place] of sorted.entries()) if (at > 0) assert.ok(place - sorted[at - 1]! >= 16)
})
