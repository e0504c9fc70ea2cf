import assert from 'node:assert/strict'
import test from 'node:test'
import { decided, escaped } from './testing/dmn-text.ts'

const rule = (tests: string[], outputs: string[]) =>
  `<rule>${tests.map(each => `<inputEntry><text>${escaped(each)}</text></inputEntry>`).join('')}${outputs
    .map(each => `<outputEntry><text>${escaped(each)}</text></outputEntry>`)
    .join('')}</rule>`

/** A table on `age` with one output, whose allowed values are "high", "middle", "low". */
const table = (policy: string, rules: string[], otherwise = '') =>
  `<decisionTable ${policy}><input><inputExpression><text>age</text></inputExpression></input>
   <output><outputValues><text>"high", "middle", "low", 1, 2, 4</text></outputValues>${otherwise && `<defaultOutputEntry><text>${otherwise}</text></defaultOutputEntry>`}</output>
   ${rules.join('')}</decisionTable>`

const overlapping = [rule(['>= 18'], ['"low"']), rule(['>= 65'], ['"high"']), rule(['[30..70]'], ['"middle"'])]
const counted = [rule(['>= 18'], ['1']), rule(['>= 65'], ['4']), rule(['[30..70]'], ['2'])]

test('unique: one rule answers, and two that hold are no answer', () => {
  assert.equal(decided(table('hitPolicy="UNIQUE"', overlapping), { age: 20 }), 'low')
  assert.equal(decided(table('hitPolicy="UNIQUE"', overlapping), { age: 40 }), null)
})

test('a table that names no policy is unique', () => {
  assert.equal(decided(table('', overlapping), { age: 40 }), null)
})

test('any: rules may overlap when they agree', () => {
  const agreeing = [rule(['>= 18'], ['"low"']), rule(['[30..70]'], ['"low"'])]
  assert.equal(decided(table('hitPolicy="ANY"', agreeing), { age: 40 }), 'low')
  assert.equal(decided(table('hitPolicy="ANY"', overlapping), { age: 40 }), null)
})

test('priority: the output listed first wins, wherever its rule stands', () => {
  assert.equal(decided(table('hitPolicy="PRIORITY"', overlapping), { age: 66 }), 'high')
  assert.equal(decided(table('hitPolicy="PRIORITY"', overlapping), { age: 40 }), 'middle')
})

test('first: the rule that stands first wins', () => {
  assert.equal(decided(table('hitPolicy="FIRST"', overlapping), { age: 66 }), 'low')
})

test('rule order, output order and collect give all that hold', () => {
  assert.deepEqual(decided(table('hitPolicy="RULE ORDER"', overlapping), { age: 66 }), ['low', 'high', 'middle'])
  assert.deepEqual(decided(table('hitPolicy="OUTPUT ORDER"', overlapping), { age: 66 }), ['high', 'middle', 'low'])
  assert.deepEqual(decided(table('hitPolicy="COLLECT"', overlapping), { age: 66 }), ['low', 'high', 'middle'])
  assert.deepEqual(decided(table('hitPolicy="COLLECT"', overlapping), { age: 1 }), [])
})

test('collect adds, counts, and takes the least and the most', () => {
  const by = (aggregation: string) => table(`hitPolicy="COLLECT" aggregation="${aggregation}"`, counted)
  assert.deepEqual(
    ['SUM', 'COUNT', 'MIN', 'MAX'].map(each => decided(by(each), { age: 66 })),
    [7, 3, 1, 4],
  )
  assert.deepEqual(
    ['SUM', 'COUNT'].map(each => decided(by(each), { age: 1 })),
    [null, 0],
  )
})

test('where no rule holds the default output answers', () => {
  assert.equal(decided(table('hitPolicy="UNIQUE"', overlapping, '"low"'), { age: 1 }), 'low')
  assert.equal(decided(table('hitPolicy="UNIQUE"', overlapping), { age: 1 }), null)
})

test('several outputs come as a context by their names', () => {
  const logic = `<decisionTable hitPolicy="FIRST"><input><inputExpression><text>age</text></inputExpression></input>
    <output name="band"/><output name="rate"/>${rule(['-'], ['"all"', 'age * 2'])}</decisionTable>`
  assert.deepEqual(decided(logic, { age: 3 }), { band: 'all', rate: 6 })
})

test('an input outside the values it allows is no answer, not the default’s', () => {
  const logic = `<decisionTable><input><inputExpression typeRef="string"><text>colour</text></inputExpression>
    <inputValues><text>"red", "green"</text></inputValues></input><output/>${rule(['-'], ['1'])}</decisionTable>`
  assert.deepEqual([decided(logic, { colour: 'red' }), decided(logic, { colour: 'blue' })], [1, null])
})

test('a cell may speak of the input as “?”, list values, negate them, or name the value to equal', () => {
  const holds = (cell: string, age: unknown) =>
    decided(table('hitPolicy="COLLECT" aggregation="COUNT"', [rule([cell], ['1'])]), { age }) === 1
  assert.ok(holds('? * 2 > 10', 6) && !holds('? * 2 > 10', 5))
  assert.ok(holds('1, 3, [7..9)', 7) && !holds('1, 3, [7..9)', 9))
  assert.ok(holds('not(1, 3)', 2) && !holds('not(1, 3)', 3))
  assert.ok(holds('odd(3)', true) && !holds('odd(3)', false))
  assert.ok(holds('null', null) && !holds('null', 1))
})
