import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact, Service } from '#catalogue'
import { factsLeft, lastFactGoesOn } from './facts-kept.ts'

const fact = (name: string, retain: string, of?: string) => {
  const [entity, field] = name.split('.')
  return [name, { name, entity, field, retain, ...(of && { of }) } as Fact] as const
}
const service = {
  facts: new Map([fact('applicant.telephone', 'P6M'), fact('applicant.income', 'P2Y'), fact('child.name', 'P1Y', 'children')]),
} as unknown as Service
const facts = {
  answers: { applicant: { telephone: '1', income: 2 }, children: [{ name: 'Freja' }, { name: 'Ama' }] },
  sources: { 'applicant.income': 'tax.income', 'child.name 0': 'births' },
}
const decidedOn = '2026-11-21'
const left = (today: string) => factsLeft(service, facts, { decidedOn, today })

test('each fact is kept as long as it says after the decision, and not a day longer', () => {
  const before = left('2027-05-20')
  assert.deepEqual([before.facts, before.hasForgotten, before.nextOn], [facts, false, '2027-05-21'])
  const after = left('2027-05-21')
  assert.deepEqual(after.facts.answers, { applicant: { income: 2 }, children: [{ name: 'Freja' }, { name: 'Ama' }] })
  assert.deepEqual([after.hasForgotten, after.nextOn], [true, '2027-11-21'])
})

test('with a fact goes where it came from, and at the end nothing is left', () => {
  assert.deepEqual(left('2027-11-21').facts, {
    answers: { applicant: { income: 2 } },
    sources: { 'applicant.income': 'tax.income' },
  })
  assert.deepEqual(left('2028-11-21'), { facts: { answers: {}, sources: {} }, hasForgotten: true, nextOn: undefined })
  assert.deepEqual(lastFactGoesOn(service, decidedOn), { on: '2028-11-21', period: 'P2Y' })
})
