import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Answers, decide, loadCatalogue } from '../src/catalogue/index.ts'
import { isPresent } from './canada-oas.ts'

/** One line of a published table: what is paid a month, in dollars, at a yearly income from `low` to `high`. */
interface Band {
  readonly range: { readonly low: number; readonly high: number }
  readonly gis?: number
  readonly alw?: number
  readonly afs?: number
}

/** The tables hold the rates of July to September 2022. */
const ON = '2022-09-01'
const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')
const skip = !isPresent(dataDir) && 'the published tables are not on this machine'
const catalogue = await loadCatalogue(join(import.meta.dirname, 'governments/canada'))

const HERE = { hasLegalStatus: true, livesInCanada: true, alwaysInCanada: true }
const pensioner = { ...HERE, bornOn: '1955-01-01', receivesPension: true, monthsDelayed: 0 }
const younger = { ...HERE, bornOn: '1960-01-01', receivesPension: false }
const couple = { maritalStatus: 'partnered', livesApart: false }

const TABLES: readonly { file: string; pays: 'gis' | 'alw' | 'afs'; service: string; who(income: number): Answers }[] = [
  {
    file: 'tbl1_single',
    pays: 'gis',
    service: 'guaranteed-income-supplement',
    who: income => ({ applicant: { ...pensioner, income, maritalStatus: 'single' } }),
  },
  {
    file: 'tbl2_partneredAndOas',
    pays: 'gis',
    service: 'guaranteed-income-supplement',
    who: income => ({
      applicant: { ...pensioner, income, ...couple },
      partner: { ...pensioner, income: 0, receivesPension: 'yes' },
    }),
  },
  {
    file: 'tbl3_partneredNoOas',
    pays: 'gis',
    service: 'guaranteed-income-supplement',
    who: income => ({
      applicant: { ...pensioner, income, ...couple },
      partner: { ...younger, income: 0, receivesPension: 'no' },
    }),
  },
  {
    file: 'tbl4_partneredAlw',
    pays: 'gis',
    service: 'guaranteed-income-supplement',
    who: income => ({
      applicant: { ...pensioner, income, ...couple },
      partner: { ...younger, income: 0, receivesPension: 'unknown' },
    }),
  },
  {
    file: 'tbl4_partneredAlw',
    pays: 'alw',
    service: 'allowance',
    who: income => ({
      applicant: { ...younger, income, ...couple },
      partner: { ...pensioner, income: 0, receivesPension: 'yes' },
    }),
  },
  {
    file: 'tbl5_partneredAfs',
    pays: 'afs',
    service: 'allowance-for-the-survivor',
    who: income => ({ applicant: { ...younger, income, maritalStatus: 'widowed' } }),
  },
]

for (const { file, pays, service, who } of TABLES)
  test(`the formula gives every amount of the published table ${file}, ${pays}, to the cent`, { skip }, () => {
    const bands: Band[] = JSON.parse(readFileSync(join(dataDir, `canada-oas-gis/${file}.json`), 'utf8'))
    const wrong = bands.flatMap(({ range: { low, high }, ...band }) =>
      [low, high].flatMap(income => {
        const { values } = decide(catalogue.services.get(service)!, who(Math.round(income * 100)), ON)
        const asserted = Math.round(band[pays]! * 100)
        return values.amount === asserted ? [] : [{ income, asserted, found: values.amount }]
      }),
    )
    assert.deepEqual(wrong, [])
  })
