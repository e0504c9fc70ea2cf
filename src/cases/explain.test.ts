import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { decide, loadCatalogue } from '#catalogue'
import type { Language } from '#platform'
import { explainSteps } from './explain.ts'
import { boAnswers } from './testing/town.ts'

const catalogue = await loadCatalogue(join(import.meta.dirname, '../..'))
const sources = { 'household.incomeLastYear': 'tax.assessed-income' }

function explained(id: string, language: Language = 'en', answers = boAnswers) {
  const service = catalogue.services.get(id)!
  return explainSteps({ world: { catalogue }, service, sources, language }, decide(service, answers, '2026-11-21').trace)
}

test('a rule is explained with the fact it read, its value, and the register that told it', () => {
  const income = explained('child-benefit').find(({ facts }) => facts.some(({ value }) => value === '€52,000.00'))
  assert.match(income!.facts[0]!.source, /looked up at Tax Office/)
  assert.equal(income!.verdict, 'does-not-apply')
})

test('a rate is explained with its value, the day from which it holds, and its source', () => {
  const rates = explained('child-benefit').flatMap(({ parameters }) => parameters)
  assert.ok(
    rates.some(rate => /^Weekly amount for the first child: €26.90, valid since 6 April 2026 \(.+\)$/.test(rate)),
    rates.join('\n'),
  )
  assert.ok(
    rates.some(rate => /^Age limit: 16 years, valid since/.test(rate)),
    rates.join('\n'),
  )
})

test('what the rules work out is shown as money', () => {
  assert.equal(explained('child-benefit').find(({ title }) => title === 'What is paid')?.result, '€26.90')
})

test('each twin’s date of birth is read, and each is shown', () => {
  const [freja] = boAnswers.children as object[]
  const twins = { ...boAnswers, children: [freja, { ...freja, bornOn: '2026-11-15' }] }
  const [age] = explained('child-benefit', 'en', twins)
  assert.equal(age!.facts[0]!.value, '14 November 2026; 15 November 2026')
})

test('a fact that is missing makes a step not known yet, and says that it was not given', () => {
  const { household: _, ...unknown } = boAnswers
  const steps = explained('child-benefit', 'en', unknown)
  assert.ok(steps.some(({ verdict, facts }) => verdict === 'unknown' && facts.some(({ value }) => value === 'Not given')))
})

test('the same steps are told in French and Arabic', () => {
  assert.match(explained('child-benefit', 'fr')[0]!.parameters[0]!, /16 ans, en vigueur depuis le 1er janvier 2021/)
  assert.match(explained('child-benefit', 'ar')[0]!.parameters[0]!, /سارٍ منذ/)
})

test('what was worked out on the way is told before the step that uses it, by its name and as money', async () => {
  const usa = await loadCatalogue(join(import.meta.dirname, '../../conformance/governments/usa'))
  const service = usa.services.get('snap-virginia')!
  const answers = {
    household: { size: 1, hasElderlyOrDisabled: false, resources: 0 },
    income: { earned: 0, other: 25_000 },
    costs: { childSupport: 0, dependentCare: 0, rentOrMortgage: 0, homeInsuranceAndTaxes: 0, paysHeatingOrCooling: false },
    month: { hasEmergencyWaiver: false },
  }
  const { trace } = decide(service, answers, '2020-02-10')
  const steps = explainSteps({ world: { catalogue: usa }, service, sources: {}, language: 'en' }, trace)
  const at = (title: string) => steps.findIndex(step => step.title === title)
  assert.ok(at('Worked out: Gross income') < at('Worked out: Net income'), steps.map(({ title }) => title).join('\n'))
  assert.equal(steps[at('Worked out: Net income')]?.result, 'US$83.00')
  const monthly = steps[at('Worked out: Monthly allotment')]
  assert.ok(monthly?.facts.some(({ label, value }) => label === 'Maximum allotment' && value === 'US$194.00'))
  assert.match(steps[at('Worked out: Maximum allotment')]?.parameters[0] ?? '', /US\$194.00, US\$355.00, .+ since 1 October 2019/)
})
