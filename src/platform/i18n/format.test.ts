import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, formatDate, formatInstant, formatMoney, formatNumber } from './format.ts'
import { languages } from './language.ts'

const inAll = (write: (language: (typeof languages)[number]) => string) => languages.map(write)

test('a day is written as each language writes it', () => {
  assert.deepEqual(
    inAll(language => formatDate(language, '2026-11-21')),
    ['21 November 2026', '21 novembre 2026', '٢١ نوفمبر ٢٠٢٦'],
  )
})

test('French says the first of a month as the first', () => {
  assert.equal(formatDate('fr', '2026-01-01'), '1er janvier 2026')
  assert.equal(formatDate('fr', '2026-01-11'), '11 janvier 2026')
  assert.match(formatInstant('fr', new Date('2026-05-01T12:05:00Z')), /^1er mai 2026/)
  assert.equal(formatDate('en', '2026-01-01'), '1 January 2026')
})

test('an instant is written in the office’s own time', () => {
  const at = new Date('2026-11-21T13:05:00Z')
  const [en, fr, ar] = inAll(language => formatInstant(language, at))
  assert.equal(en, '21 November 2026 at 14:05')
  assert.equal(fr, '21 novembre 2026 à 14:05')
  assert.match(ar!, /^٢١ نوفمبر ٢٠٢٦.*٢:٠٥ م$/)
  assert.match(formatInstant('en', at, 'America/New_York'), /08:05/)
})

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '')

test('numbers and money are written as each language writes them', () => {
  assert.deepEqual(
    inAll(language => plain(formatNumber(language, 1234567.5))),
    ['1,234,567.5', '1 234 567,5', '١٬٢٣٤٬٥٦٧٫٥'],
  )
  assert.deepEqual(
    inAll(language => plain(formatNumber(language, 0.125, { style: 'percent' }))),
    ['13%', '13 %', '١٣٪'],
  )
  assert.deepEqual(
    inAll(language => plain(formatMoney(language, 123450, 'EUR'))),
    ['€1,234.50', '1 234,50 €', '١٬٢٣٤٫٥٠ €'],
  )
})

test('money is exact in every currency, however large', () => {
  assert.equal(formatMoney('en', 5, 'EUR'), '€0.05')
  assert.equal(formatMoney('en', -5, 'EUR'), '-€0.05')
  assert.equal(formatMoney('en', 1234, 'JPY'), 'JP¥1,234')
  assert.equal(formatMoney('en', 1234, 'TND').replace(/\s/, ' '), 'TND 1.234')
  assert.equal(formatMoney('en', Number.MAX_SAFE_INTEGER, 'EUR'), '€90,071,992,547,409.91')
})

test('the day of an instant is the office’s own, on the nights the clock changes too', () => {
  const days = {
    '2026-03-28T22:59:59Z': '2026-03-28',
    '2026-03-28T23:00:00Z': '2026-03-29',
    '2026-03-29T00:59:59Z': '2026-03-29',
    '2026-03-29T01:00:00Z': '2026-03-29',
    '2026-03-29T22:00:00Z': '2026-03-30',
    '2026-10-24T21:59:59Z': '2026-10-24',
    '2026-10-24T22:00:00Z': '2026-10-25',
    '2026-10-25T01:00:00Z': '2026-10-25',
    '2026-10-25T22:59:59Z': '2026-10-25',
    '2026-10-25T23:00:00Z': '2026-10-26',
    '2028-02-28T23:30:00Z': '2028-02-29',
    '2026-12-31T23:30:00Z': '2027-01-01',
  }
  for (const [at, day] of Object.entries(days)) assert.equal(dayOf(new Date(at)), day, at)
  assert.equal(dayOf(new Date('2026-03-28T23:00:00Z'), 'UTC'), '2026-03-28')
})

test('a day is remembered no further than its quarter of an hour, where midnight is at a quarter past or at half past', () => {
  const midnights = { 'Asia/Kolkata': '18:30:00', 'Asia/Kathmandu': '18:15:00', 'Australia/Eucla': '15:15:00' }
  for (const [zone, time] of Object.entries(midnights)) {
    const midnight = new Date(`2026-06-10T${time}Z`)
    assert.equal(dayOf(new Date(midnight.getTime() - 1), zone), '2026-06-10', zone)
    assert.equal(dayOf(midnight, zone), '2026-06-11', zone)
  }
})
