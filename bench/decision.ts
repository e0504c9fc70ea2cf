import { checkServiceText, decide, loadCatalogue, type Service } from '#catalogue'
import { GOVERNMENT, madeService } from './made-service.ts'
import { type Figure, quantile } from './measure.ts'

const RULES = 12
const RUNS = 2_000
const BATCH = 20

/** One decision by a table of 12 rules, the last of which holds, with its trace. Target: 50 µs. */
export async function* decision(): AsyncIterable<Figure> {
  const { service } = checkServiceText(await loadCatalogue(GOVERNMENT), { file: 'services/made.yaml', text: SERVICE })
  if (!service) throw new Error('the measuring service is not good')
  for (let run = 0; run < RUNS; run++) judged(service, run)
  const times = Array.from({ length: RUNS }, (_, run) => {
    const before = performance.now()
    for (let n = 0; n < BATCH; n++) judged(service, run * BATCH + n)
    return ((performance.now() - before) / BATCH) * 1000
  })
  const about = { unit: 'µs', n: RUNS * BATCH, target: 50 }
  yield { measure: 'decision-p50', value: quantile(times, 0.5), ...about }
  yield { measure: 'decision-p95', value: quantile(times, 0.95), ...about }
}

/** Other answers each time, as other people give them. */
function judged(service: Service, person: number): void {
  const answers = { person: { income: 12_000 + (person % 7), bornOn: `19${60 + (person % 30)}-05-06`, rents: true } }
  const { outcome, trace } = decide(service, answers, '2026-11-21')
  if (outcome !== 'grant' || trace.length !== RULES + 1) throw new Error(`decided otherwise: ${outcome}, ${trace.length} steps`)
}

const CONDITIONS = Array.from({ length: RULES - 1 }, (_, at) => `person.income < ${at * 1000} and person.rents = true`)

const SERVICE = madeService({
  facts: `
  person.income: { type: number, label: { en: Income } }
  person.bornOn: { type: date, label: { en: Born } }
  person.rents: { type: yes-no, label: { en: Rents } }`,
  pages: '    - { page: all, title: { en: All }, facts: [person.income, person.bornOn, person.rents] }',
  rules: [
    ...CONDITIONS.map(condition => `      - { if: "${condition}", then: refuse, because: no }`),
    '      - { if: "age(person.bornOn) >= 18 and person.income > limit", then: grant, weekly: person.income - limit }',
  ].join('\n'),
})
