import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isId, isSecret, newId, newReference, newSecret } from './ids.ts'

test('a reference can be read out: fours of letters and digits that cannot be taken for each other', () => {
  for (let n = 0; n < 500; n++) assert.match(newReference(), /^[2-9BCDFGHJKMNPQRSTVWXYZ]{4}(-[2-9BCDFGHJKMNPQRSTVWXYZ]{4}){2}$/)
})

test('no reference comes twice', () => {
  const count = 50_000
  assert.equal(new Set(Array.from({ length: count }, newReference)).size, count)
})

test('every sign of a reference is as likely as any other', () => {
  const counts = new Map<string, number>()
  const references = 20_000
  for (let n = 0; n < references; n++)
    for (const sign of newReference().replaceAll('-', '')) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const expected = (references * 12) / 28
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  assert.equal(counts.size, 28)
  // 27 degrees of freedom: a fair draw exceeds 75 once in half a million runs.
  assert.ok(chiSquare < 75, `chi-square ${chiSquare}`)
})

test('ids and secrets are told from everything else', () => {
  assert.ok(isId(newId()))
  assert.ok(isSecret(newSecret()))
  for (const text of ['', 'x', newId().toUpperCase(), `${newId()}\n`, ` ${newId()}`, newId().slice(1)])
    assert.equal(isId(text), false)
  for (const text of ['', newId(), `${newSecret()}\n`, `${newSecret()}=`, newSecret().slice(1)])
    assert.equal(isSecret(text), false)
})
