import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hideSmall, PUBLISH_FROM, plainCell } from './disclosure.ts'

test('a breakdown without small cells is published whole', () => {
  const cells = [
    { id: 'a', count: 10 },
    { id: 'b', count: 0 },
  ]
  assert.deepEqual(hideSmall(cells), cells)
})

test('a small cell is hidden, and another with it, so that the total does not give it away', () => {
  const cells = [
    { id: 'a', count: 40 },
    { id: 'b', count: 3 },
    { id: 'c', count: 25 },
  ]
  assert.deepEqual(hideSmall(cells), [{ id: 'a', count: 40 }, { id: 'b' }, { id: 'c' }])
})

test('whoever subtracts what is published from the total finds no small cell', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(counts, all => {
      const shown = hideSmall(all.map((count, index) => ({ id: String(index), count })))
      const hidden = all.filter((_, index) => shown[index]!.count === undefined)
      for (const { count } of shown) assert.ok(count === undefined || count === 0 || count >= PUBLISH_FROM.count)
      if (hidden.length === 0) return
      const rest = all.reduce((sum, count) => sum + count, 0) - shown.reduce((sum, { count = 0 }) => sum + count, 0)
      assert.ok(hidden.length >= 2)
      assert.ok(rest >= PUBLISH_FROM.count || hidden.length === all.length)
    }),
  )
})

test('no cell of a download is taken for a formula', () => {
  for (const text of ['=1+1', '+1', '-1', '@now', '\tx', '\r=1'])
    assert.ok(plainCell(text).replace(/^"/, '').startsWith("'"), text)
  assert.equal(plainCell('a,"b"'), '"a,""b"""')
  assert.equal(plainCell(0.5), '0.5')
})
