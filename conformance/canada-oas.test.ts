import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { decide, eligibility, loadCatalogue, runExamples } from '../src/catalogue/index.ts'
import { isPresent, reasonsAgainst, run } from './canada-oas.ts'
import { scenariosIn } from './canada-oas-scenario.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')
const skip = !isPresent(dataDir) && 'the published scenarios are not on this machine'
const catalogue = await loadCatalogue(join(import.meta.dirname, 'governments/canada'))
const supplement = catalogue.services.get('guaranteed-income-supplement')!

test('the scenarios that do not pass are those that docs/CONFORMANCE.md explains', { skip }, async () => {
  const { total, passed, failures } = await run(dataDir)
  const text = readFileSync(join(import.meta.dirname, '../docs/CONFORMANCE.md'), 'utf8')
  const rows = [...text.matchAll(/^\| CALC-([\d, ]+) \|/gm)].flatMap(([, numbers]) => numbers!.split(', '))
  assert.deepEqual(failures.map(({ scenario }) => scenario.replace('CALC-', '')).sort(), rows.sort())
  assert.equal(passed + rows.length, total)
})

test('a scenario that asserts another amount is noticed', { skip }, () => {
  const scenario = scenariosIn(join(dataDir, 'canada-oas-gis')).find(({ name }) => name === 'CALC-17')!
  assert.deepEqual(reasonsAgainst(scenario, catalogue), [])
  const asserted = [{ name: 'expectAlwsEligible', args: ['1581.53'] }]
  assert.deepEqual(reasonsAgainst({ ...scenario, asserted }, catalogue), ['expectAlwsEligible(1581.53): found 1581.51'])
})

test('the benefits keep their own examples', () => {
  for (const service of catalogue.services.values()) assert.deepEqual(runExamples(service), [])
})

test('who has not said where they live is neither granted nor refused the supplement, and is told what is missing', () => {
  const answers = { applicant: { bornOn: '1950-01-01', hasLegalStatus: true, alwaysInCanada: true } }
  assert.deepEqual(eligibility(supplement, answers, '2023-10-01'), {
    answer: 'not-known-yet',
    because: [],
    missing: ['applicant.livesInCanada'],
  })
  assert.equal(decide(supplement, answers, '2023-10-01').outcome, 'officer')
})
