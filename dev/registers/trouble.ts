import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { XRoadFault } from './x-road-fault.ts'

const KINDS = ['slow', 'hung', 'error', 'garbage', 'huge', 'cut', 'type', 'refuse', 'none'] as const

/** Trouble that a service makes on demand, for demonstrations and tests. */
export interface Trouble {
  /** As in the address: `FH/GOV/tax-office/tax/assessments-v1`. */
  readonly service: string
  readonly kind: (typeof KINDS)[number]
  /** How long `slow` waits before it answers. */
  readonly seconds: number
}

/** Reads the body of `POST /pretend/trouble`. Throws `XRoadFault` with what is wrong. */
export function readTrouble(body: Buffer): Trouble {
  const { service, kind, seconds = 10 } = parse(body)
  const known = KINDS.find(one => one === kind)
  const isFit = typeof service === 'string' && known && typeof seconds === 'number' && seconds >= 0
  if (!isFit) throw new XRoadFault('Client.BadRequest', `Send JSON: service, kind (${KINDS.join(', ')}), and seconds for slow.`)
  return { service, kind: known, seconds }
}

/** Makes the trouble; resolves to true when the answer has been spoilt already, false when the service is to answer after all. */
export async function makeTrouble({ kind, seconds }: Trouble, response: ServerResponse): Promise<boolean> {
  // `type` is the right answer under a wrong name: whoever writes it sees to that.
  if (kind === 'none' || kind === 'type') return false
  if (kind === 'refuse') throw new XRoadFault('server.serverproxy.access_denied', 'Request is not allowed.')
  if (kind === 'error') throw new XRoadFault('server.serverproxy.service_failed', 'The information system did not answer.')
  if (kind === 'slow') {
    await wait(seconds * 1000, undefined, { ref: false })
    return false
  }
  await SPOIL[kind](response)
  return true
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const MEBIBYTE = Buffer.alloc(1024 * 1024, 0x20)
const HUGE_MEBIBYTES = 1024

const SPOIL: Readonly<Record<'hung' | 'garbage' | 'huge' | 'cut', (response: ServerResponse) => Promise<void>>> = {
  hung: async () => {},
  garbage: async response => {
    response.writeHead(200, JSON_TYPE).end('<!doctype html><p>It works!')
  },
  cut: async response => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': 100 }).write('{"nationalId":')
    await wait(20)
    response.destroy()
  },
  huge: async response => {
    response.writeHead(200, JSON_TYPE)
    for (let sent = 0; sent < HUGE_MEBIBYTES && !response.closed; sent++) await written(response)
    response.end()
  },
}

function written(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    if (response.write(MEBIBYTE)) return resolve()
    response.once('drain', resolve).once('close', resolve)
  })
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(body.toString('utf8')))
  } catch {
    return {}
  }
}
