import assert from 'node:assert/strict'
import test from 'node:test'
import { decided, literal } from './testing/dmn-text.ts'

const entry = (name: string, text: string, type = '') =>
  `<contextEntry><variable name="${name}"${type && ` typeRef="${type}"`}/>${literal(text)}</contextEntry>`

test('a literal expression may use names with spaces', () => {
  assert.equal(decided(literal('Monthly Salary * 12'), { 'Monthly Salary': 100 }), 1200)
})

test('a context’s entries see those above them, and a last one without a name is the result', () => {
  const entries = `${entry('a', '1')}${entry('b', 'a + 1')}`
  assert.deepEqual(decided(`<context>${entries}</context>`), { a: 1, b: 2 })
  assert.equal(decided(`<context>${entries}<contextEntry>${literal('a + b')}</contextEntry></context>`), 3)
})

test('an entry that is not of its type is null', () => {
  assert.deepEqual(decided(`<context>${entry('a', '"one"', 'number')}</context>`), { a: null })
})

test('a relation is a list of contexts, a list a list', () => {
  const relation = `<relation><column name="name"/><column name="age"/><row>${literal('"Bo"')}${literal('7')}</row></relation>`
  assert.deepEqual(decided(relation), [{ name: 'Bo', age: 7 }])
  assert.deepEqual(decided(`<list>${literal('1')}${literal('x')}</list>`, { x: 2 }), [1, 2])
})

test('a conditional needs a yes or a no', () => {
  const choice = `<conditional><if>${literal('x')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`
  assert.deepEqual(
    [true, false, 'yes'].map(x => decided(choice, { x })),
    [1, 2, null],
  )
})

test('a filter keeps what matches, by item or by an entry’s own names', () => {
  const filter = (match: string) => `<filter><in>${literal('list')}</in><match>${literal(match)}</match></filter>`
  assert.deepEqual(decided(filter('item > 1'), { list: [1, 2, 3] }), [2, 3])
  assert.deepEqual(decided(filter('age > 1'), { list: [{ age: 1 }, { age: 2 }] }), [{ age: 2 }])
  assert.equal(decided(filter('"no answer"'), { list: [1] }), null)
})

test('for, some and every go through a list', () => {
  const over = (kind: string, body: string, text: string) =>
    `<${kind} iteratorVariable="each"><in>${literal('list')}</in><${body}>${literal(text)}</${body}></${kind}>`
  const list = [1, 2, 3]
  assert.deepEqual(decided(over('for', 'return', 'each * 2 + count(partial)'), { list }), [2, 5, 8])
  assert.equal(decided(over('some', 'satisfies', 'each > 2'), { list }), true)
  assert.equal(decided(over('every', 'satisfies', 'each > 2'), { list }), false)
  assert.equal(decided(over('every', 'satisfies', 'each > 2'), { list: 'not a list' }), null)
})

test('a function holds its parameters to their types, and is called by name or by place', () => {
  const area = `<contextEntry><variable name="area"/><functionDefinition><formalParameter name="width" typeRef="number"/>
    <formalParameter name="height" typeRef="number"/>${literal('width * height')}</functionDefinition></contextEntry>`
  const calling = (call: string) => decided(`<context>${area}<contextEntry>${call}</contextEntry></context>`)
  assert.equal(calling(literal('area(2, 3)')), 6)
  assert.equal(calling(literal('area(height: 3, width: 2)')), 6)
  assert.deepEqual(
    ['area(2)', 'area(2, 3, 4)', 'area(2, "3")', 'area(long: 2, height: 3)'].map(call => calling(literal(call))),
    [null, null, null, null],
  )
  const bound = (name: string, text: string) => `<binding><parameter name="${name}"/>${literal(text)}</binding>`
  assert.equal(calling(`<invocation>${literal('area')}${bound('height', '3')}${bound('width', '2')}</invocation>`), 6)
})

test('a function that would run Java or PMML never runs', () => {
  for (const kind of ['Java', 'PMML']) {
    const body = `<context>${entry('class', '"java.lang.Math"')}${entry('method signature', '"cos(double)"')}</context>`
    const logic = `<context><contextEntry><variable name="cos"/><functionDefinition kind="${kind}"><formalParameter name="x"/>${body}</functionDefinition></contextEntry>
      <contextEntry>${literal('cos(1)')}</contextEntry></context>`
    assert.equal(decided(logic), null)
  }
  assert.equal(
    decided(literal('(function(x) external { java: { class: "java.lang.Math", method signature: "cos(double)" } })(1)')),
    null,
  )
})
