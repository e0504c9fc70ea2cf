import { readJson, UnfitJson } from '#platform'
import type { Exchange } from './exchange.ts'
import { type Finding, guardedExchange, type Limits, type NumberedQuestion } from './guarded-exchange.ts'
import type { ClientCertificate, TrustFault } from './trust.ts'
import { openWire, WireFailure, type WireReply } from './wire.ts'
import {
  type MemberId,
  readMember,
  readRepresentedParty,
  readSecurityServer,
  readService,
  writeIdentifier,
} from './x-road-identifier.ts'
import { checkedHeader, type HttpRequest, readFault, writeRequest } from './x-road-message.ts'

export interface XRoadSettings extends Limits {
  /** Our security server, or several addresses of it, tried in order while one cannot be connected to. */
  readonly securityServer: URL | readonly URL[]
  /** Who we are: `FH/GOV/portico/portico`, each part percent-encoded. */
  readonly client: string
  /** For a whole exchange. */
  readonly timeoutMs?: number
  /** Of an answer's body. */
  readonly maxBytes?: number
  /** Asked before each call, so that a renewed one is used from then on. */
  readonly certificate?: () => ClientCertificate
  /** Hears of certificates that are not accepted. */
  readonly tell?: (fault: TrustFault) => void
}

const MEBIBYTE = 1024 * 1024

/** Consumer of the X-Road message protocol for REST 1.0.4. Throws `ProtocolFault` at once when the client is misnamed. */
export function xRoadExchange(settings: XRoadSettings): Exchange {
  const { timeoutMs = 2000, maxBytes = MEBIBYTE, certificate, tell = () => {} } = settings
  const client = readMember(settings.client)
  const servers = [settings.securityServer].flat() as URL[]
  const wire = openWire({ servers, timeoutMs, maxBytes, ...(certificate ? { certificate } : {}) })
  return guardedExchange(settings, question => {
    const request = writeQuestion(question, client)
    return () =>
      wire(request).then(
        reply => readReply(reply, request),
        error => asFinding(error, tell),
      )
  })
}

type WireRequest = HttpRequest & { readonly body?: Uint8Array }

function writeQuestion(question: NumberedQuestion, client: MemberId): WireRequest {
  const {
    service,
    query = {},
    body,
    representedParty,
    securityServer,
    purpose,
    method,
    path,
    id,
    userId,
    issue,
    traceParent,
  } = question
  const pairs = Object.entries(query).map(pair => pair.map(encodeURIComponent).join('='))
  const { headers, ...line } = writeRequest({
    ...{ method, client, path, id, userId, issue },
    service: readService(service),
    query: pairs.length > 0 ? `?${pairs.join('&')}` : '',
    ...(representedParty ? { representedParty: readRepresentedParty(representedParty) } : {}),
    ...(securityServer ? { securityServer: readSecurityServer(securityServer) } : {}),
  })
  const content = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  const ground = purpose === undefined ? {} : { 'portico-purpose': checkedHeader(purpose) }
  const common = { accept: 'application/json', 'accept-encoding': 'identity' }
  return {
    ...line,
    headers: { ...headers, ...common, ...content, ...ground, ...(traceParent === undefined ? {} : { traceparent: traceParent }) },
    ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
  }
}

function asFinding(error: unknown, tell: (fault: TrustFault) => void): Finding {
  if (!(error instanceof WireFailure)) throw error
  if (!error.trust) return { kind: 'unavailable', reason: error.fault }
  tell(error.trust)
  return { kind: 'unavailable', reason: 'untrusted', fault: error.trust }
}

function readReply(reply: WireReply, request: WireRequest): Finding {
  const { status } = reply
  const fault = readFault(reply.headers['x-road-error']?.join())
  if (fault)
    return isOurs(fault, status)
      ? { kind: 'refused', status, fault }
      : { kind: 'unavailable', reason: 'error-status', status, fault }
  if (status === 401 || status === 403) return { kind: 'refused', status }
  if (!isAnswer(status)) return { kind: 'unavailable', reason: 'error-status', status }
  return isReplyTo(reply, request) ? readBody(reply) : { kind: 'unavailable', reason: 'nonsense', status }
}

// PR-REST 4.6: 400 is our own fault; so is asking for what we may not have, or for what is not offered over REST.
function isOurs(fault: string, status: number): boolean {
  return status === 400 || fault.startsWith('client.') || /\.(access_?denied|service_?type|unknown_?service)$/.test(fault)
}

// 408 and 429 ask us to come back; anything under 200 or from 300 to 399 is not an answer, and no redirect is followed.
function isAnswer(status: number): boolean {
  return (status >= 200 && status < 300) || (status >= 400 && status < 500 && status !== 408 && status !== 429)
}

// A proxy's page, or the answer to another's question, must never pass for the register's word.
function isReplyTo(reply: WireReply, request: WireRequest): boolean {
  const [service, client] = [header(reply, 'x-road-service'), header(reply, 'x-road-client')]
  return (
    header(reply, 'x-road-id') === request.headers['x-road-id'] &&
    (service === undefined || isSameService(service, request.target)) &&
    (client === undefined || isSameMember(client, request.headers['x-road-client']!)) &&
    isSha512(header(reply, 'x-road-request-hash'))
  )
}

// PR-REST 4.3: a response SHALL carry it. The security servers compare it with the request they carried; to us it is proof worth keeping.
function isSha512(hash: string | undefined): boolean {
  return /^[A-Za-z0-9+/]{86}==$/.test(hash ?? '')
}

function isSameMember(echoed: string, client: string): boolean {
  try {
    return writeIdentifier(readMember(echoed)) === client
  } catch {
    return false
  }
}

function isSameService(echoed: string, target: string): boolean {
  try {
    return `${target}/`.replace('?', '/').startsWith(`/r1/${writeIdentifier(readService(echoed))}/`)
  } catch {
    return false
  }
}

function readBody(reply: WireReply): Finding {
  const { status, body } = reply
  const requestHash = header(reply, 'x-road-request-hash')
  try {
    const json = body.byteLength === 0 ? null : readJson(jsonOnly(reply))
    return { kind: 'answered', status, json, ...(requestHash ? { requestHash } : {}) }
  } catch (error) {
    if (error instanceof UnfitJson) return { kind: 'unavailable', reason: 'nonsense', status }
    throw error
  }
}

function jsonOnly(reply: WireReply): Buffer {
  const type = header(reply, 'content-type') ?? ''
  if (!/^application\/([\w.-]+\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    throw new UnfitJson('Not said to be JSON in UTF-8.')
  return reply.body
}

// A doubled header has no one meaning, so it has none.
function header(reply: WireReply, name: string): string | undefined {
  const values = reply.headers[name]
  return values?.length === 1 ? values[0] : undefined
}
