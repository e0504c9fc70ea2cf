import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Shown, showAnswer } from './show-answer.ts'

const options = [
  { value: 'nursery', label: { en: 'A nursery', fr: 'Une crèche', ar: 'حضانة' } },
  { value: 'childminder', label: { en: 'A childminder', fr: 'Une assistante maternelle', ar: 'مربية' } },
]

const shown: [string, Shown, unknown, Record<'en' | 'fr' | 'ar', string[]>][] = [
  ['a date', { type: 'date' }, '2026-11-14', { en: ['14 November 2026'], fr: ['14 novembre 2026'], ar: ['١٤ نوفمبر ٢٠٢٦'] }],
  ['a month', { type: 'partial-date' }, '2026-11', { en: ['November 2026'], fr: ['novembre 2026'], ar: ['نوفمبر ٢٠٢٦'] }],
  ['yes or no', { type: 'yes-no' }, false, { en: ['No'], fr: ['Non'], ar: ['لا'] }],
  ['a choice', { type: 'one-of', options }, 'nursery', { en: ['A nursery'], fr: ['Une crèche'], ar: ['حضانة'] }],
  ['a number', { type: 'number' }, 12.5, { en: ['12.5'], fr: ['12,5'], ar: ['١٢٫٥'] }],
  ['a text as it was typed', { type: 'text' }, 'Ama', { en: ['Ama'], fr: ['Ama'], ar: ['Ama'] }],
]

for (const [what, fact, value, expected] of shown)
  test(`${what} is read as each language writes it`, () => {
    for (const language of ['en', 'fr', 'ar'] as const) assert.deepEqual(showAnswer(fact, value, language), expected[language])
  })

test('an account number stands in fours, as on the card', () => {
  assert.deepEqual(showAnswer({ type: 'bank-account' }, 'GB82WEST12345698765432', 'en'), ['GB82 WEST 1234 5698 7654 32'])
  assert.deepEqual(showAnswer({ type: 'bank-account' }, 'NL91ABNA04171643', 'en'), ['NL91 ABNA 0417 1643'])
})

test('money is shown in its own currency, with the places that currency has', () => {
  assert.deepEqual(showAnswer({ type: 'money', rules: { currency: 'EUR' } }, 5_430_000, 'en'), ['€54,300.00'])
  assert.deepEqual(showAnswer({ type: 'money', rules: { currency: 'JPY' } }, 1200, 'en'), ['JP¥1,200'])
})

test('several answers are a line each, and parts of an address left blank leave no line', () => {
  assert.deepEqual(showAnswer({ type: 'many-of', options }, ['childminder', 'nursery'], 'en'), ['A childminder', 'A nursery'])
  assert.deepEqual(
    showAnswer({ type: 'address' }, { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' }, 'en'),
    ['4 Quay Lane', 'Fairhaven', 'FH1 2AB'],
  )
})

test('what was left blank says so, in every language', () => {
  const blanks: unknown[] = [null, undefined, '', []]
  for (const blank of blanks) assert.deepEqual(showAnswer({ type: 'many-of', options }, blank, 'en'), ['Not given'])
  assert.deepEqual(showAnswer({ type: 'text' }, null, 'fr'), ['Non renseigné'])
  assert.deepEqual(showAnswer({ type: 'text' }, null, 'ar'), ['لم يُذكر'])
})

test('a number that is a year has no separators, in any language', () => {
  const year = { type: 'number', rules: { year: true } } as const
  assert.deepEqual(
    (['en', 'fr', 'ar'] as const).map(language => showAnswer(year, 1962, language)),
    [['1962'], ['1962'], ['١٩٦٢']],
  )
  assert.deepEqual(showAnswer({ type: 'number' }, 1962, 'en'), ['1,962'])
})
