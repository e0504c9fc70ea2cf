import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allFixtures, difference, rendered } from './testing/fixtures.ts'
import { elementsOf, parse } from './testing/markup.ts'

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

test('whatever a person or a service file says, in any option, no component makes markup of it', () => {
  for (const fixture of allFixtures()) {
    const page = parse(rendered(fixture.component, hostile(fixture.options) as object))
    for (const element of elementsOf(page)) {
      assert.ok(element.name !== 'img' && !('onerror' in element.attributes), `${fixture.component}: ${fixture.name}`)
    }
  }
})

/** The same options with an attack in place of every string. */
function hostile(options: unknown): unknown {
  if (typeof options === 'string') return options && `"'><img src=x onerror=alert(1)>`
  if (Array.isArray(options)) return options.map(hostile)
  if (!options || typeof options !== 'object') return options
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, hostile(value)]))
}
