import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FactType } from '#catalogue'
import { fits } from './fits.ts'
import { fact } from './testing/facts.ts'

const address = { line1: '4 Harbour Street', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' }
const options = [{ value: 'female', label: { en: 'Female' } }]

const right: [FactType, unknown][] = [
  ['name', 'Élise-Marie O’Neill'],
  ['name', 'داليا'],
  ['text', ''],
  ['long-text', 'one\ntwo'],
  ['date', '2024-02-29'],
  ['partial-date', '2024-02'],
  ['partial-date', '2024'],
  ['number', 3],
  ['money', 2_605],
  ['yes-no', false],
  ['address', address],
  ['national-id', 'FH-840312-1047'],
]

const wrong: [FactType, unknown][] = [
  ['name', 7],
  ['name', 'a'.repeat(201)],
  ['name', 'a\u0000'],
  ['name', '\ud800'],
  ['name', { en: 'Bo' }],
  ['text', 'bell\u0007'],
  ['date', '2025-02-29'],
  ['date', '12/03/1984'],
  ['date', '2025-01-01T00:00:00Z'],
  ['date', 20250101],
  ['partial-date', '2024-13'],
  ['number', '3'],
  ['number', 3.5],
  ['number', Number.NaN],
  ['number', Number.POSITIVE_INFINITY],
  ['money', 26.05],
  ['money', 2 ** 53],
  ['money', '2605'],
  ['yes-no', 'true'],
  ['yes-no', 0],
  ['address', 'Harbour Street'],
  ['address', { line1: 4 }],
  ['address', [address]],
  ['one-of', 'female'],
  ['many-of', 'female'],
  ['list', {}],
  ['email', null],
]

test('a value fits the fact it is for', () => {
  for (const [type, value] of right) assert.equal(fits(fact('a.b', type), value), true, `${type} ${JSON.stringify(value)}`)
})

test('a value of another shape, size or kind does not fit', () => {
  for (const [type, value] of wrong) assert.equal(fits(fact('a.b', type), value), false, `${type} ${String(value)}`)
})

test('a value keeps to the rules of its fact', () => {
  assert.equal(fits(fact('a.b', 'money', { rules: { min: 0 } }), -1), false)
  assert.equal(fits(fact('a.b', 'number', { rules: { max: 12 } }), 13), false)
  assert.equal(fits(fact('a.b', 'number', { rules: { decimals: 1 } }), 1.5), true)
  assert.equal(fits(fact('a.b', 'text', { rules: { maxLength: 3 } }), 'four'), false)
  assert.equal(fits(fact('a.b', 'text', { rules: { pattern: '[A-Z]+' } }), 'ABC'), true)
  assert.equal(fits(fact('a.b', 'text', { rules: { pattern: '[A-Z]+|x' } }), 'ABCx'), false)
})

test('a choice is one of those offered, and a list holds only what its entries may', () => {
  assert.equal(fits(fact('a.b', 'one-of', { options }), 'female'), true)
  assert.equal(fits(fact('a.b', 'many-of', { options }), ['female', 'other']), false)
  const list = fact('a.jobs', 'list', { item: [fact('a.since', 'date')] })
  assert.equal(fits(list, [{ since: '2020-01-01' }, {}]), true)
  assert.equal(fits(list, [{ since: '2020-01-01', pay: 1 }]), false)
  assert.equal(fits(list, [{ since: 'long ago' }]), false)
})
