import assert from 'node:assert/strict'
import test from 'node:test'
import { composeLifeEvent } from './compose-life-event.ts'
import { decide } from './decide.ts'
import { eligibility } from './eligibility.ts'
import { describeFault } from './faults.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { answerFault } from './read-answer.ts'
import { runExamples } from './run-examples.ts'
import { walkPages } from './walk-pages.ts'

const fairhaven = await loadCatalogue(new URL('../../', import.meta.url).pathname)
const on = '2026-11-21'

for (const service of fairhaven.services.values()) {
  test(`${service.id} does what its examples say`, () => {
    assert.ok(service.examples.length > 0, 'it has examples')
    assert.deepEqual(runExamples(service).map(describeFault), [])
  })

  test(`${service.id} gives examples with answers a person could give`, () => {
    for (const { name, given } of service.examples) {
      for (const fact of service.facts.values()) {
        const entries = fact.of ? (given[fact.of] ?? []) : [given[fact.entity] ?? {}]
        for (const entry of entries as Record<string, unknown>[]) {
          if (entry[fact.field] === undefined) continue
          assert.equal(answerFault(fact, entry[fact.field], on), undefined, `${name}: ${fact.name}`)
        }
      }
    }
  })
}

const havingAChild = fairhaven.lifeEvents.get('having-a-child')!
const birth = {
  applicant: { givenNames: 'Bo', familyName: 'Lindgren', bornOn: '1984-03-12' },
  children: [{ noticeId: 'BN-1', givenNames: 'Freja', familyName: 'Lindgren', bornOn: '2026-11-14' }],
}

test('having a child is one journey in which no question is asked twice', () => {
  const composed = composeLifeEvent(fairhaven, havingAChild, ['child-benefit', 'childcare-place'])
  assert.deepEqual(
    composed.services.map(service => service.id),
    ['register-birth', 'child-health-cover', 'child-benefit', 'childcare-place'],
  )
  const asked = composed.pages.flatMap(page => page.facts.map(fact => fact.name))
  assert.deepEqual(asked, [...new Set(asked)])
  assert.deepEqual(
    composed.pages.map(page => page.id),
    [
      'register-birth.you',
      'register-birth.child',
      'register-birth.other-parent',
      'child-benefit.household',
      'child-benefit.partner',
      'child-benefit.income',
      'child-benefit.account',
      'childcare-place.place',
      'childcare-place.needs',
      'childcare-place.care',
      'childcare-place.contact',
    ],
  )
})

test('each register is asked once for all services, with consent where one of them needs it', () => {
  const { know } = composeLifeEvent(fairhaven, havingAChild, ['child-benefit', 'childcare-place'])
  const asked = know.map(({ from, consent, services }) => [from, consent, services.length])
  assert.deepEqual(asked, [
    ['population.person', 'not-needed', 3],
    ['population.birth-notices', 'not-needed', 4],
    ['population.household', 'not-needed', 1],
    ['tax.assessed-income', 'asked', 1],
  ])
})

test('services nobody chose leave no question behind', () => {
  const { pages, services } = composeLifeEvent(fairhaven, havingAChild, [])
  assert.deepEqual(
    services.map(service => service.id),
    ['register-birth', 'child-health-cover'],
  )
  assert.deepEqual([...new Set(pages.map(page => page.service))], ['register-birth'])
})

test('twins have a page each, and the partner’s page comes and goes with the answer before it', () => {
  const { pages } = composeLifeEvent(fairhaven, havingAChild, ['child-benefit'])
  const met = (household: object) =>
    walkPages(pages, { children: [{}, {}], household }, on).map(({ page, index }) => `${page.id}${index ?? ''}`)
  assert.ok(met({ livesWithPartner: true }).includes('child-benefit.partner'))
  assert.ok(!met({ livesWithPartner: false }).includes('child-benefit.partner'))
  assert.ok(!met({}).includes('child-benefit.partner'))
  assert.ok(met({}).includes('register-birth.child1'))
})

test('whether a person may have child benefit is not known before the child is', () => {
  const benefit = fairhaven.services.get('child-benefit')!
  assert.deepEqual(eligibility(benefit, {}, on), { answer: 'not-known-yet', because: [], missing: ['children', 'child.bornOn'] })
  assert.equal(eligibility(benefit, birth, on).answer, 'yes')
  const grown = eligibility(benefit, { children: [{ bornOn: '2001-01-01' }] }, on)
  assert.equal(grown.answer, 'no')
  assert.equal(grown.because[0]?.words.en, 'Child benefit is for children under 16.')
})

test('a refusal explains itself: the rule, the income, and the limit of the day', () => {
  const decision = decide(fairhaven.services.get('child-benefit')!, { ...birth, household: { incomeLastYear: 9_120_000 } }, on)
  assert.equal(decision.outcome, 'refuse')
  assert.match(decision.words?.fr ?? '', /80 000 €/)
  assert.deepEqual(decision.trace.at(-1), {
    rule: 'decide.1',
    source: 'household.incomeLastYear > incomeLimit',
    result: true,
    facts: [{ name: 'household.incomeLastYear', value: 9_120_000 }],
    parameters: [{ name: 'incomeLimit', value: 8_000_000, since: '2025-04-06', unit: 'EUR-minor' }],
  })
})

test('a fact that is missing never refuses anybody: an officer decides, and sees what is missing', () => {
  const decision = decide(fairhaven.services.get('child-benefit')!, birth, on)
  assert.deepEqual(
    [decision.outcome, decision.because, decision.missing],
    ['officer', 'not-known-yet', ['household.incomeLastYear']],
  )
})
