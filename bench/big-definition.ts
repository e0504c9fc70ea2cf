import { checkServiceText, loadCatalogue, withAnswer } from '#catalogue'
import type { Definition } from '../src/journeys/definition.ts'
import { firstOpen, stepsOf } from '../src/journeys/steps.ts'
import { GOVERNMENT, madeService } from './made-service.ts'
import { type Figure, quantile } from './measure.ts'

const PAGES = 100
const RULES_A_PAGE = 10
const ROUNDS = 12
const ON = '2026-11-21'

/** A service of 100 pages whose conditions hold 1,000 rules, walked from its first page to its last: what each answer costs. Target: 5 ms. */
export async function* bigDefinition(): AsyncIterable<Figure> {
  const { service, faults } = checkServiceText(await loadCatalogue(GOVERNMENT), { file: 'services/made.yaml', text: SERVICE })
  if (!service) throw new Error(`the measuring service is not good: ${JSON.stringify(faults[0])}`)
  const definition = { pages: service.pages, services: [service] } as unknown as Definition
  const times = Array.from({ length: ROUNDS }, () => walked(definition))
    .slice(2)
    .flat()
  const about = { unit: 'ms', n: times.length, target: 5 }
  yield { measure: 'big-definition-p50', value: quantile(times, 0.5), ...about }
  yield { measure: 'big-definition-p95', value: quantile(times, 0.95), ...about }
}

/** One person's way through: after every answer all pages are judged again, and the next open one is found. */
function walked(definition: Definition): number[] {
  let answers = {}
  const times: number[] = []
  for (let page = 0; page < PAGES; page++) {
    for (const fact of definition.pages[page]!.facts) answers = withAnswer(fact, answers, { value: 1000 + page })
    const before = performance.now()
    const steps = stepsOf(definition, { answers, told: {} }, ON)
    const open = firstOpen(steps, { answers }, ON)
    times.push(performance.now() - before)
    if (page < PAGES - 1 && open?.page.id !== `page${page + 1}`) throw new Error(`led to ${open?.page.id} after page ${page}`)
  }
  return times
}

const rule = (page: number, at: number) => `household.answer${Math.max(0, page - 1 - at)} >= ${at}`
const condition = (page: number) => Array.from({ length: RULES_A_PAGE }, (_, at) => rule(page, at)).join(' and ')

const SERVICE = madeService({
  facts: Array.from({ length: PAGES }, (_, n) => `\n  household.answer${n}: { type: number, label: { en: Number ${n} } }`).join(
    '',
  ),
  pages: Array.from({ length: PAGES }, (_, n) => {
    const when = n === 0 ? '' : `when: "${condition(n)}", `
    return `    - { page: page${n}, title: { en: Page ${n} }, ${when}facts: [household.answer${n}] }`
  }).join('\n'),
  rules: '      - { then: grant }',
})
