import { request } from 'node:http'
import { type Answer, type Connections, openConnections } from '../../dev/visitor/connections.ts'
import { newVisitor, signIn } from '../../dev/visitor/visitor.ts'
import { sendReady, walkToCheck } from '../../dev/visitor/walk-journey.ts'
import type { Address, Errand } from './people.ts'

/** A request of somebody's, and all that came back: enough to ask and to answer the same once more. */
export interface Recorded {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  readonly cookie: string
  readonly form?: string | undefined
  readonly status: number
  /** Names and values in turns, without those that belong to a connection. */
  readonly headers: readonly string[]
  /** As base64. */
  readonly body: string
}

export interface Asked {
  readonly method: Recorded['method']
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

// A server writes these by itself.
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding'])

/** Asks once, and keeps what came back as it came. */
export function recorded(url: URL, { method, headers, body }: Asked): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, answer => {
      const parts: Buffer[] = []
      answer.on('data', part => void parts.push(part)).once('error', reject)
      answer.once('end', () =>
        resolve({
          ...{ method, path: `${url.pathname}${url.search}`, cookie: headers.cookie ?? '', form: body },
          ...{ status: answer.statusCode!, headers: kept(answer.rawHeaders), body: Buffer.concat(parts).toString('base64') },
        }),
      )
    })
    asked.once('error', reject).end(body)
  })
}

/** Walks a whole journey as somebody, and keeps all that was asked of the service. */
export async function recordJourney({ site, identityProvider, goal, answers }: Address & Errand, subject: string) {
  const [service, provider] = [new URL(site), new URL(identityProvider)]
  const recording = recordingConnections()
  const atProvider = openConnections({ hostname: provider.hostname, port: Number(provider.port) })
  const connections = new Map<string, Pick<Connections, 'ask'>>([
    [service.origin, recording],
    [provider.origin, atProvider],
  ])
  const visitor = newVisitor({ connections })
  const start = await signIn(visitor, { site: service, subject, goal })
  const receipt = await sendReady(visitor, await walkToCheck(visitor, start, answers))
  atProvider.close()
  if (!receipt) throw new Error('the journey that was to be kept came to no receipt')
  return { all: recording.all, receipt }
}

/** A browser's connections to one site, of which everything is kept. */
function recordingConnections(): Pick<Connections, 'ask'> & { readonly all: readonly Recorded[] } {
  const all: Recorded[] = []
  return {
    all,
    async ask({ url, cookie, form }) {
      const common = { host: url.host, accept: 'text/html', 'accept-language': 'en', cookie }
      const posted = {
        ...{ origin: url.origin, 'sec-fetch-site': 'same-origin' },
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(form ?? '')),
      }
      const headers = form === undefined ? common : { ...common, ...posted }
      const one = await recorded(url, { method: form === undefined ? 'GET' : 'POST', headers, body: form })
      all.push(one)
      return answerOf(one)
    },
  }
}

function answerOf({ status, headers, body }: Recorded): Answer {
  const values = (name: string) => headers.filter((_, at) => at % 2 === 1 && headers[at - 1]!.toLowerCase() === name)
  return {
    ...{ status, location: values('location')[0], setCookies: values('set-cookie'), waitSeconds: undefined },
    body: Buffer.from(body, 'base64').toString('latin1'),
  }
}

function kept(headers: readonly string[]): string[] {
  return headers.filter((_, at) => !OF_CONNECTION.has(headers[at - (at % 2)]!.toLowerCase()))
}
