import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkServiceText, runExamples } from '../src/catalogue/index.ts'
import { failuresOf, isPresent, loadUsa, run, runAgainst, scenariosIn } from './snap.ts'

const VIRGINIA = 'governments/usa/services/snap-virginia.yaml'
const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')

test('every published scenario of the food benefit is decided as it states', {
  skip: !isPresent(dataDir) && 'the published scenarios are not on this machine',
}, async () => {
  const { passed, total, failures } = await run(dataDir)
  assert.deepEqual(failures, [])
  assert.deepEqual([passed, total], [77, 77])
})

test('two scenarios of 2021 turn on the shelter limit of 2020: with that of the published program data they alone come to $70', {
  skip: !isPresent(dataDir) && 'the published scenarios are not on this machine',
}, async () => {
  const data = JSON.parse(readFileSync(join(dataDir, 'snap-18f/program_data.json'), 'utf8'))
  const raised = data.MAX_SHELTER_DEDUCTIONS.DEFAULT[2021] * 100
  const usa = await loadUsa()
  const text = readFileSync(join(import.meta.dirname, VIRGINIA), 'utf8').replace(
    ': 56900\n',
    `: 56900\n      2020-10-01: ${raised}\n`,
  )
  const { service, faults } = checkServiceText(usa, { file: VIRGINIA, text })
  assert.deepEqual(faults, [])
  const { failures } = runAgainst({ ...usa, services: new Map(usa.services).set('snap-virginia', service!) }, dataDir)
  assert.deepEqual(
    failures.map(({ scenario, step, got }) => [scenario, step, got]),
    ['va.2021.feature:166', 'va.2021.feature:177'].map(scenario => [
      scenario,
      'we find the estimated benefit is $65 per month',
      7000,
    ]),
  )
})

test('the services’ own examples hold', async () => {
  for (const service of (await loadUsa()).services.values()) assert.deepEqual(runExamples(service), [])
})

/** A scenario of our own, with other sentences at its end. */
const feature = (...steps: string[]) => `
  Background:
    Given the household is in VA
    Given the SNAP fiscal year is 2020
    Given no emergency allotment waiver
    Given the household has earned income of $0 monthly
    Given the household has other income of $250 monthly
    Given the household has assets of $0
    Given the household does not include an elderly or disabled member
  Scenario: a small pension
    Given a 1-person household
    ${steps.join('\n    ')}`

async function stepsThatFail(...steps: string[]): Promise<[step: string, got: unknown][]> {
  const usa = await loadUsa()
  const [scenario] = scenariosIn(feature(...steps), 'own.feature')
  return failuresOf(scenario!, usa).map(({ step, got }) => [step, got])
}

test('a scenario fails on another amount, another outcome, a sentence nobody knows, and when it expects nothing', async () => {
  assert.deepEqual(await stepsThatFail('Then we find the estimated benefit is $169 per month'), [])
  const amount = 'we find the estimated benefit is $170 per month'
  assert.deepEqual(await stepsThatFail(`Then ${amount}`), [[amount, 16900]])
  const outcome = 'we find the family is likely ineligible'
  assert.deepEqual(await stepsThatFail(`Then ${outcome}`), [[outcome, 'grant']])
  const odd = 'the household keeps a goat'
  assert.deepEqual(await stepsThatFail(`Given ${odd}`, 'Then we find the family is likely eligible'), [[odd, 'not understood']])
  assert.deepEqual(await stepsThatFail(), [['no expectation', undefined]])
})
