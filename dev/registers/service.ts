import type { ServiceId } from '../../src/registers/adapters/x-road-identifier.ts'
import type { XRoadRequest } from '../../src/registers/adapters/x-road-message.ts'
import type { Endpoint } from '../../src/registers/adapters/x-road-metadata.ts'

/** What a register is asked, as its own information system sees it. */
export interface ProviderRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  /** As received, without what a security server must not pass on. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly xRoad: XRoadRequest
}

export interface ProviderReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string
}

/** A service registered at the pretend security server. */
export interface ProvidedService {
  readonly id: ServiceId
  readonly type: 'REST' | 'OPENAPI' | 'WSDL'
  readonly endpoints: readonly Endpoint[]
  /** Who may call, and through which endpoints (all of them when not said). */
  readonly allow: readonly { readonly client: string; readonly endpoints?: readonly Endpoint[] }[]
  /** Description in OpenAPI 3, for getOpenAPI. */
  readonly openApi?: unknown
  answer(request: ProviderRequest): Promise<ProviderReply> | ProviderReply
}

/** A reply in JSON. */
export function jsonReply(status: number, value: unknown): ProviderReply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}
