import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Answers, type Catalogue, type Decision, decide, loadCatalogue } from '../src/catalogue/index.ts'

interface Failure {
  /** `il.2020.feature:29 No income or assets, 1 person`. */
  readonly scenario: string
  /** The step that does not hold, or that nobody here understands. */
  readonly step: string
  readonly got: unknown
}

interface Result {
  readonly suite: 'snap'
  readonly passed: number
  readonly total: number
  readonly failures: readonly Failure[]
}

/**
 * The published scenarios of the United States’ food benefit (18F/snap-js-api-prototype, CC0) against the service files in
 * `governments/usa`: one passes when every sentence it states of eligibility and amounts is what the service decides.
 */
export async function run(dataDir: string): Promise<Result> {
  return runAgainst(await loadUsa(), dataDir)
}

/** The same, against services that are already loaded. */
export function runAgainst(usa: Catalogue, dataDir: string): Result {
  const folder = join(dataDir, 'snap-18f')
  const files = globSync('*.feature', { cwd: folder }).sort()
  const scenarios = files.flatMap(file => scenariosIn(readFileSync(join(folder, file), 'utf8'), file))
  const failed = scenarios.map(scenario => failuresOf(scenario, usa)).filter(failures => failures.length > 0)
  return { suite: 'snap', passed: scenarios.length - failed.length, total: scenarios.length, failures: failed.flat() }
}

/** Whether the published scenarios are on this machine. */
export function isPresent(dataDir: string): boolean {
  return existsSync(join(dataDir, 'snap-18f'))
}

/** The two states’ services. */
export function loadUsa(): Promise<Catalogue> {
  return loadCatalogue(join(import.meta.dirname, 'governments/usa'))
}

interface Scenario {
  readonly name: string
  /** The background’s steps, then its own, without `Given`, `When`, `Then`, `And`. */
  readonly steps: readonly string[]
}

/** Reads a feature file: the background’s steps go before those of every scenario. */
export function scenariosIn(text: string, file: string): Scenario[] {
  const background: string[] = []
  const scenarios: { name: string; steps: string[] }[] = []
  for (const [at, line] of text.split('\n').entries()) {
    const title = /^\s*Scenario:(.*)$/.exec(line)?.[1]
    const step = /^\s*(?:Given|When|Then|And|But)\s+(.*?)\s*$/.exec(line)?.[1]
    if (title !== undefined) scenarios.push({ name: `${file}:${at + 1}${title}`, steps: [...background] })
    if (step) (scenarios.at(-1)?.steps ?? background).push(step)
  }
  return scenarios
}

const SERVICES: Readonly<Record<string, string>> = { IL: 'snap-illinois', VA: 'snap-virginia' }

type Facts = Readonly<Record<string, unknown>>

/** What a scenario does not state, the publisher takes for nothing paid. */
const UNSTATED: Facts = {
  'costs.childSupport': 0,
  'costs.dependentCare': 0,
  'costs.medical': 0,
  'costs.rentOrMortgage': 0,
  'costs.homeInsuranceAndTaxes': 0,
  'costs.utilities': 'none',
  'costs.paysHeatingOrCooling': false,
}

/** Each sentence of a scenario’s givens, as facts. Dollars become cents. */
const GIVEN: readonly (readonly [sentence: RegExp, facts: (said: string) => Facts])[] = [
  [/^the household is in (IL|VA)$/, state => ({ service: SERVICES[state] })],
  // a fiscal year begins in the October before it
  [/^the SNAP fiscal year is (\d{4})$/, year => ({ on: `${Number(year) - 1}-10-01` })],
  [/^a (\d+)-person household$/, size => ({ 'household.size': Number(size) })],
  [
    /^the household does( not)? include an elderly or disabled member$/,
    not => ({ 'household.hasElderlyOrDisabled': not === undefined }),
  ],
  [/^the household has assets of \$(\d+)$/, dollars => ({ 'household.resources': cents(dollars) })],
  [/^the household has earned income of \$(\d+) monthly$/, dollars => ({ 'income.earned': cents(dollars) })],
  [/^the household has other income of \$(\d+) monthly$/, dollars => ({ 'income.other': cents(dollars) })],
  [
    /^the household has court-ordered child support payments of \$(\d+) monthly$/,
    dollars => ({ 'costs.childSupport': cents(dollars) }),
  ],
  [/^the household has dependent care costs of \$(\d+) monthly$/, dollars => ({ 'costs.dependentCare': cents(dollars) })],
  [
    /^the household has medical expenses for elderly or disabled members of \$(\d+) monthly$/,
    dollars => ({ 'costs.medical': cents(dollars) }),
  ],
  [/^the household has rent or mortgage costs of \$(\d+) monthly$/, dollars => ({ 'costs.rentOrMortgage': cents(dollars) })],
  [
    /^the household pays for AC or heat, or otherwise qualifies for AC-heat utility allowance$/,
    () => ({ 'costs.utilities': 'heating-or-cooling', 'costs.paysHeatingOrCooling': true }),
  ],
  [
    /^the household pays for water and trash collection, or otherwise qualifies for limited utility allowance$/,
    () => ({ 'costs.utilities': 'two-others' }),
  ],
  [/^the household pays for a single utility besides AC, heat, and phone$/, () => ({ 'costs.utilities': 'one-other' })],
  [/^the household pays phone bills only$/, () => ({ 'costs.utilities': 'telephone' })],
  [/^the household is not billed separately for any utilities$/, () => ({ 'costs.utilities': 'none' })],
  [/^no emergency allotment waiver$/, () => ({ 'month.hasEmergencyWaiver': false })],
  [/^an emergency allotment waiver$/, () => ({ 'month.hasEmergencyWaiver': true })],
  [/^we run the benefit estimator\.\.\.$/, () => ({})],
]

/** Each sentence of what a scenario expects, as something of the decision. */
const EXPECTED: readonly (readonly [sentence: RegExp, of: (decision: Decision) => unknown, is: (said: string) => unknown])[] = [
  [/^we find the family is likely eligible$/, ({ outcome }) => outcome, () => 'grant'],
  [/^we find the family is likely ineligible$/, ({ outcome }) => outcome, () => 'refuse'],
  [/^we find the estimated benefit is \$(\d+) per month$/, ({ values }) => values.monthly, cents],
  [
    /^we find the estimated benefit including emergency allotment is \$(\d+)$/,
    ({ values }) => values.withEmergencyAllotment,
    cents,
  ],
]

function cents(dollars: string): number {
  return Number(dollars) * 100
}

/** What a scenario states and the service does not decide; a sentence that no table knows fails it too. */
export function failuresOf({ name, steps }: Scenario, usa: Catalogue): Failure[] {
  const expected = steps.flatMap(step => matching(EXPECTED, step, ([, of, is], said) => ({ step, of, is: is(said) })))
  const given = steps.flatMap(step => matching(GIVEN, step, ([, facts], said) => ({ step, facts: facts(said) })))
  const understood = new Set([...expected, ...given].map(({ step }) => step))
  const odd = steps.filter(step => !understood.has(step)).map(step => ({ scenario: name, step, got: 'not understood' }))
  if (expected.length === 0) return [...odd, { scenario: name, step: 'no expectation', got: undefined }]
  const decision = decideOn(Object.assign({}, UNSTATED, ...given.map(({ facts }) => facts)), usa)
  const wrong = expected
    .map(({ step, of, is }) => ({ step, got: of(decision), is }))
    .filter(({ got, is }) => got !== is)
    .map(({ step, got }) => ({ scenario: name, step, got: got ?? decision.because }))
  return [...odd, ...wrong]
}

function matching<R extends readonly [RegExp, ...unknown[]], T>(
  rows: readonly R[],
  step: string,
  use: (row: R, said: string) => T,
) {
  return rows.flatMap(row => {
    const match = row[0].exec(step)
    return match ? [use(row, match[1]!)] : []
  })
}

function decideOn({ service, on, ...facts }: Facts, usa: Catalogue): Decision {
  const found = usa.services.get(String(service))
  if (!found) throw new Error(`There is no service for “${service}”: a scenario names its state.`)
  return decide(found, nested(facts), String(on))
}

/** `income.earned` → `{ income: { earned } }`. */
function nested(facts: Facts): Answers {
  const answers: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(facts)) {
    const [entity = '', field = ''] = name.split('.')
    answers[entity] = { ...answers[entity], [field]: value }
  }
  return answers
}
