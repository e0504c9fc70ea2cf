import assert from 'node:assert/strict'
import test from 'node:test'
import { FACT_TYPES, type Fact } from '../fact.ts'
import { answerFault } from '../read-answer.ts'
import { answersThatMatter } from './answers-that-matter.ts'
import { textThatFits } from './text-that-fits.ts'

const on = '2026-11-21'
const told = { sensitivity: 'personal', retain: 'P2Y', optional: false } as const

function fact(type: Fact['type'], more: Partial<Fact> = {}): Fact {
  const options = ['a', 'b', 'c'].map(value => ({ value, label: { en: value } }))
  const rules = type === 'file' ? { accept: ['pdf'] as const, maxBytes: 5000 } : {}
  return { ...told, name: 'x.y', entity: 'x', field: 'y', type, label: { en: 'Y' }, options, rules, ...more }
}

const beside = (numbers: number[]) => ({ numbers: new Set(numbers), texts: new Set<string>(), days: new Set<string>() })

test('to every type of fact there is an answer, and every answer fits', () => {
  for (const type of FACT_TYPES)
    for (const rules of [{}, { past: true }, { future: true }]) {
      const asked = fact(type, { ...(type === 'list' && { item: [fact('date', { rules })] }), ...(type === 'date' && { rules }) })
      const answers = answersThatMatter(asked, on, beside([0, 5, 18]))
      assert.ok(answers.length > 0, type)
      for (const answer of answers) assert.equal(answerFault(asked, answer, on), undefined, `${type} ${JSON.stringify(answer)}`)
    }
})

test('both sides of a limit are tried, within what the fact allows', () => {
  const answers = answersThatMatter(fact('number', { rules: { min: 1, max: 40 } }), on, beside([16, 40]))
  for (const wanted of [1, 15, 16, 17, 39, 40]) assert.ok(answers.includes(wanted), String(wanted))
  assert.ok(!answers.includes(41))
})

test('somebody turns sixteen tomorrow, today and yesterday', () => {
  const answers = answersThatMatter(fact('date', { rules: { past: true } }), on, beside([16]))
  for (const wanted of ['2010-11-20', '2010-11-21', '2010-11-22']) assert.ok(answers.includes(wanted), wanted)
})

test('what may be left blank is left blank last', () => {
  assert.equal(answersThatMatter(fact('text', { optional: true }), on).at(-1), null)
  assert.ok(!answersThatMatter(fact('text'), on).includes(null))
})

test('boxes are ticked one, all and two at a time, never fewer than must be', () => {
  const answers = answersThatMatter(fact('many-of', { rules: { minItems: 2 } }), on, {
    ...beside([]),
    texts: new Set(['c']),
  }) as string[][]
  assert.deepEqual(answers.toSorted(), [
    ['a', 'b'],
    ['a', 'b', 'c'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})

test('a text is found for a pattern', () => {
  for (const pattern of ['[A-Z]{2}[0-9]{6}', 'FH\\d{4}(-[a-z]+)?', '(?:red|blue) \\w{3,}', '[^\\d]{2}x*', '\\+44 \\d{10}'])
    assert.match(textThatFits(pattern) ?? 'none', new RegExp(`^(?:${pattern})$`, 'u'))
  assert.equal(textThatFits('a\\bb'), undefined)
})
