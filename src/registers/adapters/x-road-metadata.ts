import type { ServiceId } from './x-road-identifier.ts'

/** A way into a service: method and path as PR-MREST lists them, `*` standing for one part of the path. */
export interface Endpoint {
  readonly method: string
  readonly path: string
}

/** A service as listMethods and allowedMethods tell of it. */
export interface ListedService {
  readonly id: ServiceId
  readonly type: string
  readonly endpoints: readonly Endpoint[]
}

/** Services with their endpoints as PR-MREST 0.8, annex B, writes them; one without an endpoint is left out. */
export function writeListing(services: readonly ListedService[]): unknown {
  return {
    service: services
      .filter(({ endpoints }) => endpoints.length > 0)
      .map(({ id, type, endpoints }) => ({
        member_class: id.memberClass,
        member_code: id.memberCode,
        object_type: 'SERVICE',
        service_code: id.serviceCode,
        service_type: type,
        ...(id.subsystemCode ? { subsystem_code: id.subsystemCode } : {}),
        xroad_instance: id.instance,
        endpoint_list: endpoints.map(({ method, path }) => ({ method, path })),
      })),
  }
}

/** Reads a listing that somebody else wrote; undefined when it is none. */
export function readListing(json: unknown): ListedService[] | undefined {
  const services = recordOf(json).service
  if (!Array.isArray(services)) return undefined
  const read = services.map(readListed)
  return read.every(one => one !== undefined) ? read : undefined
}

function readListed(json: unknown): ListedService | undefined {
  const listed = recordOf(json)
  const [instance, memberClass, memberCode, serviceCode] = ['xroad_instance', 'member_class', 'member_code', 'service_code'].map(
    name => textOf(listed[name]),
  )
  if (!instance || !memberClass || !memberCode || !serviceCode) return undefined
  const subsystemCode = textOf(listed.subsystem_code)
  const endpoints = Array.isArray(listed.endpoint_list) ? listed.endpoint_list.map(readEndpoint) : []
  return {
    id: { instance, memberClass, memberCode, ...(subsystemCode ? { subsystemCode } : {}), serviceCode },
    type: textOf(listed.service_type) ?? '',
    endpoints: endpoints.filter(endpoint => endpoint !== undefined),
  }
}

function readEndpoint(json: unknown): Endpoint | undefined {
  const { method, path } = recordOf(json)
  return typeof method === 'string' && typeof path === 'string' ? { method, path } : undefined
}

/** Whether a call falls under an endpoint: in the path `*` stands for one part and a closing `**` for the rest; as the method `*` is any. */
export function isUnder(endpoint: Endpoint, { method, path }: Endpoint): boolean {
  const wanted = endpoint.path.split('/')
  const given = path.split('/')
  const isOpen = wanted.at(-1) === '**'
  const fixed = isOpen ? wanted.slice(0, -1) : wanted
  const isLong = isOpen ? given.length >= fixed.length : given.length === fixed.length
  return (
    (endpoint.method === '*' || endpoint.method === method) &&
    isLong &&
    fixed.every((part, at) => part === '*' || part === given[at])
  )
}

/** A path template as X-Road lists endpoints: `/persons/*` for `/persons/{nationalId}`. */
export function starred(path: string): string {
  return path.replace(/\{\w+\}/g, '*')
}

function recordOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {}
}

function textOf(json: unknown): string | undefined {
  return typeof json === 'string' && json !== '' ? json : undefined
}
