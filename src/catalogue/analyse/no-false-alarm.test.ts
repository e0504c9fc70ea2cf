import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Fact } from '../fact.ts'
import { compileExpression } from '../feel/compile-expression.ts'
import { entitiesOf, type Vocabulary } from '../feel/vocabulary.ts'
import { type Condition, readCondition, readingOf } from './condition.ts'
import { solve } from './solve.ts'
import { spaceOn } from './space.ts'
import { FALSE, TRUE, type Truth, UNKNOWN } from './truth.ts'

const ON = '2026-11-21'
const SEED = 20261121
const plain = { label: { en: 'x' }, optional: false, sensitivity: 'personal', retain: 'P2Y' } as const
const fact = (name: string, more: Partial<Fact>): Fact => ({
  ...plain,
  name,
  entity: 'a',
  field: name.slice(2),
  type: 'text',
  rules: {},
  ...more,
})
const facts = new Map(
  [
    fact('a.yes', { type: 'yes-no' }),
    fact('a.count', { type: 'number', rules: { min: 1, max: 6 } }),
    fact('a.share', { type: 'number', rules: { decimals: 2 } }),
    fact('a.born', { type: 'date', rules: { past: true } }),
    fact('a.kind', { type: 'one-of', options: ['x', 'y', 'z'].map(value => ({ value, label: { en: value } })) }),
    fact('a.word', {}),
  ].map(one => [one.name, one] as const),
)
const limit = { name: 'limit', unit: 'x', source: 'x', values: [{ from: '2020-01-01', value: 3 }] }
const words: Vocabulary = { facts, parameters: new Map([['limit', limit]]), entities: entitiesOf(facts.values()) }

const order = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const number = fc.constantFrom('-2', '0', '1', '2', '2.5', '3', 'limit', 'limit * 2', '6', '7')
const day = fc.constantFrom('today', 'today - duration("P1Y")', 'date("2026-01-01")', 'date("2025-11-21")', 'date("2026-11-21")')
const text = fc.constantFrom('"x"', '"y"', '"q"')
const measured = fc.constantFrom('a.count', 'a.share', 'a.count + a.share', 'age(a.born)', '(a.count)')
const tested = fc.oneof(
  fc.constantFrom(
    'a.yes',
    'a.yes = true',
    'a.yes != true',
    'a.yes = false',
    'known(a.word)',
    'known(a.count)',
    'a.count < a.share',
    'a.share >= a.count',
  ),
  fc.tuple(measured, order, number).map(parts => parts.join(' ')),
  fc.tuple(number, order, measured).map(parts => parts.join(' ')),
  fc.tuple(measured, number, number).map(([left, from, to]) => `${left} between ${from} and ${to}`),
  fc
    .tuple(measured, fc.constantFrom('[1..3]', '(1..3]', '[2..6)', '(< 2, > 4)', '(1, 3)', '[1, 3]'))
    .map(([left, range]) => `${left} in ${range}`),
  fc.tuple(order, day).map(([sign, other]) => `a.born ${sign} ${other}`),
  fc.tuple(day, order).map(([other, sign]) => `${other} ${sign} a.born`),
  fc.tuple(fc.constantFrom('a.kind', 'a.word'), fc.constantFrom('=', '!='), text).map(parts => parts.join(' ')),
  fc.constantFrom('a.kind in ("x", "z")', 'not(a.kind in ["y"])', 'contains(a.word, "x")', 'string length(a.word) > 1'),
)
const { condition } = fc.letrec<{ condition: string }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'deep' },
    tested,
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([left, join, right]) => `(${left}) ${join} (${right})`),
    tie('condition').map(inner => `not(${inner})`),
    fc
      .tuple(tie('condition'), tie('condition'), tie('condition'))
      .map(([one, yes, no]) => `if ${one} then (${yes}) else (${no})`),
  ),
}))
const answer = fc.record(
  {
    yes: fc.boolean(),
    count: fc.integer({ min: 1, max: 6 }),
    share: fc.constantFrom(-2.5, -2, 0, 0.5, 1, 2, 2.5, 2.75, 3, 5, 6, 6.5, 7, 8),
    born: fc.constantFrom(
      '2026-11-21',
      '2026-11-20',
      '2026-01-01',
      '2025-12-31',
      '2025-11-22',
      '2025-11-21',
      '2025-11-20',
      '2019-01-01',
    ),
    kind: fc.constantFrom('x', 'y', 'z'),
    word: fc.constantFrom('x', 'y', 'q', 'xx', ''),
  },
  { requiredKeys: [] },
)

const bitOf = (value: unknown): Truth => (value === true ? TRUE : value === false ? FALSE : UNKNOWN)

function judge(read: Condition, wanted: Truth, reading: ReturnType<typeof readingOf>) {
  return solve({ goals: [{ condition: read, wanted }], reading, space: spaceOn(ON, reading), budget: { left: 1_000_000 } })
}

test('no condition that some answers meet is ever said to be met by none', () => {
  fc.assert(
    fc.property(condition, fc.array(answer, { minLength: 30, maxLength: 30 }), (source, people) => {
      const compiled = compileExpression(source, words)
      if (!('expression' in compiled)) return
      const reading = readingOf(words)
      const read = readCondition(source, reading)
      for (const wanted of new Set(people.map(a => bitOf(compiled.expression.value({ answers: { a }, on: ON })))))
        assert.notEqual(judge(read, wanted, reading), 'never', source)
    }),
    { seed: SEED, numRuns: 2000 },
  )
})

test('what is plainly impossible is found', () => {
  for (const source of [
    'a.count > 6',
    'a.count = 2.5',
    'a.born > today',
    'a.kind = "x" and a.kind = "y"',
    'limit * 2 < a.count',
    'a.count < a.share and a.share <= a.count',
  ]) {
    const reading = readingOf(words)
    assert.equal(judge(readCondition(source, reading), TRUE, reading), 'never', source)
  }
})
