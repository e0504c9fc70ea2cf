import assert from 'node:assert/strict'
import test from 'node:test'
import { decide } from './decide.ts'
import type { Fact } from './fact.ts'
import { compileExpression } from './feel/compile-expression.ts'
import { entitiesOf } from './feel/vocabulary.ts'
import { loadCatalogue } from './load-catalogue.ts'
import type { DecisionRule, DecisionTable, Outcome } from './rule.ts'
import type { Service } from './service.ts'

const fairhaven = await loadCatalogue(new URL('../../', import.meta.url).pathname)
const benefit = fairhaven.services.get('child-benefit')!
const facts = fairhaven.facts
const words = { facts: facts as ReadonlyMap<string, Fact>, parameters: benefit.parameters, entities: entitiesOf(facts.values()) }
const on = '2026-11-21'

function feel(source: string) {
  const compiled = compileExpression(source, words)
  assert.ok('expression' in compiled, source)
  return compiled.expression
}

const rule = (condition: string | undefined, outcome: Outcome, outputs: Record<string, string> = {}): DecisionRule => ({
  ...(condition && { if: feel(condition) }),
  outcome,
  outputs: new Map(Object.entries(outputs).map(([name, source]) => [name, feel(source)])),
})

const withTable = (hit: DecisionTable['hit'], ...rules: DecisionRule[]): Service => ({
  ...benefit,
  eligible: [],
  decide: { hit, rules },
})
const income = (incomeLastYear: number) => ({ household: { incomeLastYear } })

test('the first rule that holds decides, and no later one is looked at', () => {
  const service = withTable('first', rule('household.incomeLastYear > 10', 'refuse'), rule('applicant.bornOn < today', 'grant'))
  const decision = decide(service, income(11), on)
  assert.equal(decision.outcome, 'refuse')
  assert.deepEqual(
    decision.trace.map(step => step.rule),
    ['decide.1'],
  )
})

test('a rule that cannot be judged yet stops the table: a later one may not grant past it', () => {
  const decision = decide(withTable('first', rule('household.incomeLastYear > 10', 'refuse'), rule(undefined, 'grant')), {}, on)
  assert.deepEqual(
    [decision.outcome, decision.because, decision.missing],
    ['officer', 'not-known-yet', ['household.incomeLastYear']],
  )
  assert.match(decision.words?.en ?? '', /an officer will look/)
})

test('where one rule should hold and two do, an officer decides', () => {
  const rules = [rule('household.incomeLastYear > 10', 'refuse'), rule('household.incomeLastYear > 20', 'grant')]
  assert.equal(decide(withTable('unique', ...rules), income(15), on).outcome, 'refuse')
  assert.equal(decide(withTable('unique', ...rules), income(25), on).because, 'several-rules')
  assert.equal(decide(withTable('unique', ...rules), income(5), on).because, 'no-rule')
})

test('a request with more in it than a rule may work out goes to an officer, and the person is told that nothing is asked of them', () => {
  const source = 'count(for a in children, b in children return a.givenNames) > 10'
  const few = compileExpression(source, { ...words, rows: new Map([['children', 12]]) })
  assert.ok('expression' in few)
  const service = withTable('first', { if: few.expression, outcome: 'grant', outputs: new Map() }, rule(undefined, 'grant'))
  const children = (count: number) => ({ children: Array.from({ length: count }, () => ({ givenNames: 'Kim' })) })
  assert.equal(decide(service, children(12), on).outcome, 'grant')
  const { outcome, because, words: said } = decide(service, children(1_000), on)
  assert.deepEqual([outcome, because], ['officer', 'too-much-work'])
  assert.match(said?.en ?? '', /You need not do anything/)
})

test('an amount that needs a missing fact is not paid: an officer decides', () => {
  const service = withTable('first', rule(undefined, 'grant', { weekly: 'household.incomeLastYear / 2' }))
  assert.equal(decide(service, {}, on).outcome, 'officer')
  assert.deepEqual(decide(service, income(10), on).values, { weekly: 5 })
})

test('money sums stay whole: cents are counted, not fractions of euros', () => {
  const children = Array.from({ length: 1000 }, () => ({ bornOn: '2026-11-01' }))
  const decision = decide(benefit, { children, ...income(0) }, on)
  assert.equal(decision.values.weekly, 2690 + 999 * 1780)
})
