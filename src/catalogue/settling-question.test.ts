import assert from 'node:assert/strict'
import test from 'node:test'
import { eligibility } from './eligibility.ts'
import { checkServiceText, loadCatalogue } from './load-catalogue.ts'
import type { Answers } from './rule.ts'
import type { Service } from './service.ts'
import { settlingQuestion } from './settling-question.ts'
import { busPass } from './testing/bus-pass.ts'

const ON = '2026-11-21'
const fairhaven = await loadCatalogue(new URL('../../', import.meta.url).pathname)

function serviceOf(text: string): Service {
  const { service, faults } = checkServiceText(fairhaven, { file: 'services/bus-pass.yaml', text })
  assert.deepEqual(faults, [])
  return service!
}

const pass = serviceOf(busPass)
const next = (answers: Answers, service = pass) => settlingQuestion(service, answers, ON)

test('the question that spares the others is asked first, though the conditions name another before it', () => {
  assert.deepEqual(next({}), { fact: 'pass.age', settlesAll: false })
})

test('a question that settles it whatever is answered is said to do so', () => {
  assert.deepEqual(next({ pass: { age: 30, earns: 1000 } }), { fact: 'pass.alone', settlesAll: true })
  assert.deepEqual(next({ pass: { alone: false } }), { fact: 'pass.age', settlesAll: true })
})

test('of what is known already nothing is asked', () => {
  assert.equal(next({ pass: { age: 70 } }), undefined)
  assert.equal(next({ pass: { age: 30, alone: false } }), undefined)
})

test('whatever is answered, the questions come to an end, and none is asked twice', () => {
  const values = { 'pass.earns': [0, 1499, 1500], 'pass.alone': [true, false], 'pass.age': [0, 64, 65] }
  const follow = (answers: Readonly<Record<string, unknown>>): number => {
    const question = next({ pass: answers })
    if (!question) {
      assert.notEqual(eligibility(pass, { pass: answers }, ON).answer, 'not-known-yet')
      return 0
    }
    const [, field = ''] = question.fact.split('.')
    assert.ok(!(field in answers), question.fact)
    const each = values[question.fact as keyof typeof values].map(value => follow({ ...answers, [field]: value }))
    if (question.settlesAll) assert.deepEqual([...new Set(each)], [0])
    return 1 + Math.max(...each)
  }
  assert.equal(follow({}), 3)
})

test('with conditions on very many answers the first twenty are compared, and one of them is asked', () => {
  const names = Array.from({ length: 40 }, (_, at) => `q${at}`)
  const facts = names
    .map(name => `  pass.${name}: { type: number, label: { en: ${name}?, fr: ${name} ?, ar: ${name}؟ } }\n`)
    .join('')
  const many = serviceOf(
    busPass
      .replace('direction:', `${facts}direction:`)
      .replace('pass.age]', `pass.age, ${names.map(name => `pass.${name}`).join(', ')}]`)
      .replace('and pass.alone)', `and pass.alone${names.map((name, at) => ` and pass.${name} > ${at}`).join('')})`),
  )
  const question = next({}, many)!
  assert.ok(eligibility(many, {}, ON).missing.slice(0, 20).includes(question.fact))
  assert.equal(question.settlesAll, false)
})
