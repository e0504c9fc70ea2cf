import { join } from 'node:path'
import { renderToString } from 'preact-render-to-string'
import { loadCatalogue } from '#catalogue'
import type { PageReply, Visit } from '#platform'
import { readAssets, shellOf } from '../src/app/shell/index.ts'
import { definitionOf } from '../src/journeys/definition.ts'
import type { Draft } from '../src/journeys/draft.ts'
import { questionPage } from '../src/journeys/pages/question-page.tsx'
import { stepsOf } from '../src/journeys/steps.ts'
import { type Figure, quantile } from './measure.ts'

const RUNS = 15
const RUN_PAGES = 500
const ON = '2026-11-21'
const SUBJECT = { kind: 'service', subject: 'warm-home-grant', chosen: null, versions: {} } as const

/** Question pages a second of CPU: a ten-page service, half answered, each page in turn, from its definition to its HTML in the frame. */
export async function* pages(): AsyncIterable<Figure> {
  const catalogue = await loadCatalogue(join(import.meta.dirname, 'government'))
  const draft = { ...SUBJECT, id: 'measured', answers: { home: { kind: 'flat', builtIn: 1974 } }, told: {} } as unknown as Draft
  const shell = shellOf({ assets: readAssets(), government: catalogue.government })
  const steps = stepsOf(definitionOf(catalogue, draft), draft, ON)
  const visits = steps.map(step => visitTo(`/journeys/measured/pages/${step.id}`))
  const render = (number: number) => {
    const definition = definitionOf(catalogue, draft)
    const shown = stepsOf(definition, draft, ON)
    const visit = visits[number % shown.length]!
    const reply = questionPage({ definition, draft, step: shown[number % shown.length]!, visit, on: ON })
    return renderToString(shell(reply as PageReply, visit, { givenNames: 'Bo', familyName: 'Lindqvist' })).length
  }
  const rates = Array.from({ length: RUNS }, () => rateOf(render))
  yield { measure: 'pages', value: quantile(rates.slice(2), 0.5), unit: 'pages/s of CPU', n: RUNS * RUN_PAGES }
}

function rateOf(render: (number: number) => number): number {
  const before = process.cpuUsage()
  for (let number = 0; number < RUN_PAGES; number++) render(number)
  const { user, system } = process.cpuUsage(before)
  return RUN_PAGES / ((user + system) / 1e6)
}

function visitTo(path: string): Visit {
  const sent = { method: 'GET', path, url: path, query: {}, language: 'en', cookies: {}, authorization: '' } as const
  return { ...sent, secret: 'measured', formToken: 'f'.repeat(43) }
}
