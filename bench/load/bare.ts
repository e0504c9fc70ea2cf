import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Connections, openConnections } from '../../dev/visitor/connections.ts'
import type { Journeys } from './people.ts'
import type { Recorded } from './recorded.ts'

/** Brings up a server that answers what was recorded, in a process of its own. */
export async function startBareServer(all: readonly Recorded[]) {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'), { execArgv: ['--import', import.meta.resolve('#typescript')] })
  child.send(all)
  const [port] = (await once(child, 'message')) as [number]
  return { site: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }
}

/** What somebody asked on their way, and where to ask it again. */
export interface Again {
  readonly site: string
  readonly asked: readonly Pick<Recorded, 'path' | 'cookie' | 'form' | 'status'>[]
}

/** People who ask what somebody asked before them, one after the other, without reading what comes back. */
export function openFollowers({ site, asked }: Again) {
  const { hostname, port } = new URL(site)
  const connections: Connections = openConnections({ hostname, port: Number(port) })
  const asks = asked.map(one => ({ ...one, url: new URL(one.path, site) }))
  return {
    async nextJourney({ receipts, requestsMs, failures }: Journeys): Promise<void> {
      for (const { url, cookie, form, status } of asks) {
        const began = performance.now()
        const answer = await connections.ask({ url, cookie, form })
        requestsMs.push(performance.now() - began)
        if (answer.status !== status) return void failures.push(`${url.pathname} answers ${answer.status}`)
      }
      receipts.push(asks.at(-1)!.path)
    },
  }
}
