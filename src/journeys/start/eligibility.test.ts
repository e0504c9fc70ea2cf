import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { check, factsToCheck } from './eligibility.ts'

const how = { language: 'en', on: '2026-11-21' } as const
const benefit = (await loadCatalogue(process.cwd())).services.get('child-benefit')!

const born = (day: string, month: string, year: string) => ({ 'child.bornOn': { day, month, year } })

test('only what the conditions turn on is asked', () => {
  assert.deepEqual(
    factsToCheck(benefit).map(fact => fact.name),
    ['child.bornOn'],
  )
})

test('a child of three may have child benefit', () => {
  const checked = check(benefit, born('14', '11', '2023'), how)
  assert.equal(checked.result === 'judged' && checked.judgement.answer, 'yes')
})

test('a grown child may not, and the reason is given', () => {
  const checked = check(benefit, born('3', '3', '2001'), how)
  assert.equal(checked.result, 'judged')
  if (checked.result !== 'judged') return
  assert.equal(checked.judgement.answer, 'no')
  assert.equal(checked.judgement.because[0]?.words.en, 'Child benefit is for children under 16.')
})

test('nothing answered is not a mistake: it is not known yet, and what is missing is named', () => {
  const checked = check(benefit, born('', '', ''), how)
  assert.equal(checked.result, 'judged')
  if (checked.result !== 'judged') return
  assert.equal(checked.judgement.answer, 'not-known-yet')
  assert.ok(checked.judgement.missing.includes('child.bornOn'))
})

test('a day that does not exist is a mistake in its place', () => {
  const checked = check(benefit, born('31', '2', '2020'), how)
  assert.deepEqual(checked.result === 'faulty' && Object.keys(checked.faults), ['child.bornOn'])
})
