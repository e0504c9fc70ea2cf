import { as, record, transaction } from '#platform'
import { type MemberId, ProtocolFault, writeIdentifier } from '../adapters/x-road-identifier.ts'
import { type HttpRequest, readRequest, type XRoadRequest } from '../adapters/x-road-message.ts'
import { queryOfOwn } from '../own/own-register.ts'
import { EVENTS_CODE, hearMember } from './hear-member.ts'
import { MemberFault } from './member-fault.ts'
import { answerMetadata, type Offered, offeredBy } from './metadata.ts'
import { queryOf, tellMember } from './tell-member.ts'
import { ownServiceOf, tellOwn } from './tell-own.ts'
import type { ProvidingWorld } from './world.ts'

/** A request whose body is read only once it is wanted. */
interface MemberRequest extends HttpRequest {
  body(): Promise<Uint8Array>
}

/**
 * Answers one request of another member, as their and our security servers bring it: `/r1/`, our own service, the path. Reading changes
 * nothing but the record of looks, so a repeated message is answered again; an event is kept once however often it is told.
 * @param us  our own subsystem, whose services these are
 * @throws {MemberFault} when it may not be answered
 */
export async function answerMember(outside: ProvidingWorld, us: MemberId, request: MemberRequest): Promise<unknown> {
  const world = as(outside, 'system registers.provide')
  const asked = read(request)
  const { serviceCode, ...provider } = asked.service
  const isTelling = serviceCode === EVENTS_CODE
  if (asked.method !== (isTelling ? 'POST' : 'GET'))
    throw new MemberFault('Client.MethodNotAllowed', 'Our services are asked with GET; events are told with POST.')
  if (writeIdentifier(provider) !== writeIdentifier(us)) throw unknownService()
  if (isTelling) return hearMember(world, asked, await request.body())
  const offered = offeredBy(world)
  const metadata = answerMetadata({ events: world.catalogue.events, provided: offered }, us, asked)
  if (metadata !== undefined) return metadata
  const service = offered.get(serviceCode)
  const subject = service && valueIn(service.path, asked.path)
  if (!service || !subject) throw unknownService()
  return tell(world, asked, { service, subject })
}

function read(request: HttpRequest): XRoadRequest {
  try {
    return readRequest(request)
  } catch (error) {
    if (error instanceof ProtocolFault) throw new MemberFault('Client.BadRequest', error.message)
    throw error
  }
}

async function tell(
  world: ProvidingWorld,
  { client, id, issue, representedParty }: XRoadRequest,
  { service, subject }: { service: Offered; subject: string },
): Promise<unknown> {
  const name = writeIdentifier(client)
  const own = service.entries === 'found' ? ownServiceOf(world, service.id) : undefined
  const query = own ? queryOfOwn(own.register) : queryOf(service)
  const to = service.to.find(one => one.client === name)
  if (!to) {
    await recordDenied(world, query, name)
    throw new MemberFault('Client.AccessDenied', 'No law that we know of lets this member ask for this.')
  }
  if (!id) throw new MemberFault('Client.BadRequest', 'The X-Road-Id header is missing: it numbers the message.')
  if (!issue)
    throw new MemberFault('Client.BadRequest', 'The X-Road-Issue header is missing: name the matter that this is asked for.')
  const asked = { to, id, issue, representedParty: representedParty && writeIdentifier(representedParty) }
  if (own) return tellOwn(world, { ...own, ...asked, key: subject })
  return tellMember(world, { ...asked, provided: world.catalogue.provided.get(service.id)!, nationalId: subject })
}

async function recordDenied(world: ProvidingWorld, query: string, client: string): Promise<void> {
  const facts = { query, member: client }
  await transaction(world, tx => record(tx, { kind: 'lookup.denied', about: query, by: client, facts }))
}

function unknownService(): MemberFault {
  return new MemberFault('Client.UnknownService', 'We provide no such service; ask listMethods which there are.')
}

/** What stands in a path where its template has braces, decoded; undefined when the path is another. */
function valueIn(template: string, path: string): string | undefined {
  const [wanted, given] = [template.split('/'), path.split('/')]
  const fits = wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at])
  return fits ? decoded(given[wanted.findIndex(part => part.startsWith('{'))]!) : undefined
}

function decoded(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part)
    return text.length <= 100 ? text : undefined
  } catch {
    return undefined
  }
}
