import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { ProtocolFault, writeIdentifier } from '../../src/registers/adapters/x-road-identifier.ts'
import { readRequest, type XRoadRequest } from '../../src/registers/adapters/x-road-message.ts'
import { answerMetadata, isAllowed } from './metadata.ts'
import type { ProvidedService, ProviderReply } from './service.ts'
import { makeTrouble, readTrouble, type Trouble } from './trouble.ts'
import { passedOn, signature, withoutFiltered } from './wire-headers.ts'
import { faultReply, XRoadFault } from './x-road-fault.ts'

interface Settings {
  readonly services: readonly ProvidedService[]
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Speaks TLS with this certificate when given. */
  readonly tls?: Pick<ServerOptions, 'key' | 'cert' | 'ca' | 'requestCert' | 'rejectUnauthorized'>
}

/** A pretend X-Road security server that is listening. */
export interface SecurityServer {
  readonly url: URL
  close(): Promise<void>
}

const LARGEST_BODY = 64 * 1024 * 1024

/** Plays both security servers of X-Road on this machine alone: checks a request, passes it to the service, and signs nothing. */
export async function startSecurityServer({ services, port = 0, tls }: Settings): Promise<SecurityServer> {
  const troubles = new Map<string, Trouble>()
  const listen = (request: IncomingMessage, response: ServerResponse) => void handle({ request, response, services, troubles })
  const server = tls ? createTlsServer(tls, listen) : createServer(listen)
  await listening(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${taken}`),
    close: () => new Promise(resolve => server.close(() => resolve()).closeAllConnections()),
  }
}

interface Exchanged {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly services: readonly ProvidedService[]
  readonly troubles: Map<string, Trouble>
}

async function handle(exchanged: Exchanged): Promise<void> {
  const { request, response, troubles } = exchanged
  try {
    const body = await readBody(request)
    if (request.method === 'POST' && request.url === '/pretend/trouble') return keepTrouble(troubles, body, response)
    await pass(exchanged, body)
  } catch (error) {
    if (!response.headersSent) write(response, faultReply(asFault(error), request.headers.accept))
  }
}

const WRONG_TYPE = { 'content-type': 'text/html; charset=utf-8' }

async function pass({ request, response, services, troubles }: Exchanged, body: Buffer): Promise<void> {
  const asked = withId(read(request))
  const service = writeIdentifier(asked.service)
  const trouble = troubles.get(service)
  if (trouble && (await makeTrouble(trouble, response))) return
  const passed = { ...asked, xRoad: asked, headers: { ...passedOn(request), 'x-road-id': asked.id }, body }
  const {
    status,
    headers,
    body: answer,
  } = answerMetadata(services, passed) ?? (await findService(services, asked).answer(passed))
  write(response, {
    status,
    headers: { ...withoutFiltered(headers ?? {}), ...signature(asked, passed), ...(trouble?.kind === 'type' ? WRONG_TYPE : {}) },
    ...(answer === undefined ? {} : { body: answer }),
  })
}

function read(request: IncomingMessage): XRoadRequest {
  const last = Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.at(-1)])
  return readRequest({ method: request.method!, target: request.url!, headers: Object.fromEntries(last) })
}

function withId(asked: XRoadRequest): XRoadRequest & { readonly id: string } {
  return { ...asked, id: asked.id ?? randomUUID() }
}

function findService(services: readonly ProvidedService[], { service, client, method, path }: XRoadRequest): ProvidedService {
  const found = services.find(({ id }) => writeIdentifier(id) === writeIdentifier(service))
  if (!found) throw new XRoadFault('server.serverproxy.unknown_service', 'No such service is registered here.')
  if (found.type === 'WSDL') throw new XRoadFault('server.serverproxy.service_type', 'A SOAP service cannot be called over REST.')
  if (!isAllowed(found, writeIdentifier(client), { method, path }))
    throw new XRoadFault('server.serverproxy.access_denied', 'Request is not allowed.')
  return found
}

function keepTrouble(troubles: Map<string, Trouble>, body: Buffer, response: ServerResponse): void {
  const trouble = readTrouble(body)
  troubles.set(trouble.service, trouble)
  write(response, { status: 204 })
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > LARGEST_BODY) throw new XRoadFault('Client.BadRequest', 'The message is larger than this server takes.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function write(response: ServerResponse, { status, headers = {}, body = '' }: ProviderReply): void {
  if (response.destroyed) return
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length }).end(body)
}

function asFault(error: unknown): XRoadFault {
  if (error instanceof XRoadFault) return error
  if (error instanceof ProtocolFault) return new XRoadFault('Client.BadRequest', error.message)
  return new XRoadFault('server.serverproxy.service_failed', 'The information system did not answer.')
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
}
