import assert from 'node:assert/strict'
import test from 'node:test'
import type { Fact, FactType } from './fact.ts'
import { answerFault, type RawAnswer, readAnswer } from './read-answer.ts'

const on = '2026-11-21'

function fact(type: FactType, more: Partial<Fact> = {}): Fact {
  const base = {
    name: 'a.b',
    entity: 'a',
    field: 'b',
    label: {},
    optional: false,
    rules: {},
    sensitivity: 'personal',
    retain: 'P1Y',
  } as const
  return { ...base, type, ...more }
}

const money = fact('money', { rules: { currency: 'EUR' } })
const value = (of: Fact, raw: RawAnswer, language = 'en') => {
  const answer = readAnswer(of, raw, { language, on })
  return answer.ok ? answer.value : answer.fault
}

test('money is read exactly, as each language writes it', () => {
  const typed: [string, string, unknown][] = [
    ['en', '80,000.00', 8_000_000],
    ['en', '€12.5', 1250],
    ['en', '0.29', 29],
    ['en', '1,234,567.89', 123_456_789],
    ['en', '12,50', 1250],
    ['fr', '80 000,00', 8_000_000],
    ['fr', '80\u202f000,00 €', 8_000_000],
    ['fr', '1.234.567,89', 123_456_789],
    ['fr', '12.50', 1250],
    ['ar', '٨٠٬٠٠٠٫٠٠', 8_000_000],
    ['ar', '\u200f١٢٫٥ €', 1250],
    ['ar', '۱۲٫۵', 1250],
    ['en', '9999999999999.99', 999_999_999_999_999],
  ]
  for (const [language, raw, minor] of typed) assert.equal(value(money, raw, language), minor, `${language} ${raw}`)
})

test('money that is none, or could be two amounts, is said to be so', () => {
  for (const raw of ['abc', '1,23,45', '1.2.3', '--5', '1e5', '0x10', '∞', 'NaN', '1 2,', ',5'])
    assert.deepEqual(value(money, raw), { code: 'not-money' }, raw)
  assert.deepEqual(value(money, '1.234', 'fr'), { code: 'not-money' })
  assert.deepEqual(value(money, '1.234', 'en'), { code: 'too-many-decimals', max: 2 })
  assert.deepEqual(value(money, '-5'), { code: 'too-small', min: 0 })
  assert.equal((value(money, '99999999999999999999') as { code: string }).code, 'too-large')
  assert.equal(value(fact('money', { rules: { currency: 'JPY' } }), '¥1,200'.slice(1)), 1200)
  assert.equal(value(fact('money', { rules: { currency: 'KWD' } }), '1.234'), 1234)
})

test('numbers keep to their decimals and their limits', () => {
  const days = fact('number', { rules: { min: 1, max: 5 } })
  assert.equal(value(days, '٣', 'ar'), 3)
  assert.deepEqual(value(days, '6'), { code: 'too-large', max: 5 })
  assert.deepEqual(value(days, '0'), { code: 'too-small', min: 1 })
  assert.deepEqual(value(days, '2.5'), { code: 'not-whole' })
  assert.equal(value(days, '2.0'), 2)
  assert.equal(value(fact('number', { rules: { decimals: 2 } }), '2,5', 'fr'), 2.5)
  assert.ok(Object.is(value(fact('number'), '-0'), 0))
})

test('a date is read from its parts in any digits, and an impossible one is pointed at', () => {
  const born = fact('date', { rules: { past: true } })
  assert.equal(value(born, { day: '3', month: '11', year: '2026' }), '2026-11-03')
  assert.equal(value(born, { day: '٣', month: '١١', year: '٢٠٢٦' }, 'ar'), '2026-11-03')
  assert.equal(value(born, '2026-11-03'), '2026-11-03')
  assert.equal(value(born, { day: '29', month: '2', year: '2024' }), '2024-02-29')
  assert.deepEqual(value(born, { day: '29', month: '2', year: '2026' }), { code: 'impossible-date', part: 'day' })
  assert.deepEqual(value(born, { day: '1', month: '13', year: '2026' }), { code: 'impossible-date', part: 'month' })
  assert.deepEqual(value(born, { day: '1', month: '1', year: '26' }), { code: 'not-a-date', part: 'year' })
  assert.deepEqual(value(born, { day: '1', month: '', year: '2026' }), { code: 'missing', part: 'month' })
  assert.deepEqual(value(born, { day: '', month: '', year: '' }), { code: 'missing' })
  assert.deepEqual(value(born, { day: '22', month: '11', year: '2026' }), { code: 'not-past' })
  assert.equal(value(born, { day: '21', month: '11', year: '2026' }), on)
  assert.deepEqual(value(fact('date', { rules: { future: true } }), { day: '20', month: '11', year: '2026' }), {
    code: 'not-future',
  })
  assert.equal(value(fact('partial-date'), { month: '9', year: '2025' }), '2025-09')
})

test('text is composed, trimmed and counted in characters, and what would lie or break is refused', () => {
  const name = fact('name', { rules: { maxLength: 5 } })
  assert.equal(value(name, '  E\u0301lise '), 'Élise')
  assert.equal(value(name, '👨‍👩‍👧'), '👨‍👩‍👧')
  assert.deepEqual(value(name, 'Élises'), { code: 'too-long', max: 5 })
  for (const raw of ['a\u0000b', 'a\ud800b', 'a\u202eb', 'a\u2066b', 'a\u001bb'])
    assert.deepEqual(value(name, raw), { code: 'not-text' })
  assert.equal(value(name, 'د\u200fح'), 'د\u200fح')
  assert.equal(value(fact('long-text'), 'a\r\nb'), 'a\nb')
  assert.deepEqual(value(fact('long-text', { rules: { maxWords: 2 } }), 'one two  three'), { code: 'too-many-words', max: 2 })
  assert.deepEqual(value(fact('text', { rules: { pattern: '[A-Z]{2}\\d{6}' } }), 'FH20451'), { code: 'wrong-form' })
})

test('a blank answer is null where it may be, and missing where it may not', () => {
  assert.equal(value(fact('text', { optional: true }), '  '), null)
  assert.deepEqual(value(fact('text'), ' '), { code: 'missing' })
  assert.equal(value(fact('address', { optional: true }), { line1: '', town: '' }), null)
  assert.deepEqual(value(fact('many-of', { options: [{ value: 'x', label: {} }] }), []), { code: 'missing' })
})

test('addresses, choices and yes or no keep to what they may be', () => {
  const options = [
    { value: 'x', label: {} },
    { value: 'y', label: {} },
  ]
  const address = { line1: '4 Quay Lane', line2: '', town: ' Fairhaven ', postcode: 'FH1 2AB', other: 'x' }
  assert.deepEqual(value(fact('address'), address), { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB' })
  assert.deepEqual(value(fact('address'), { line1: 'a', town: '', postcode: 'b' }), { code: 'missing', part: 'town' })
  assert.equal(value(fact('one-of', { options }), 'y'), 'y')
  assert.deepEqual(value(fact('one-of', { options }), 'z'), { code: 'not-an-option' })
  assert.deepEqual(value(fact('one-of', { options }), ['x', 'y']), { code: 'not-text' })
  assert.deepEqual(value(fact('many-of', { options }), ['y', 'x', 'y']), ['y', 'x'])
  assert.deepEqual(value(fact('many-of', { options }), ['z']), { code: 'not-an-option' })
  assert.equal(value(fact('yes-no'), 'no'), false)
  assert.deepEqual(value(fact('yes-no'), 'perhaps'), { code: 'not-an-option' })
})

test('bank accounts, telephones, e-mails, websites and national identifiers are recognised', () => {
  assert.equal(value(fact('bank-account'), 'gb82 west 1234 5698 7654 32'), 'GB82WEST12345698765432')
  assert.deepEqual(value(fact('bank-account'), 'GB82WEST12345698765433'), { code: 'not-bank-account' })
  assert.equal(value(fact('telephone'), '00 45 (12) 34-56.78'), '+4512345678')
  assert.equal(value(fact('telephone'), '٠١٢٣٤٥٦٧٨', 'ar'), '012345678')
  assert.deepEqual(value(fact('telephone'), 'call me'), { code: 'not-telephone' })
  assert.equal(value(fact('email'), 'Bo.L@Example.FH'), 'Bo.L@example.fh')
  for (const raw of ['bo', 'bo@', 'bo@x', 'a@b..fh', 'a b@c.fh', '<bo@x.fh>'])
    assert.deepEqual(value(fact('email'), raw), { code: 'not-email' })
  assert.equal(value(fact('website'), 'choir.example/about'), 'https://choir.example/about')
  for (const raw of ['javascript:alert(1)', 'https://a:b@c.example', 'localhost'])
    assert.deepEqual(value(fact('website'), raw), { code: 'not-website' })
  assert.equal(value(fact('national-id', { rules: { pattern: 'FH-\\d{6}-\\d{4}' } }), 'fh-840312-1047'), 'FH-840312-1047')
  assert.deepEqual(value(fact('national-id', { rules: { pattern: 'FH-\\d{6}-\\d{4}' } }), '840312'), { code: 'not-national-id' })
})

test('a list is read row by row, and a fault names its row and field', () => {
  const item = [
    fact('name', { field: 'givenNames' }),
    fact('date', { field: 'bornOn' }),
    fact('money', { field: 'pays', optional: true }),
  ]
  const list = fact('list', { item, rules: { maxItems: 2 } })
  const row = { givenNames: 'Sam', 'bornOn-day': '1', 'bornOn-month': '2', 'bornOn-year': '1985' }
  assert.deepEqual(value(list, [row, { givenNames: '', 'bornOn-day': '' }]), [
    { givenNames: 'Sam', bornOn: '1985-02-01', pays: null },
  ])
  assert.deepEqual(value(list, [row, { ...row, 'bornOn-month': '14' }]), {
    code: 'in-list',
    index: 1,
    field: 'bornOn',
    fault: { code: 'impossible-date', part: 'month' },
  })
  assert.deepEqual(value(list, [row, row, row]), { code: 'too-many-items', max: 2 })
})

test('a day that is no text, but an object that hides how to read it, is no date and breaks nothing', () => {
  for (const type of ['date', 'partial-date'] as const)
    assert.deepEqual(answerFault(fact(type), [{ toString: 1 }], on), { code: 'not-a-date' })
})
