import { allFixtures, type Difference, difference } from '../src/platform/html/testing/fixtures.ts'

/** GOV.UK Frontend's published fixtures, from the npm package `govuk-frontend` (MIT): options in, the same page out. */
export async function run(): Promise<{ suite: 'govuk-frontend'; passed: number; total: number; failures: Difference[] }> {
  const fixtures = allFixtures()
  const failures = fixtures.map(difference).filter(found => found !== undefined)
  return { suite: 'govuk-frontend', passed: fixtures.length - failures.length, total: fixtures.length, failures }
}
