import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { forwardTo } from '../dev/registers/forward.ts'
import { type SecurityServer, startSecurityServer } from '../dev/registers/security-server.ts'
import type { ProvidedService } from '../dev/registers/service.ts'
import { readService } from '../src/registers/adapters/x-road-identifier.ts'
import type { Endpoint } from '../src/registers/adapters/x-road-metadata.ts'

/** What the information system behind the security server saw of one request. */
export interface Seen {
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly bytes: number
}

/** A security server with an information system behind it, as the published cases suppose. */
export interface Bench {
  readonly server: SecurityServer
  /** Newest last. */
  readonly seen: readonly Seen[]
  close(): Promise<void>
}

export const REDIRECTED_TO = 'http://elsewhere.example/kept?as=is#it-was'
/** A label of 64 letters: no resolver takes it, so it fails without asking the network. */
export const UNRESOLVABLE = new URL(`http://${'x'.repeat(64)}.invalid/`)
const PRODUCER = 'EE/BUSINESS/producer'
const CLIENTS = ['EE/BUSINESS/consumer/sub', 'EE/BUSINESS/consumer/sub%2Fsystem']
const ANY: Endpoint = { method: '*', path: '**' }

export async function openBench(): Promise<Bench> {
  const seen: Seen[] = []
  const provider = createServer((request, response) => void provide(request, response, seen))
  await new Promise<void>(resolve => provider.listen(0, '127.0.0.1', resolve))
  const address = new URL(`http://127.0.0.1:${(provider.address() as AddressInfo).port}/`)
  const server = await startSecurityServer({ services: servicesAt(address) })
  const close = async () => {
    await server.close()
    await new Promise(resolve => provider.close(resolve).closeAllConnections())
  }
  return { server, seen, close }
}

function servicesAt(address: URL): ProvidedService[] {
  const everything = {
    type: 'REST',
    endpoints: [ANY],
    allow: CLIENTS.map(client => ({ client })),
    answer: forwardTo([address]),
  } as const
  const noPatch = { allow: CLIENTS.map(client => ({ client, endpoints: [{ method: 'GET', path: '**' }] })) }
  return [
    { ...everything, id: idOf('sub/down'), answer: forwardTo([UNRESOLVABLE]) },
    ...['sub/echo', 'sub/service', 'sub/test', 'sub/redirect', 's%2Fub/%C3%B6%C3%A4%C3%A5'].map(name => ({
      ...everything,
      id: idOf(name),
    })),
    { ...everything, id: idOf('sub/wsdl'), type: 'WSDL' },
    { ...everything, id: idOf('sub/readable'), ...noPatch },
    { ...everything, id: idOf('sub/several'), answer: forwardTo([UNRESOLVABLE, address]) },
  ]
}

function idOf(name: string) {
  return readService(`${PRODUCER}/${name}`)
}

async function provide(request: IncomingMessage, response: ServerResponse, seen: Seen[]): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  seen.push({ target: request.url!, headers: request.headers, bytes: body.byteLength })
  reply(request, response, body)
}

// What a request wants to hear, as JSON in a header; else as in the cases' own stub: ?bytes=N brings N bytes, a header asks for a redirect, anything else is echoed.
function reply(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const wanted = request.headers['x-stub-reply']
  if (typeof wanted === 'string') {
    const {
      status,
      headers,
      body: said,
    } = JSON.parse(wanted) as { status: number; headers: Record<string, string>; body: string }
    response.writeHead(status, headers).end(said)
    return
  }
  const bytes = Number(new URL(request.url!, 'http://stub').searchParams.get('bytes'))
  if (request.headers['x-stub'] === 'redirect') response.writeHead(302, { location: REDIRECTED_TO }).end()
  else if (bytes > 0) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.alloc(bytes, 0xa5))
  else response.writeHead(200, { 'content-type': 'application/json' }).end(body.byteLength > 0 ? body : '{}')
}
