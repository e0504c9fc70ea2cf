import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { run as canadaOas } from './canada-oas.ts'
import { run as canaries } from './canaries.ts'
import { run as cpsvAp } from './cpsv-ap.ts'
import { run as dmnTck } from './dmn-tck.ts'
import { run as govukFrontend } from './govuk-frontend.ts'
import { run as isolation } from './isolation.ts'
import { run as logTampering } from './log-tampering.ts'
import { run as manySessions } from './many-sessions.ts'
import { run as messageformat2 } from './messageformat2.ts'
import { run as openidFaults } from './openid-faults.ts'
import { run as openidRp } from './openid-rp.ts'
import { run as snap } from './snap.ts'
import { run as xRoad } from './x-road.ts'
import { run as xRoadMusts } from './x-road-musts.ts'
import { run as xgovForms } from './xgov-forms.ts'

/** What came of holding Portico to one outside suite. */
export interface SuiteResult {
  readonly suite: string
  readonly passed: number
  readonly total: number
  readonly failures: readonly unknown[]
  /** The most frequent reasons first, and how many failures each stands behind. */
  readonly reasons?: readonly { readonly reason: string; readonly times: number }[]
  /** What cannot be said of a case that passes, one by one. */
  readonly unsaid?: readonly object[]
}

interface Suite {
  readonly name: string
  /** Folder of outside data it needs; absent when it comes with a package. */
  readonly data?: string
  /** Takes minutes, so it is run when it is asked for. */
  readonly onlyByName?: boolean
  run(data: string): Promise<SuiteResult>
}

const ROOT = resolve(process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data'))

const suites: readonly Suite[] = [
  { name: 'govuk-frontend', run: () => govukFrontend() },
  { name: 'x-road', data: 'xroad', run: () => xRoad(ROOT) },
  { name: 'x-road-musts', run: () => xRoadMusts() },
  { name: 'dmn-tck', data: 'dmn-tck', run: () => dmnTck(ROOT) },
  { name: 'messageformat2', data: 'messageformat2', run: () => messageformat2(ROOT) },
  { name: 'cpsv-ap', data: 'cpsv-ap', run: () => cpsvAp(ROOT) },
  { name: 'canada-oas', data: 'canada-oas-gis', run: () => canadaOas(ROOT) },
  { name: 'snap', data: 'snap-18f', run: () => snap(ROOT) },
  { name: 'log-tampering', run: () => logTampering() },
  { name: 'openid-rp', data: 'oidf-test-plans', run: () => openidRp(ROOT) },
  { name: 'openid-faults', run: () => openidFaults() },
  { name: 'xgov-forms', data: 'forms-uk-grants', run: () => xgovForms(ROOT) },
  { name: 'isolation', onlyByName: true, run: () => isolation() },
  { name: 'canaries', onlyByName: true, run: () => canaries() },
  { name: 'many-sessions', onlyByName: true, run: () => manySessions() },
]

const asJson = process.argv.includes('--json')
const isVerbose = process.argv.includes('--verbose')
const named = process.argv.slice(2).filter(word => !word.startsWith('--'))
const stranger = named.find(name => !suites.some(suite => suite.name === name))
if (stranger) {
  console.error(`There is no suite "${stranger}"; there are: ${suites.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

for (const suite of suites.filter(({ name, onlyByName }) => (named.length > 0 ? named.includes(name) : !onlyByName))) {
  if (suite.data && !existsSync(join(ROOT, suite.data))) {
    console.error(`${suite.name} skipped: there is no ${join(ROOT, suite.data)}; see docs/CONFORMANCE.md`)
    continue
  }
  const { passed, total, failures, reasons = [], unsaid = [] } = await suite.run(ROOT)
  console.log(asJson ? JSON.stringify({ suite: suite.name, passed, total }) : `${suite.name} ${passed} ${total}`)
  for (const { reason, times } of reasons.slice(0, 5)) console.error(`  ${times} ${reason}`)
  if (isVerbose) for (const one of [...failures, ...unsaid]) console.error('  ', one)
}
