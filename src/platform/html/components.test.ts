import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allFixtures, difference } from './testing/fixtures.ts'

const byComponent = Map.groupBy(allFixtures(), fixture => fixture.component)

for (const [component, fixtures] of byComponent) {
  test(`${component} gives the page of each of GOV.UK Frontend's ${fixtures.length} examples`, () => {
    for (const fixture of fixtures) {
      const found = difference(fixture)
      if (found) assert.equal(found.actual, found.expected, found.fixture)
    }
  })
}

test('all 39 components and 725 examples of GOV.UK Frontend 6.6 are looked at', t => {
  const all = allFixtures()
  assert.equal(byComponent.size, 39)
  assert.equal(all.length, 725)
  t.diagnostic(`GOV.UK Frontend: ${all.filter(fixture => !difference(fixture)).length} of ${all.length} examples pass`)
})
