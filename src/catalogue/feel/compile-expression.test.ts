import assert from 'node:assert/strict'
import test from 'node:test'
import type { Fact, FactType } from '../fact.ts'
import type { Answers, Parameter } from '../rule.ts'
import { compileExpression } from './compile-expression.ts'
import { entitiesOf } from './vocabulary.ts'

const fact = (name: string, type: FactType, more: Partial<Fact> = {}): Fact => {
  const [entity = '', field = ''] = name.split('.')
  return { name, entity, field, type, label: {}, optional: false, rules: {}, sensitivity: 'personal', retain: 'P1Y', ...more }
}

const facts = new Map(
  [
    fact('applicant.bornOn', 'date'),
    fact('applicant.residence', 'address'),
    fact('applicant.partner', 'yes-no'),
    fact('applicant.work', 'one-of', { options: ['employed', 'student'].map(value => ({ value, label: {} })) }),
    fact('household.income', 'money'),
    fact('child.bornOn', 'date', { of: 'children' }),
    fact('child.givenNames', 'name', { of: 'children' }),
    fact('child.atHome', 'yes-no', { of: 'children' }),
  ].map(each => [each.name, each]),
)
const limit: Parameter = {
  name: 'incomeLimit',
  unit: 'EUR-minor',
  source: 'law',
  values: [
    { from: '2025-01-01', value: 100 },
    { from: '2026-07-01', value: 200 },
  ],
}
const words = { facts, parameters: new Map([['incomeLimit', limit]]), entities: entitiesOf(facts.values()) }

function compiled(source: string) {
  const result = compileExpression(source, words)
  if ('faults' in result) throw new Error(JSON.stringify(result.faults))
  return result.expression
}

const value = (source: string, answers: Answers, on = '2026-11-21') => compiled(source).value({ answers, on })
const missing = (source: string, answers: Answers) => compiled(source).missing({ answers, on: '2026-11-21' })

function faultsOf(source: string) {
  const result = compileExpression(source, words)
  return 'faults' in result ? result.faults : []
}

test('an expression that reads a missing fact is not known yet, in every form FEEL itself would call false', () => {
  const forms = [
    'applicant.work = "student"',
    'applicant.work != "student"',
    'applicant.work in ("student", "employed")',
    'household.income > 5',
    'household.income between 1 and 5',
    'count(children[age(bornOn) < 16]) = 0',
    'count(children) = 0',
    'some c in children satisfies c.atHome = true',
    'every c in children satisfies c.atHome = true',
    'not(household.income > 5)',
    'if household.income > 5 then true else false',
    'list contains(["a"], applicant.work)',
    'applicant.residence.country = "FH"',
    'sum(for c in children return age(c.bornOn)) > 3',
  ]
  for (const form of forms) assert.equal(value(form, {}), null, form)
})

test('one child whose birthday is missing leaves a count of children not known yet', () => {
  const young = 'count(children[age(bornOn) < 16]) > 0'
  assert.equal(value(young, { children: [{ bornOn: '2020-01-01' }, {}] }), null)
  assert.deepEqual(missing(young, { children: [{ bornOn: '2020-01-01' }, {}] }), ['child.bornOn'])
  assert.equal(value(young, { children: [{ bornOn: '2020-01-01' }, { bornOn: '2001-01-01' }] }), true)
})

test('what is known settles “and” and “or” without what is missing', () => {
  assert.equal(value('applicant.partner = true and household.income > 5', { applicant: { partner: false } }), false)
  assert.equal(value('household.income > 5 or applicant.partner = false', { applicant: { partner: false } }), true)
  assert.equal(value('applicant.partner = true and household.income > 5', { applicant: { partner: true } }), null)
  assert.deepEqual(missing('applicant.partner = true and household.income > 5', { applicant: { partner: true } }), [
    'household.income',
  ])
  assert.equal(value('if applicant.partner then household.income else 0', { applicant: { partner: false } }), 0)
})

test('known() asks whether a fact is there without needing it', () => {
  assert.equal(value('known(household.income)', {}), false)
  assert.equal(value('known(household.income) and household.income > 5', {}), false)
  assert.equal(value('known(household.income)', { household: { income: 0 } }), true)
  assert.equal(value('count(children[known(bornOn) = false])', { children: [{}, { bornOn: '2020-01-01' }] }), 1)
})

test('dates compare as dates, and age counts whole years on the day of the rules', () => {
  assert.equal(value('applicant.bornOn < date("2000-01-01")', { applicant: { bornOn: '1999-12-31' } }), true)
  assert.equal(value('age(applicant.bornOn)', { applicant: { bornOn: '2008-11-22' } }), 17)
  assert.equal(value('age(applicant.bornOn)', { applicant: { bornOn: '2008-11-21' } }), 18)
  assert.equal(value('age(applicant.bornOn)', { applicant: { bornOn: '2004-02-29' } }, '2026-02-28'), 21)
  assert.equal(value('applicant.bornOn + duration("P18Y")', { applicant: { bornOn: '2008-11-21' } }), '2026-11-21')
  assert.equal(value('today', {}, '2026-02-03'), '2026-02-03')
})

test('a parameter has the value of its day, and none before its first', () => {
  const answers = { household: { income: 150 } }
  assert.equal(value('household.income > incomeLimit', answers, '2026-06-30'), true)
  assert.equal(value('household.income > incomeLimit', answers, '2026-07-01'), false)
  assert.equal(value('household.income > incomeLimit', answers, '2024-12-31'), null)
  assert.equal(value('household.income != incomeLimit', answers, '2024-12-31'), null)
})

test('a repeated page asks of its own entry', () => {
  const result = compileExpression('child.atHome = true', { ...words, at: 'child' })
  assert.ok('expression' in result)
  const answers = { children: [{ atHome: false }, { atHome: true }, {}] }
  const values = [0, 1, 2].map(child => result.expression.value({ answers, on: '2026-11-21', at: { child } }))
  assert.deepEqual(values, [false, true, null])
})

test('the explanation names the facts and the parameters with their date', () => {
  assert.deepEqual(
    compiled('household.income > incomeLimit').read({ answers: { household: { income: 150 } }, on: '2026-11-21' }),
    {
      facts: [{ name: 'household.income', value: 150 }],
      parameters: [{ name: 'incomeLimit', value: 200, since: '2026-07-01', unit: 'EUR-minor' }],
    },
  )
})

test('evaluation never changes the answers', () => {
  const answers = { children: [{ bornOn: '2020-01-01' }], applicant: { bornOn: '1990-01-01' } }
  const before = structuredClone(answers)
  value('count(children[age(bornOn) < 16]) + age(applicant.bornOn)', answers)
  assert.deepEqual(answers, before)
})

test('a mistyped or forbidden name is a fault that says what to write', () => {
  const hints: [string, RegExp][] = [
    ['applicant.bornOnn = today', /There is no fact “applicant.bornOnn”. Did you mean “applicant.bornOn”/],
    ['aplicant.partner = true', /There is no “aplicant”. Did you mean “applicant”/],
    ['household.income > income-limit', /hyphen is a minus sign.*incomeLimit/],
    ['child.bornOn < today', /Write children.field/],
    ['household.income > now()', /may not call now/],
    ['today() > applicant.bornOn', /without brackets/],
    ['household.income = null', /known\(fact\)/],
    ['applicant.work = "studnt"', /never "studnt". Did you mean “student”/],
    ['household.income > "5"', /Take the quotation marks away/],
    ['applicant.bornOn < "2000-01-01"', /Write date\("2000-01-01"\)/],
    ['applicant.residence.town2 = "x"', /no part called “town2”. Did you mean “town”/],
    ['count(children[not(atHome = true)]) = 0', /A filter needs a comparison/],
    ['count(children[atHome]) = 0', /A filter needs a comparison/],
    ['household.income >', /missing bracket/],
    ['applicant = true', /alone is no fact/],
    ['sum(for i in 1..1000000000 return i) > 1', /count that far/],
    ['frobnicate(household.income)', /There is no “frobnicate”/],
  ]
  for (const [source, expected] of hints) {
    const said = faultsOf(source).map(({ message, hint }) => `${message} ${hint}`)
    assert.ok(
      said.some(text => expected.test(text)),
      `${source} → ${said.join(' | ')}`,
    )
  }
})

test('a sign from another language is told with the one to write, and what was published before is still read', () => {
  const said = (source: string, more = {}) => {
    const result = compileExpression(source, { ...words, ...more })
    return 'faults' in result ? result.faults.map(({ message, hint }) => `${message} ${hint}`).join() : ''
  }
  assert.equal(said('applicant.partner == true'), '“==” is no sign in a rule: nothing ever meets it. Write one =.')
  assert.match(said('household.income =< 5'), /“=<” is no sign.*Write <=\./)
  assert.match(said('household.income <> 5'), /“<>” is no sign.*Write !=\./)
  assert.match(said('household.income === 5'), /“===” is no sign.*Write one =\./)
  for (const meant of [
    'applicant.partner = true',
    'applicant.work = "=="',
    'household.income in (< 5, > 9)',
    'household.income != 1',
  ])
    assert.doesNotMatch(said(meant), /no sign/, meant)
  assert.equal(said('applicant.partner == true', { isPublished: true }), '')
})
