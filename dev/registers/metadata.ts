import { type MemberId, writeIdentifier } from '../../src/registers/adapters/x-road-identifier.ts'
import { type Endpoint, isUnder, writeListing } from '../../src/registers/adapters/x-road-metadata.ts'
import { jsonReply, type ProvidedService, type ProviderReply, type ProviderRequest } from './service.ts'
import { XRoadFault } from './x-road-fault.ts'

/** Answers listMethods, allowedMethods and getOpenAPI (PR-MREST 0.8); undefined when the request is for a service of its own. */
export function answerMetadata(
  services: readonly ProvidedService[],
  { xRoad, method, query }: ProviderRequest,
): ProviderReply | undefined {
  const answer = METADATA[xRoad.service.serviceCode]
  if (!answer) return undefined
  if (method !== 'GET') throw new XRoadFault('Client.BadRequest', 'Service metadata is asked for with GET.')
  const { serviceCode: _, ...provider } = xRoad.service
  const offered = services.filter(service => isOfferedBy(service, provider) && service.type !== 'WSDL')
  return answer(offered, { client: writeIdentifier(xRoad.client), query: new URLSearchParams(query) })
}

interface Asked {
  readonly client: string
  readonly query: URLSearchParams
}

const METADATA: Readonly<Record<string, (offered: ProvidedService[], asked: Asked) => ProviderReply>> = {
  listMethods: offered => listing(offered, service => service.endpoints),
  allowedMethods: (offered, { client }) => listing(offered, service => allowedEndpoints(service, client)),
  getOpenAPI: (offered, { query }) => {
    const wanted = query.get('serviceCode')
    if (!wanted) throw new XRoadFault('Client.BadRequest', 'Say which service to describe: getOpenAPI?serviceCode=…')
    const service = offered.find(({ id }) => id.serviceCode === wanted)
    if (!service?.openApi)
      throw new XRoadFault('server.serverproxy.unknown_service', 'No REST service with a description has that code.')
    return jsonReply(200, service.openApi)
  },
}

function isOfferedBy({ id: { serviceCode: _, ...owner } }: ProvidedService, provider: MemberId): boolean {
  return writeIdentifier(owner) === writeIdentifier(provider)
}

/** The endpoints of a service that a client may call. */
export function allowedEndpoints(service: ProvidedService, client: string): readonly Endpoint[] {
  const grants = service.allow.filter(grant => grant.client === client)
  return grants.some(grant => !grant.endpoints) ? service.endpoints : grants.flatMap(grant => grant.endpoints ?? [])
}

/** Whether a client may make this call. */
export function isAllowed(service: ProvidedService, client: string, call: Endpoint): boolean {
  return allowedEndpoints(service, client).some(endpoint => isUnder(endpoint, call))
}

function listing(services: ProvidedService[], endpointsOf: (service: ProvidedService) => readonly Endpoint[]): ProviderReply {
  return jsonReply(200, writeListing(services.map(service => ({ ...service, endpoints: endpointsOf(service) }))))
}
