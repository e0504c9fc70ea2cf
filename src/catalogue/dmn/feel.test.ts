import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { metered, OverBudget } from '../feel/meter.ts'
import { feel, NOTHING } from './feel.ts'
import { plus, rounded, times } from './mend/decimal.ts'
import { decided, literal } from './testing/dmn-text.ts'

const value = (text: string, names: Readonly<Record<string, unknown>> = {}) => feel(text, { ...NOTHING, names })
/** As a decision of a model, which knows its types. */
const typed = (text: string) => decided(literal(text))
const shown = (text: string) => {
  const result = value(text)
  return result === null ? null : String(result)
}

test('numbers are decimals: tenths add up, and halves round as they are written', () => {
  assert.equal(value('0.1 + 0.2'), 0.3)
  assert.equal(value('1.1 * 1.1'), 1.21)
  assert.equal(value('0.3 - 0.1'), 0.2)
  assert.equal(value('sum([0.1, 0.2, 0.3])'), 0.6)
  assert.equal(value('round half up(1.005, 2)'), 1.01)
  assert.equal(value('decimal(2.5, 0)'), 2)
  assert.equal(value('floor(-1.05, 1)'), -1.1)
})

test('cents never go astray: sums and products of amounts are those of whole cents', () => {
  const cents = fc.integer({ min: -10_000_000_00, max: 10_000_000_00 })
  fc.assert(fc.property(cents, cents, (a, b) => assert.equal(plus(a / 100, b / 100), (a + b) / 100)))
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1000, max: 1000 }), (a, b) =>
      assert.equal(times(a / 100, b), (a * b + 0) / 100),
    ),
  )
  fc.assert(fc.property(cents, a => assert.equal(rounded(a / 100, 2, 'half up'), a / 100)))
})

test('durations are added, taken so many times, and divided by one another', () => {
  assert.equal(shown('@"P1Y" * 2.5'), 'P2Y6M')
  assert.equal(shown('@"PT23H" * 2.5'), 'P2DT9H30M')
  assert.equal(value('@"P10D" / @"P5D"'), 2)
  assert.equal(shown('-@"P1D"'), '-P1D')
  assert.deepEqual([shown('@"P1D" / 0'), shown('@"P1D" + @"P1M"'), shown('@"P1D" * @"P1D"')], [null, null, null])
})

test('dates before the year 1 are dates, and impossible ones are not', () => {
  assert.equal(shown('@"-0044-03-15" + @"P1D"'), '-0044-03-16')
  assert.deepEqual([shown('date("2023-02-29")'), shown('date(2023, -2, 1)'), shown('time("10:00:00+15:00")')], [null, null, null])
  assert.equal(shown('@"2021-01-01T24:00:00"'), '2021-01-02T00:00:00')
  assert.equal(shown('years and months duration(@"2011-12-22", @"2013-08-24")'), 'P1Y8M')
})

test('moments with a zone and without are not subtracted from each other', () => {
  assert.equal(shown('@"2021-01-02T10:00:00Z" - @"2021-01-02T10:00:00+02:00"'), 'PT2H')
  assert.equal(shown('@"2021-01-02T10:00:00Z" - @"2021-01-02T10:00:00"'), null)
})

test('a year is not 365 days, (< 10) is not a range with two ends, and a list of one is not its member', () => {
  assert.deepEqual(
    ['@"P1Y" = @"P365D"', '(< 10) = (null..10)', '[1] = 1', '(= 10) = (= 10)', '{a: [1]} = {a: [1]}'].map(text => value(text)),
    [null, false, null, true, true],
  )
})

test('ranges of dates are gone through day by day, and those that go down or never end are not', () => {
  assert.equal(
    (value('for day in @"2020-02-28"..@"2020-03-01" return string(day)') as string[]).join(),
    '2020-02-28,2020-02-29,2020-03-01',
  )
  assert.deepEqual(value('for i in 3..1 return i'), [3, 2, 1])
  assert.deepEqual(
    [value('for i in [3..1] return i'), value('for i in 1..1e12 return i'), value('5 in [1..null]')],
    [null, null, null],
  )
})

test('ranges in words and their relations', () => {
  assert.equal(value('range("[18..21)") = [18..21)'), true)
  assert.equal(typed('range("[@\\"1970-01-01\\"..@\\"1970-01-02\\"]") instance of range<date>'), true)
  assert.deepEqual([value('range("[21..18]")'), value('range("[a..b]")')], [null, null])
  assert.equal(
    value('during(2, [1..3]) and starts(1, [1..3]) and overlaps before([1..3], [2..5]) and coincides([1..2], [1..2])'),
    true,
  )
})

test('patterns are XPath’s: space for show, classes with a part taken away, blocks by name', () => {
  assert.equal(value('matches("hello world", " hello[ ]world", "x")'), true)
  assert.equal(value('matches("O", "[A-Z-[OI]]")'), false)
  assert.equal(value('matches("abc", "\\p{IsBasicLatin}+")'), true)
  assert.equal(value('replace("a b", "[a-z]", "#", "x")'), '# #')
  assert.deepEqual([value('matches("a", "(")'), value('matches("a", "a", "q")')], [null, null])
})

test('functions hold their parameters to their types, and types are asked for by name', () => {
  assert.equal(typed('(function(n: number) n + 1)("1")'), null)
  assert.equal(typed('(function(n: number) n + 1)(1)'), 2)
  assert.deepEqual([typed('[1, 2] instance of list<number>'), typed('[1, "2"] instance of list<number>')], [true, false])
  assert.equal(typed('{a: 1} instance of context<a: number, b: string>'), false)
  assert.equal(typed('(function(n: number) n) instance of function<number> -> Any'), true)
})

test('what cannot be read is null, and a context that says a key twice too', () => {
  assert.deepEqual(
    ['1 +', 'nobody', '{a: 1, a: 2}', '2 ** "x"', ''].map(text => value(text)),
    [null, null, null, null, null],
  )
})

test('loops in loops, functions that call themselves and patterns that go back over their text are stopped', () => {
  const stopped = [
    'count(for i in 1..1000, j in 1..1000 return i)',
    'count(for i in 1..1000 return count(for j in 1..1000 return j))',
    '{l: for i in 1..900 return i, n: count(for a in l return count(for b in l return b))}.n',
    '{l: for i in 1..900 return i, n: count(l[count(l[item > 1]) > 1])}.n',
    '{f: function(g, n) if n = 0 then 1 else if g(g, n - 1) = 0 then 0 else g(g, n - 1), n: f(f, 30)}.n',
  ]
  for (const source of stopped) assert.throws(() => metered(100_000, () => feel(source, NOTHING)), OverBudget, source)
  const patterns = [
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
    'count(split("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a|a)+b")) = 2',
  ]
  for (const source of patterns)
    assert.equal(
      metered(100_000, () => feel(source, NOTHING)),
      false,
      source,
    )
})
