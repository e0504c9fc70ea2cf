import { type Connections, openConnections } from '../../dev/visitor/connections.ts'
import { fieldsOf } from '../../dev/visitor/fill-form.ts'
import { newVisitor, type View, type Visitor } from '../../dev/visitor/visitor.ts'
import type { Journeys } from '../load/people.ts'
import { NAME, theirAnswers } from './published-form.ts'

const STEPS_MAX = 20

/** People at the engine's form, one after the other: each a new browser, from the first page to the confirmation. */
export function openEngineVisitors({ site }: { site: string }) {
  const address = new URL(site)
  const connections = new Map<string, Connections>([
    [address.origin, openConnections({ hostname: address.hostname, port: Number(address.port) })],
  ])
  return {
    async nextJourney({ receipts, requestsMs, failures }: Journeys): Promise<void> {
      const visitor = newVisitor({ connections, timed: (_url, ms) => void requestsMs.push(ms) })
      try {
        receipts.push(await walk(visitor, new URL(`/${NAME}/${NAME}`, address)))
      } catch (error) {
        failures.push((error as Error).message)
      }
    },
  }
}

async function walk(visitor: Visitor, first: URL): Promise<string> {
  let view = await visitor.visit(first)
  for (let step = 0; step < STEPS_MAX; step++) {
    if (view.status !== 200) throw new Error(`${view.url.pathname} answers ${view.status}`)
    if (view.url.pathname.endsWith('/status')) return view.url.pathname
    view = await visitor.visit(view.url, formOf(view))
  }
  throw new Error(`the form did not end: ${view.url.pathname}`)
}

function formOf({ body }: View): string {
  const opens = body.indexOf('<form method="post"')
  return fieldsOf(body.slice(opens, body.indexOf('</form>', opens)), theirAnswers)
}
