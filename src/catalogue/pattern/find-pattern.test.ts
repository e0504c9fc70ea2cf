import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { metered, OverBudget } from '../feel/meter.ts'
import { compilePattern, PatternFault } from './compile-pattern.ts'
import { allMatches, isMatched } from './find-pattern.ts'

const atoms = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\d',
  '\\w',
  '1',
  '^',
  '$',
  '\\b',
  'é',
  '😀',
  '[a-c1]',
  '\\s',
  '[\\S1]',
  '[^\\s]',
  '\\u{1F600}',
  ' ',
)
const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atoms,
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    tie('pattern').map(inner => `(?:${inner})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '+?', '*?'))
      .map(([a, sign]) => `(?:${a}x)${sign}`),
  ),
}))
const texts = fc
  .array(fc.constantFrom('a', 'b', 'x', '1', 'c', ' ', 'é', '😀', '\n', '\r', '\u00a0', '\u2028'), { maxLength: 12 })
  .map(all => all.join(''))

test('a pattern finds what JavaScript finds, groups and all', () => {
  fc.assert(
    fc.property(pattern, texts, (source, text) => {
      const js = new RegExp(source, 'du').exec(text)
      const [found] = allMatches(compilePattern(source), text)
      assert.equal(isMatched(compilePattern(source), text), js !== null)
      assert.deepEqual(found?.slice(0, 2), js?.indices?.[0] && [...js.indices[0]])
      const every = allMatches(compilePattern(source), text).map(([from, to]) => text.slice(from, to))
      assert.deepEqual(
        every,
        [...text.matchAll(new RegExp(source, 'gu'))].map(([whole]) => whole),
      )
    }),
    { seed: 20261122, numRuns: 3000 },
  )
})

test('cases, lines and groups are told as JavaScript tells them', () => {
  assert.ok(isMatched(compilePattern('^STRASSE$', 'iu'), 'strasse'))
  assert.ok(isMatched(compilePattern('^b$', 'mu'), 'a\nb\nc'))
  assert.deepEqual(allMatches(compilePattern('(a+)(b)?(?<tail>c)'), 'xaac'), [[1, 4, 1, 3, undefined, undefined, 3, 4]])
  assert.ok(isMatched(compilePattern('^[[a-z]--[aeiou]]+$', 'v'), 'xyz'))
})

test('the patterns that stop other engines take no more steps than their text is long', () => {
  const text = `${'a'.repeat(3_000)}!`
  for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(a*)*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*)(.*)(.*)(.*)(.*)=$'])
    assert.equal(
      metered(200_000, () => isMatched(compilePattern(source), text)),
      false,
      source,
    )
})

test('a pattern too dear for what is left of an evaluation stops it', () => {
  assert.throws(() => metered(1_000, () => isMatched(compilePattern('(a|b)*c'), 'ab'.repeat(2_000))), OverBudget)
})

test('a pattern that looks through all the rest of a text for each of its matches is stopped before it has', () => {
  const pattern = compilePattern('a(.*z)?')
  assert.throws(() => metered(250_000, () => allMatches(pattern, 'a'.repeat(10_000))), OverBudget)
  assert.equal(metered(250_000, () => allMatches(compilePattern(','), 'ab,'.repeat(3_000))).length, 3_000)
})

test('names of signs that RE2 does not know are spelled out', () => {
  assert.ok(isMatched(compilePattern('^\\p{Script=Greek}+[\\p{Letter}\\d]$'), 'αβγd'))
  assert.ok(!isMatched(compilePattern('^\\p{Script=Greek}+$'), 'abc'))
  assert.ok(!isMatched(compilePattern('^[[A-Z]--[OI]]$', 'iv'), 'o'))
})

test('what cannot be matched without going back is refused with a reason', () => {
  const refused: [string, RegExp][] = [
    ['(a)\\1', /looks back/],
    ['(?=a)b', /looks ahead/],
    ['(?<!a)b', /looks ahead or behind/],
    ['(?<x>a)\\k<x>', /looks back/],
    ['(((a{99}){99}){99}){99}', /written out/],
    ['(a', /left open/],
    ['a)', /never opened/],
    ['[a', /left open/],
    ['+a', /nothing can be repeated/],
    ['a{3,2}', /goes down/],
    [`${'('.repeat(2_000)}${')'.repeat(2_000)}`, /deep/],
    ['\\q', /not a regular expression/],
  ]
  for (const [source, reason] of refused)
    assert.throws(
      () => compilePattern(source),
      (fault: unknown) => fault instanceof PatternFault && reason.test(fault.message),
      source,
    )
})
