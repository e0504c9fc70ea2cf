import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { writeIdentifier } from '../../src/registers/adapters/x-road-identifier.ts'
import type { XRoadRequest } from '../../src/registers/adapters/x-road-message.ts'
import type { ProviderRequest } from './service.ts'

// PR-REST 4.3: hop-by-hop headers, and headers that name hosts, end here; so does a request hash that is not ours. The length is counted anew.
const FILTERED = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade host user-agent server content-length x-road-request-hash'.split(
    ' ',
  ),
)

/** The headers of a request that go on to the service; without an Accept header, JSON is asked for. */
export function passedOn(request: IncomingMessage): Record<string, string> {
  const joined = Object.entries(request.headersDistinct).map(([name, values]) => [name, values!.join(', ')])
  return { accept: 'application/json', ...withoutFiltered(Object.fromEntries(joined)) }
}

/** Headers, their names in lower case, without those that must not pass a security server. */
export function withoutFiltered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !FILTERED.has(name)),
  )
}

/** The X-Road headers that bind an answer to its request. */
export function signature(
  asked: XRoadRequest & { readonly id: string },
  { headers, body }: ProviderRequest,
): Record<string, string> {
  const requestId = randomUUID()
  const line = `${asked.method} /r1/${writeIdentifier(asked.service)}${asked.path}${asked.query}`
  const lines = [line, ...Object.entries(headers).map(pair => pair.join(':')), `x-road-request-id:${requestId}`].join('\r\n')
  return {
    'x-road-client': writeIdentifier(asked.client),
    'x-road-service': writeIdentifier(asked.service),
    'x-road-id': asked.id,
    'x-road-request-id': requestId,
    'x-road-request-hash': requestHash(Buffer.from(lines), body),
  }
}

/** PR-REST 4.3: base-64 of SHA512(SHA512(headers)+SHA512(body)), or of SHA512(headers) when there is no body. */
export function requestHash(headers: Buffer, body: Buffer): string {
  const sha512 = (...of: Buffer[]) => createHash('sha512').update(Buffer.concat(of)).digest()
  return (body.byteLength === 0 ? sha512(headers) : sha512(sha512(headers), sha512(body))).toString('base64')
}
