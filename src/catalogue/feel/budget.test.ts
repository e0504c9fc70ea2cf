import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Fact, FactType } from '../fact.ts'
import type { Scope } from '../rule.ts'
import { compileExpression } from './compile-expression.ts'
import { parse } from './feelin.ts'
import { MOST_STEPS, stepsOf } from './meter.ts'
import { overrunIn } from './overrun.ts'
import { entitiesOf } from './vocabulary.ts'
import { worstCase } from './worst-case.ts'

const fact = (name: string, type: FactType, of?: string): Fact => {
  const [entity = '', field = ''] = name.split('.')
  const rest = { label: {}, optional: false, rules: {}, sensitivity: 'personal', retain: 'P1Y' } as const
  return { name, entity, field, type, ...(of && { of }), ...rest }
}
const facts = new Map(
  [
    fact('applicant.note', 'text'),
    fact('applicant.income', 'number'),
    fact('child.age', 'number', 'children'),
    fact('child.name', 'name', 'children'),
    fact('job.pay', 'number', 'jobs'),
  ].map(each => [each.name, each]),
)
const ROWS = 30
const rows = new Map([
  ['children', ROWS],
  ['jobs', ROWS],
])
const words = { facts, parameters: new Map(), entities: entitiesOf(facts.values()), rows }

function scopeOf(length: number): Scope {
  const children = Array.from({ length }, (_, at) => ({ age: at % 19, name: `Kim ${at}` }))
  const jobs = Array.from({ length }, (_, at) => ({ pay: at * 7 }))
  return frozen({ on: '2026-11-21', answers: { applicant: { note: 'aaaa bbbb', income: 120 }, children, jobs } })
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(Object.freeze(value))) frozen(each)
  return value
}

function compiled(source: string) {
  const result = compileExpression(source, words)
  if ('faults' in result) throw new Error(`${source}: ${JSON.stringify(result.faults)}`)
  return result.expression
}

/** Expressions by their own grammar: every way of going through lists, of comparing, sorting, joining and calling. */
const { number, truth } = fc.letrec<{ list: string; number: string; truth: string }>(tie => ({
  list: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('children.age', 'jobs.pay', '[1, 2, 3]', '[1..9]'),
    fc.tuple(tie('number'), fc.constantFrom('children', 'jobs')).map(([body, over]) => `(for x in ${over} return ${body})`),
    tie('number').map(body => `(for x in 1..20, y in 1..9 return x + y + ${body})`),
    fc.tuple(tie('list'), tie('number')).map(([over, limit]) => `${over}[item > ${limit}]`),
    tie('list').map(over => `sort(${over}, function(a, b) a < b)`),
    tie('list').map(over => `distinct values(${over})`),
    tie('list').map(over => `reverse(concatenate(${over}, ${over}))`),
    tie('list').map(over => `flatten([${over}, [${over}]])`),
  ),
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('1', '7', 'applicant.income'),
    tie('list').map(of => `count(${of})`),
    tie('list').map(of => `sum(${of})`),
    fc.tuple(tie('number'), tie('number'), fc.constantFrom('+', '-', '*', '**')).map(([a, b, sign]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('truth'), tie('number')).map(([when, then]) => `(if ${when} then ${then} else 0)`),
    tie('list').map(of => `string length(string(${of}))`),
  ),
  truth: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('matches(applicant.note, "^(a+)+$")', 'contains(applicant.note, "b")'),
    fc.tuple(tie('list'), tie('number')).map(([over, limit]) => `(some z in ${over} satisfies z > ${limit})`),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(every z in ${a} satisfies list contains(${b}, z))`),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} = ${b})`),
    fc.tuple(tie('number'), tie('list')).map(([a, b]) => `(${a} in ${b})`),
  ),
}))
const expressions = fc.oneof(number, truth).filter(source => source.length <= 2_000)

test('no expression takes more steps than it may, and one that is stopped is not known, with its name kept', () => {
  fc.assert(
    fc.property(expressions, fc.constantFrom(0, 1, ROWS, 300), (source, length) => {
      const result = compileExpression(source, words)
      if ('faults' in result) return result.faults.every(({ message }) => /steps/.test(message))
      const scope = scopeOf(length)
      const value = result.expression.value(scope)
      const stopped = overrunIn(scope)
      return stopped === undefined || (stopped === source && value === null)
    }),
    { seed: 20261122, numRuns: 600 },
  )
})

test('what an expression takes is foreseen: with lists as long as they may be, it is let in only if it can end', () => {
  fc.assert(
    fc.property(expressions, source => {
      const result = compileExpression(source, words)
      const foreseen = worstCase(parse(source), source, rows)
      if ('faults' in result) return foreseen > MOST_STEPS
      const scope = scopeOf(ROWS)
      result.expression.value(scope)
      return overrunIn(scope) === undefined
    }),
    { seed: 20261122, numRuns: 600 },
  )
})

test('evaluation never changes its input, not even where it may be stopped', () => {
  const scope = scopeOf(400)
  const before = structuredClone(scope)
  fc.assert(
    fc.property(expressions, source => {
      const result = compileExpression(source, words)
      if ('expression' in result) {
        result.expression.value({ ...scope })
        result.expression.missing({ ...scope })
        result.expression.read({ ...scope })
      }
      assert.deepEqual(scope, before)
    }),
    { seed: 20261122, numRuns: 200 },
  )
})

const WITHOUT_END = [
  'sum(for i in children return count(for j in jobs return count(children[age > j.pay])))',
  '{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), n: f(f, 30)}.n',
  '{f: function(g, n) if n = 0 then 1 else if g(g, n - 1) = 0 then 0 else g(g, n - 1), n: f(f, 30)}.n',
  '{a: [1, 1, 1, 1], b: [a, a, a, a], c: [b, b, b, b], d: [c, c, c, c], e: [d, d, d, d], f: [e, e, e, e], g: [f, f, f, f], h: [g, g, g, g], i: [h, h, h, h], n: count(flatten(i))}.n',
  '{a: [1, 1, 1, 1], b: [a, a, a, a], c: [b, b, b, b], d: [c, c, c, c], e: [d, d, d, d], f: [e, e, e, e], g: [f, f, f, f], h: [g, g, g, g], i: [h, h, h, h], n: i = i}.n',
  `{a0: "xxxxxxxx", ${Array.from({ length: 20 }, (_, n) => `a${n + 1}: a${n} + a${n}`).join(', ')}, n: string length(a20)}.n`,
  `{a0: "xxxxxxxx", ${Array.from({ length: 20 }, (_, n) => `a${n + 1}: string join([a${n}, a${n}], a${n})`).join(', ')}, n: string length(a20)}.n`,
  `{a0: "xxxxxxxx", ${Array.from({ length: 20 }, (_, n) => `a${n + 1}: replace(a${n}, "x", "$0$0")`).join(', ')}, n: string length(a20)}.n`,
  '{r: [1..1000000000], n: count(for i in r return i)}.n',
  'count(sort(children, function(a, b) count(jobs[pay > a.age]) > count(jobs[pay > b.age])))',
  'some a in children satisfies every b in children satisfies some c in jobs satisfies a.age + b.age = c.pay - 99',
]

test('what would run without end is stopped: loops in loops, functions that call themselves, lists and texts that double', () => {
  const wide = {
    ...words,
    rows: new Map([
      ['children', 1],
      ['jobs', 1],
    ]),
  }
  for (const source of WITHOUT_END) {
    const result = compileExpression(source, wide)
    assert.ok('expression' in result, `${source} ${JSON.stringify(result)}`)
    const scope = scopeOf(1_000)
    assert.equal(result.expression.value(scope), null, source)
    assert.equal(overrunIn(scope), source)
  }
})

test('an expression that would be stopped with long lists is a fault, which says by how much and what to do', () => {
  const far = compileExpression(WITHOUT_END[0]!, { ...words, rows: new Map() })
  assert.ok('faults' in far)
  assert.match(far.faults[0]!.message, /could take [\d,]+ steps; it may take 250,000/)
  assert.match(far.faults[0]!.hint, /one list inside another/)
  assert.ok('faults' in compileExpression('count(for i in [1..1000000] return i) > 1', words))
})

test('a count with broken ends ends', () => {
  assert.equal(compiled('count(for i in 1..2.5 return i)').value(scopeOf(1)), 2)
  assert.equal(compiled('count(for i in 3..1 return i)').value(scopeOf(1)), 3)
})

test('a pattern is written out, and is one that takes a time in proportion to the text', () => {
  const said = (source: string) => {
    const result = compileExpression(source, words)
    return 'faults' in result ? result.faults.map(({ message, hint }) => `${message} ${hint}`).join() : 'taken'
  }
  assert.match(said('matches(applicant.note, applicant.note)'), /must be written out.*quotation marks/)
  assert.match(said('matches(pattern: applicant.note, input: "a")'), /must be written out/)
  assert.match(said('count(split(applicant.note, "(?=a)"))'), /looks ahead/)
  assert.match(said('replace(applicant.note, "(a)\\\\1", "b")'), /looks back/)
  assert.match(said('count(sort(children.name, matches))'), /There is no “matches”/)
  assert.equal(said('matches(applicant.note, "^\\\\d+$")'), 'taken')
})

test('texts are found, replaced and split as FEEL says', () => {
  const value = (source: string) => compiled(source).value(scopeOf(1))
  assert.equal(value('matches("2026-11", "^\\\\d{4}-\\\\d\\\\d$")'), true)
  assert.equal(value('matches("ABC", "b", "i")'), true)
  assert.equal(value('matches("ABC", "b", "q")'), null)
  assert.equal(value('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")'), '[1=ab][2=]cd')
  assert.equal(value('replace("banana", "a", "<$0>")'), 'b<a>n<a>n<a>')
  assert.deepEqual(value('split("John Doe", "\\\\s")'), ['John', 'Doe'])
  assert.deepEqual(value('split("a;b;;", ";")'), ['a', 'b', '', ''])
})

test('the same expression takes the same steps every time', () => {
  const expression = compiled('count(children[age > 5 and matches(name, "^K")])')
  const counts = [1, 2, 3].map(() => {
    const scope = scopeOf(ROWS)
    return stepsOf(() => expression.feel.value(scope))
  })
  assert.equal(new Set(counts).size, 1)
})
