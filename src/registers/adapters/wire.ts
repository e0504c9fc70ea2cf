import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { type ClientCertificate, type TrustFault, trustFaultIn } from './trust.ts'
import type { HttpRequest } from './x-road-message.ts'

export interface WireSettings {
  /** Where the same server can be reached; tried in this order while one cannot be connected to. */
  readonly servers: readonly URL[]
  /** For the whole exchange: connecting, asking, and the last byte of the answer. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
  /** Asked before each call. */
  readonly certificate?: () => ClientCertificate
}

export interface WireReply {
  readonly status: number
  readonly headers: IncomingMessage['headersDistinct']
  readonly body: Buffer
}

export type WireFault = 'timeout' | 'unreachable' | 'untrusted' | 'nonsense' | 'too-large'

/** What a wire throws when no whole reply came. */
export class WireFailure extends Error {
  readonly fault: WireFault
  readonly mayTryNext: boolean
  /** What was not accepted, when the fault is `untrusted`. */
  readonly trust: TrustFault | undefined
  constructor(fault: WireFault, { mayTryNext = false, trust }: { mayTryNext?: boolean; trust?: TrustFault } = {}) {
    super(`No whole reply: ${fault}.`)
    this.fault = fault
    this.mayTryNext = mayTryNext
    this.trust = trust
  }
}

/** Sends one request and brings back the whole reply; throws `WireFailure`. */
export type Wire = (request: HttpRequest & { readonly body?: Uint8Array }) => Promise<WireReply>

// The server was never reached, so asking another cannot ask twice.
const NEVER_REACHED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * HTTP/1.1 with connections kept alive, no redirect followed, no compression, and limits on time and size.
 * Node's own client rather than fetch: fetch rewrites paths, and takes no client certificate without another package.
 */
export function openWire({ servers, timeoutMs, maxBytes, certificate }: WireSettings): Wire {
  const plain = new HttpAgent({ keepAlive: true })
  const secure = agentFor(certificate ?? (() => ({})))
  return async request => {
    // Not AbortSignal.timeout: that one goes off for every call, answered long ago or not.
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), timeoutMs)
    try {
      return await sendToFirst(servers, server => {
        const agent = server.protocol === 'https:' ? secure() : plain
        return send(request, { server, agent, signal: late.signal, maxBytes })
      })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Connections made under an old certificate are used for what is under way on them, and not again. */
function agentFor(certificate: () => ClientCertificate): () => HttpsAgent {
  let shown: ClientCertificate | undefined
  let agent = new HttpsAgent()
  return () => {
    const current = certificate()
    if (current === shown) return agent
    for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
    shown = current
    agent = new HttpsAgent({ keepAlive: true, ...current })
    return agent
  }
}

async function sendToFirst(servers: readonly URL[], sendTo: (server: URL) => Promise<WireReply>): Promise<WireReply> {
  for (const [at, server] of servers.entries()) {
    try {
      return await sendTo(server)
    } catch (error) {
      const isLast = at === servers.length - 1
      if (isLast || !(error instanceof WireFailure && error.mayTryNext)) throw error
    }
  }
  throw new WireFailure('unreachable')
}

interface Route {
  readonly server: URL
  readonly agent: HttpAgent | HttpsAgent
  readonly signal: AbortSignal
  readonly maxBytes: number
}

function send(request: Parameters<Wire>[0], { server, agent, signal, maxBytes }: Route): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(asFailure(error, signal))
    const open = server.protocol === 'https:' ? httpsRequest : httpRequest
    const { method, target, headers, body } = request
    const length = body ? { 'content-length': body.byteLength } : {}
    open(server, { method, path: target, headers: { ...headers, ...length }, agent, signal })
      .on('error', fail)
      .on('response', reply => collect(reply, maxBytes).then(resolve, fail))
      .end(body)
  })
}

async function collect(reply: IncomingMessage, maxBytes: number): Promise<WireReply> {
  if (Number(reply.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(reply)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(reply)
    chunks.push(chunk)
  }
  return {
    status: reply.statusCode!,
    headers: reply.headersDistinct,
    body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks),
  }
}

function tooLarge(reply: IncomingMessage): WireFailure {
  reply.destroy()
  return new WireFailure('too-large')
}

function asFailure(error: unknown, signal: AbortSignal): WireFailure {
  if (error instanceof WireFailure) return error
  if (signal.aborted) return new WireFailure('timeout')
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const trust = trustFaultIn(code)
  if (trust) return new WireFailure('untrusted', { trust })
  if (code.startsWith('HPE_')) return new WireFailure('nonsense')
  return new WireFailure('unreachable', { mayTryNext: NEVER_REACHED.has(code) })
}
