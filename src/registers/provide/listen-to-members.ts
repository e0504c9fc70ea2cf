import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { newReference, traceOf, Unavailable } from '#platform'
import type { ClientCertificate } from '../adapters/trust.ts'
import { readMember } from '../adapters/x-road-identifier.ts'
import { answerMember } from './answer-member.ts'
import { MemberFault } from './member-fault.ts'
import type { ProvidingWorld } from './world.ts'

export interface ListenSettings {
  readonly host: string
  readonly port: number
  /** Our own subsystem on the exchange, `FH/GOV/portico/portico`. */
  readonly client: string
  /** What we show, and who must have signed what our security server shows; without it plain HTTP, for a loopback address only. */
  readonly certificate?: () => ClientCertificate
}

const RENEW_EVERY_MS = 5000
const SLOWEST_MS = 10_000
const HEADERS_MOST_BYTES = 16 * 1024
const BODY_MOST_BYTES = 1024 * 1024

/** Answers other members of the exchange on a port of its own, which only our security server is to reach. */
export async function listenToMembers(
  world: ProvidingWorld,
  { host, port, client, certificate }: ListenSettings,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const us = readMember(client)
  const hear = (request: IncomingMessage, response: ServerResponse) =>
    void answer(world, request, sent => answerMember(world, us, sent)).then(reply => write(response, reply))
  const limits = { headersTimeout: SLOWEST_MS, requestTimeout: SLOWEST_MS, maxHeaderSize: HEADERS_MOST_BYTES }
  const { server, stop } = certificate ? secured(certificate, limits, hear) : { server: createServer(limits, hear), stop() {} }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const close = () => {
    stop()
    return new Promise<void>(resolve => void server.close(() => resolve()).closeAllConnections())
  }
  return { port: (server.address() as { port: number }).port, close }
}

type Hear = (request: IncomingMessage, response: ServerResponse) => void

/** Speaks only with who shows a certificate that the authority has signed; a renewed certificate of ours is shown from then on. */
function secured(certificate: () => ClientCertificate, limits: object, hear: Hear): { server: Server; stop(): void } {
  let shown = certificate()
  const server = createSecureServer({ ...limits, ...shown, requestCert: true, rejectUnauthorized: true }, hear)
  const renewing = setInterval(() => {
    if (certificate() === shown) return
    shown = certificate()
    server.setSecureContext(shown)
  }, RENEW_EVERY_MS).unref()
  return { server, stop: () => clearInterval(renewing) }
}

interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

type Sent = Parameters<typeof answerMember>[2]

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > BODY_MOST_BYTES) throw new MemberFault('Client.TooLarge', `A message is at most ${BODY_MOST_BYTES} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function answer(world: ProvidingWorld, request: IncomingMessage, ask: (sent: Sent) => Promise<unknown>): Promise<Reply> {
  const reference = newReference()
  try {
    // PR-REST 4.3: of several X-Road-Client headers the last counts; of the others the same.
    const last = Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.at(-1)])
    const sent = { method: request.method!, target: request.url!, headers: Object.fromEntries(last) }
    return { status: 200, body: await ask({ ...sent, body: () => bodyOf(request) }) }
  } catch (error) {
    return asReply(world, reference, error)
  }
}

function asReply({ log }: ProvidingWorld, reference: string, error: unknown): Reply {
  const fault = asFault(error)
  if (fault.status === 500) log.error({ reference, error: traceOf(error) }, 'a member was not answered')
  const { status, type, message, more } = fault
  const headers: Record<string, string> = {
    ...(error instanceof Unavailable ? { 'retry-after': String(error.retryAfterSeconds) } : {}),
    ...(status === 405 ? { allow: 'GET, POST' } : {}),
    ...(status === 413 ? { connection: 'close' } : {}),
  }
  return { status, headers, body: { type, message, detail: reference, ...more } }
}

function asFault(error: unknown): MemberFault {
  if (error instanceof MemberFault) return error
  if (error instanceof Unavailable) return new MemberFault('Server.Portico.Unavailable', 'Nothing can be told at this moment.')
  return new MemberFault('Server.Portico.InternalError', 'This was not meant to happen; nothing was told.')
}

function write(response: ServerResponse, { status, headers, body }: Reply): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    ...{
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    },
    ...headers,
  })
  response.end(text)
}
