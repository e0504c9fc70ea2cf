import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reading } from '../old/schema.ts'
import { readTexts } from './read-text.ts'

const read = (reading: Reading, text: string) => readTexts({ it: reading }, () => text)

test('texts of an old system become days, numbers, amounts and yes or no, as the script says', () => {
  for (const [reading, text, value] of [
    ['A', ' as it is ', 'as it is'],
    [{ from: 'A', day: 'DD.MM.YYYY' }, '3.11.2026', '2026-11-03'],
    [{ from: 'A', day: 'YYYY/MM/DD' }, '2026/11/03', '2026-11-03'],
    [{ from: 'A', day: 'MM-DD-YYYY' }, '11-03-2026', '2026-11-03'],
    [{ from: 'A', number: '1.234,56' }, '1.234.567,5', 1234567.5],
    [{ from: 'A', number: '1,234.56' }, '-1,234', -1234],
    [{ from: 'A', minor: '1 234,56' }, '52\u00a0000,10', 5_200_010],
    [{ from: 'A', yes: 'J' }, 'j', true],
    [{ from: 'A', yes: 'J' }, 'N', false],
  ] as const)
    assert.deepEqual(read(reading, text), { it: value }, text)
})

test('a text written otherwise spoils the row, and an empty one is nothing known', () => {
  for (const [reading, text] of [
    [{ from: 'A', day: 'DD.MM.YYYY' }, '31.02.2026'],
    [{ from: 'A', day: 'DD.MM.YYYY' }, '2026-11-03'],
    [{ from: 'A', number: '1.234,56' }, 'about 5'],
    [{ from: 'A', minor: '1,234.56' }, 'NO ASSESSMENT'],
  ] as const)
    assert.equal(read(reading, text), 'unfit', text)
  assert.deepEqual(read('A', '  '), {})
})

test('values stand where the script puts them', () => {
  const gives = { 'licence.number': 'No.', 'licence.until': 'Until', name: 'Name' }
  assert.deepEqual(
    readTexts(gives, name => name),
    { licence: { number: 'No.', until: 'Until' }, name: 'Name' },
  )
})
