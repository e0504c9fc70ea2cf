import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalogue, type Decision, decide, eligibility, loadCatalogue } from '../src/catalogue/index.ts'
import { answersOf, older, seenByPartner } from './canada-oas-household.ts'
import { type Assertion, type Household, householdIn, type Scenario, scenariosIn, WRITTEN_ON } from './canada-oas-scenario.ts'

interface Failure {
  readonly scenario: string
  readonly reasons: readonly string[]
}

export interface CanadaResult {
  readonly suite: 'canada-oas'
  readonly passed: number
  readonly total: number
  readonly failures: readonly Failure[]
}

const SERVICES = {
  oas: 'old-age-security',
  gis: 'guaranteed-income-supplement',
  alw: 'allowance',
  alws: 'allowance-for-the-survivor',
} as const
type Benefit = keyof typeof SERVICES

/** What one service says of one person on a day. */
export interface Found {
  readonly answer: 'yes' | 'no' | 'not-known-yet'
  readonly barredBy: readonly string[]
  readonly decision: Decision
  /** In cents; 0 for whoever gets nothing. */
  readonly amount: number
}

/**
 * Canada's published scenarios for its old-age benefits (DTS-STN/eligibility-estimator): a scenario passes when all that its
 * publisher asserts of it holds of what our service files decide, for the client, the partner, and both at a later age.
 */
export async function run(data: string): Promise<CanadaResult> {
  const catalogue = await loadCatalogue(join(import.meta.dirname, 'governments/canada'))
  const scenarios = scenariosIn(join(data, 'canada-oas-gis'))
  const failures = scenarios.flatMap(scenario => {
    const reasons = reasonsAgainst(scenario, catalogue)
    return reasons.length > 0 ? [{ scenario: scenario.name, reasons }] : []
  })
  return { suite: 'canada-oas', passed: scenarios.length - failures.length, total: scenarios.length, failures }
}

/** Whether the scenarios are on this machine. */
export function isPresent(data: string): boolean {
  return existsSync(join(data, 'canada-oas-gis/expected-assertions.json'))
}

/** Everything asserted of a scenario that our services do not say. */
export function reasonsAgainst({ row, asserted }: Scenario, catalogue: Catalogue): string[] {
  const household = householdIn(row)
  return asserted.flatMap(assertion => {
    const wrong = check(assertion, household, catalogue)
    return wrong ? [`${assertion.name}(${assertion.args.join(', ')}): ${wrong}`] : []
  })
}

/** What is wrong with an assertion, or nothing. */
function check(assertion: Assertion, household: Household, catalogue: Catalogue): string | undefined {
  const isOfPartner = assertion.args.at(-1) === 'true'
  const args = assertion.args.filter(arg => arg !== 'true')
  const judge = JUDGES[assertion.name]
  if (!judge) return 'an assertion this suite does not know'
  const now = isOfPartner ? seenByPartner(household) : household
  // of a partner who is not there nothing can be decided, and nothing is due
  if (!now) return isNothing(assertion.name) ? undefined : 'there is no partner'
  const ask = (benefit: Benefit, whose = now) => findOut(catalogue, whose, benefit)
  return judge({ args, ask, later: age => laterOn(now, age, ask) })
}

interface Question {
  args: readonly string[]
  ask(benefit: Benefit, whose?: Household): Found
  later(age: number): Household
}
type Judge = (question: Question) => string | undefined

/** The publisher's own assertion helpers (`__tests__/utils/expectUtils.ts`), by name: what each holds a result to. */
const JUDGES: Readonly<Record<string, Judge>> = {
  expectOasEligible: ({ args: [kind, amount], ask }) => entitled(ask('oas'), amount) ?? ofKind(ask('oas'), kind!),
  expectOasNotEligible: ({ ask }) => notEntitled(ask('oas')),
  expectGisEligible: ({ args: [amount], ask }) => entitled(ask('gis'), amount),
  expectGisNotEligible: ({ args: [reason], ask }) => notEntitled(ask('gis')) ?? barred(ask('gis'), reason),
  expectAlwEligible: ({ args: [amount], ask }) => entitled(ask('alw'), amount),
  expectAlwTooOld: ({ ask }) => barred(ask('alw'), 'AGE'),
  expectAlwTooYoung: ({ ask }) => barred(ask('alw'), 'AGE_YOUNG'),
  expectAlwMarital: ({ ask }) => barred(ask('alw'), 'MARITAL'),
  expectAlwsMarital: ({ ask }) => barred(ask('alws'), 'MARITAL'),
  expectAlwsEligible: ({ args: [amount], ask }) => entitled(ask('alws'), amount),
  expectAlwAlwsTooOld: ({ ask }) => barred(ask('alw'), 'AGE') ?? barred(ask('alws'), 'AGE'),
  expectAllIneligible: ({ ask }) =>
    notEntitled(ask('oas')) ?? notEntitled(ask('gis')) ?? notEntitled(ask('alw')) ?? notEntitled(ask('alws')),
  expectFutureOasGisBenefitEligible: ({ args: [age, oas, gis], ask, later }) =>
    entitled(ask('oas', later(Number(age))), oas) ?? entitled(ask('gis', later(Number(age))), gis),
  expectFutureAwlBenefitEligible: ({ args: [age, amount], ask, later }) =>
    entitled(ask('alw', later(Number(age)))) ?? paid(ask('alw', later(Number(age))), amount!),
  // the tables of what a delay would bring are not in the published data, only that there is one
  expectDeferralTable: ({ ask }) => entitled(ask('oas')),
  expectFutureDeferralTable: ({ args: [age], ask, later }) => entitled(ask('oas', later(Number(age)))),
}

/** The rules by whose words our services say what the publisher's reason says. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  'ResultReason.OAS': ['pension'],
  'ResultReason.LIVING_COUNTRY': ['living-country'],
  AGE: ['too-old'],
  AGE_YOUNG: ['too-young'],
  MARITAL: ['partner', 'widowed'],
}

/** As in the publisher's helpers, all but one, an asserted amount of 0 says nothing of the amount. */
function entitled(found: Found, asserted?: string): string | undefined {
  const { answer, barredBy, decision } = found
  if (answer !== 'yes' || decision.outcome !== 'grant') return `found ${answer}, ${decision.outcome} ${barredBy.join(' ')}`
  return Number(asserted ?? 0) === 0 ? undefined : paid(found, asserted!)
}

/** To the cent, but for one that may come of the publisher's own rounding. */
function paid({ amount }: Found, asserted: string): string | undefined {
  return Math.abs(amount - Math.round(Number(asserted) * 100)) <= 1 ? undefined : `found ${amount / 100}`
}

function ofKind({ decision }: Found, kind: string): string | undefined {
  const found = decision.because === 'nothing-due' ? 'NONE' : decision.because?.toUpperCase()
  return kind === `EntitlementResultType.${found}` ? undefined : `found ${found}`
}

function notEntitled({ answer, decision, amount }: Found): string | undefined {
  return amount === 0 && (answer !== 'yes' || decision.outcome === 'officer') ? undefined : `found ${answer}, ${amount / 100}`
}

function barred({ answer, barredBy }: Found, reason: string | undefined): string | undefined {
  if (!reason) return undefined
  const rules = REASONS[reason]
  return answer === 'no' && (rules ?? []).some(rule => barredBy.includes(rule))
    ? undefined
    : `found ${answer} ${barredBy.join(' ')}`
}

function isNothing(name: string): boolean {
  return name.includes('Not') || name.includes('Ineligible') || name === 'expectAlwMarital'
}

function findOut(catalogue: Catalogue, household: Household, benefit: Benefit): Found {
  const service = catalogue.services.get(SERVICES[benefit])!
  const answers = answersOf(household)
  const { answer, because } = eligibility(service, answers, WRITTEN_ON)
  const decision = decide(service, answers, WRITTEN_ON)
  const { amount } = decision.values
  return { answer, barredBy: because.map(({ id }) => id), decision, amount: typeof amount === 'number' ? amount : 0 }
}

/** The household when the one who applies has reached an age; a pension that has begun stays as it began. */
function laterOn(household: Household, age: number, ask: Question['ask']): Household {
  const { client } = household
  const { outcome, values } = ask('oas', household).decision
  if (outcome !== 'grant' || client.pension?.yearsWhenBegan !== undefined) return older(household, age)
  const [years, monthsDelayed] = [Number(values.years), Number(values.months)]
  const pension = { monthsDelayed, yearsWhenBegan: years + Math.ceil(monthsDelayed / 12) }
  return older({ ...household, client: { ...client, pension } }, age)
}
