import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The day the scenarios were written for: their ages and rates are those of it. */
export const WRITTEN_ON = '2023-10-01'

/** A row of the published spreadsheet, by its column's heading. */
export type Row = Readonly<Record<string, string | number>>

/** One thing the publisher asserts of a scenario: `expectOasEligible` with its arguments after the response. */
export interface Assertion {
  readonly name: string
  readonly args: readonly string[]
}

export interface Scenario {
  readonly name: string
  readonly row: Row
  readonly asserted: readonly Assertion[]
}

/** Someone of the scenario, today or at a later age. */
export interface Someone {
  readonly ageMonths: number
  /** What is not said of someone is absent, and not known to the rules. */
  readonly hasLegalStatus?: boolean
  readonly livesInCanada?: boolean
  readonly alwaysInCanada?: boolean
  readonly yearsInCanada?: number
  /** In cents. */
  readonly income: number
  /** How and since when they receive the pension; absent when they do not. */
  readonly pension?: { readonly monthsDelayed: number; readonly yearsWhenBegan?: number | undefined }
}

export interface Household {
  readonly client: Someone
  readonly partner?: Someone
  readonly maritalStatus: 'single' | 'partnered' | 'widowed'
  readonly livesApart: boolean
  /** What the client says of the partner's pension. */
  readonly partnerReceives: 'yes' | 'no' | 'unknown'
}

/** Every scenario with asserted results, with its row. */
export function scenariosIn(folder: string): Scenario[] {
  const sheets: Record<string, Row[]> = JSON.parse(readFileSync(join(folder, 'scenarios.json'), 'utf8'))
  const stated: { scenario: string; expect: [string, string][] }[] = JSON.parse(
    readFileSync(join(folder, 'expected-assertions.json'), 'utf8'),
  )
  const rows = new Map(sheets['Calculations Scenarios']!.map(row => [String(row.Scenario), row]))
  return stated.map(({ scenario, expect }) => ({
    name: scenario,
    row: rows.get(scenario) ?? {},
    asserted: expect.map(([name, args]) => ({ name, args: args.split(/, */).slice(1) })),
  }))
}

/** The mapping table: which column says what of whom. */
const COLUMNS = {
  client: {
    age: 'Age',
    born: 'Birth Year and Month',
    legal: 'Legal Status (Yes / No)',
    country: 'Country of Residence (Canada, Not Canada)',
    years: '# of years resided in Canada after age 18 (Full, 40, 10, etc.)',
    income: "User's Net Worldwide Income",
  },
  partner: {
    age: 'Partner Age',
    born: 'Partner Birth Year and Month',
    legal: "Partner's Legal Status (Yes / No)",
    country: "Partner's Country of Residence (Canada, Not Canada)",
    years: 'Partner: # of years resided in Canada after age 18 (Full, 40, 10, etc.)',
    income: "Partner's Net Worldwide Income",
  },
  receives: "Rec'ing OAS (Yes / No)",
  delay: 'Delay (# of Years and Months)',
  marital: 'Marital Status (With or Without Partner, Widowed)',
  apart: 'Inv Sep (Yes / No)',
  partnerReceives: "Partner Rec'ing OAS (Yes / No / IDK)",
} as const

const MARITAL: Readonly<Record<string, Household['maritalStatus']>> = {
  with: 'partnered',
  without: 'single',
  widow: 'widowed',
  widowed: 'widowed',
}
const RECEIVES: Readonly<Record<string, Household['partnerReceives']>> = { yes: 'yes', no: 'no' }

/** Who a row is about. */
export function householdIn(row: Row): Household {
  const maritalStatus = MARITAL[textIn(row, COLUMNS.marital)] ?? 'single'
  const client = someoneIn(row, COLUMNS.client)
  const receives = textIn(row, COLUMNS.receives) === 'yes'
  return {
    client: receives ? { ...client, pension: pensionIn(row, client) } : client,
    ...(maritalStatus === 'partnered' && { partner: someoneIn(row, COLUMNS.partner) }),
    maritalStatus,
    livesApart: textIn(row, COLUMNS.apart) === 'yes',
    partnerReceives: RECEIVES[textIn(row, COLUMNS.partnerReceives)] ?? 'unknown',
  }
}

function someoneIn(row: Row, columns: (typeof COLUMNS)['client' | 'partner']): Someone {
  const [legal, country, years] = [columns.legal, columns.country, columns.years].map(column => saidIn(row, column))
  return {
    ageMonths: ageIn(row, columns),
    income: Math.round(numberIn(row, columns.income) * 100),
    ...(legal && { hasLegalStatus: legal === 'yes' }),
    ...(country && { livesInCanada: country === 'canada' }),
    ...(years && { alwaysInCanada: years === 'full', yearsInCanada: numberIn(row, columns.years) }),
  }
}

/** The age by the month of birth, to which the age column is rounded; by that column where they differ by more than a month. */
function ageIn(row: Row, { age, born }: { age: string; born: string }): number {
  const stated = Math.round(numberIn(row, age) * 12)
  const [year = 0, month = 0] = textIn(row, born).split(';').map(Number)
  const [thisYear = 0, thisMonth = 0] = WRITTEN_ON.split('-').map(Number)
  const counted = (thisYear - year) * 12 + thisMonth - month
  return Math.abs(stated - counted) <= 1 ? counted : stated
}

/** A delay is written “1;8 months”, years and months; years in Canada are then those when the pension began. */
function pensionIn(row: Row, { alwaysInCanada, yearsInCanada }: Someone): Someone['pension'] {
  const [years = 0, months = 0] = textIn(row, COLUMNS.delay)
    .split(';')
    .map(part => Number.parseInt(part, 10) || 0)
  return { monthsDelayed: years * 12 + months, ...(!alwaysInCanada && { yearsWhenBegan: yearsInCanada }) }
}

/** What a cell says; nothing when it is not applicable. */
function saidIn(row: Row, column: string): string | undefined {
  const text = textIn(row, column)
  return text === 'n/a' || text === '' ? undefined : text
}

function textIn(row: Row, column: string): string {
  return String(row[column] ?? '').toLowerCase()
}

/** A number however it is written: `40`, `s40`, `$40,000.00`; 0 for `Full` and `N/A`. */
function numberIn(row: Row, column: string): number {
  return Number(String(row[column] ?? '').replaceAll(/[^\d.]/g, ''))
}
