import type { Catalogue, Provided } from '#catalogue'
import { type MemberId, writeIdentifier } from '../adapters/x-road-identifier.ts'
import type { XRoadRequest } from '../adapters/x-road-message.ts'
import { type ListedService, starred, writeListing } from '../adapters/x-road-metadata.ts'
import { describeEvents } from './describe-events.ts'
import { EVENTS_CODE, EVENTS_PATH } from './hear-member.ts'
import { MemberFault } from './member-fault.ts'
import type { ProvidingWorld } from './world.ts'

/** A service of ours as others may know of it: `entries` says in which list what is told stands, `granted` unless it says otherwise. */
export type Offered = Pick<Provided, 'id' | 'name' | 'path' | 'gives' | 'to'> & { readonly entries?: 'granted' | 'found' }

type All = Pick<Catalogue, 'events'> & { readonly provided: ReadonlyMap<string, Offered> }

/** Everything we answer: what was granted, and what our own registers hold. */
export function offeredBy({ catalogue, ownRegisters }: Pick<ProvidingWorld, 'catalogue' | 'ownRegisters'>): All['provided'] {
  const own = [...(ownRegisters?.values() ?? [])].flatMap(({ tells }) => [...tells.values()])
  const all: Offered[] = [...catalogue.provided.values(), ...own.map(one => ({ ...one, entries: 'found' as const }))]
  return new Map(all.map(one => [one.id, one]))
}

/** Answers listMethods, allowedMethods and getOpenAPI (PR-MREST 0.8) of our own services; undefined when something else is asked. */
export function answerMetadata(all: All, us: MemberId, asked: XRoadRequest): unknown {
  return ANSWERS[asked.service.serviceCode]?.(all, us, asked)
}

const ANSWERS: Readonly<Record<string, (all: All, us: MemberId, asked: XRoadRequest) => unknown>> = {
  listMethods: ({ provided, events }, us) =>
    writeListing([...[...provided.values()].map(one => listed(one, us)), ...(events.size > 0 ? [listedEvents(us)] : [])]),
  allowedMethods: ({ provided, events }, us, { client }) => {
    const mayTell = [...events.values()].some(event => event.client === writeIdentifier(client))
    const asked = [...provided.values()].filter(one => mayAsk(one, client)).map(one => listed(one, us))
    return writeListing([...asked, ...(mayTell ? [listedEvents(us)] : [])])
  },
  getOpenAPI: ({ provided, events }, _, { query }) => {
    const code = new URLSearchParams(query).get('serviceCode')
    if (!code) throw new MemberFault('Client.BadRequest', 'Say which service to describe: getOpenAPI?serviceCode=…')
    if (code === EVENTS_CODE && events.size > 0) return describeEvents([...events.values()])
    const one = provided.get(code)
    if (!one) throw new MemberFault('Client.UnknownService', 'We provide no service with that code.')
    return describe(one)
  },
}

function listedEvents(us: MemberId): ListedService {
  return { id: { ...us, serviceCode: EVENTS_CODE }, type: 'OPENAPI', endpoints: [{ method: 'POST', path: EVENTS_PATH }] }
}

/** Whether a member is among those to whom something is told. */
export function mayAsk({ to }: Pick<Offered, 'to'>, client: MemberId): boolean {
  return to.some(one => one.client === writeIdentifier(client))
}

function listed({ id, path }: Offered, us: MemberId): ListedService {
  return { id: { ...us, serviceCode: id }, type: 'OPENAPI', endpoints: [{ method: 'GET', path: starred(path) }] }
}

const TEXT = { type: 'string' }
const header = (name: string, description: string, required: boolean) => ({
  name,
  in: 'header',
  description,
  required,
  schema: TEXT,
})

/** Describes a service in OpenAPI 3.0. */
function describe({ id, name, path, gives, entries = 'granted' }: Offered) {
  const title = name.en ?? id
  const properties = entries === 'granted' ? { decidedOn: { type: 'string', format: 'date' }, pays: PAYS } : {}
  const answer = {
    type: 'object',
    properties: {
      [entries]: { type: 'array', items: { type: 'object', description: `With ${[...gives.values()].join(', ')}`, properties } },
    },
  }
  const responses = {
    200: {
      description: `${entries === 'granted' ? 'What was granted' : 'The entry as it stands today'}; nothing for somebody we do not know`,
      content: { 'application/json': { schema: answer } },
    },
    400: { description: 'The request is not X-Road message protocol for REST, or names no matter' },
    403: { description: 'No law we know lets this member ask' },
    503: { description: 'Nothing could be recorded, so nothing is told; come back after Retry-After seconds' },
  }
  const parameters = [
    { name: /\{(\w+)\}/.exec(path)![1], in: 'path', required: true, schema: TEXT },
    header('X-Road-Issue', 'The matter it is for; the person reads it', true),
    header('X-Road-UserId', 'Whose act it is', false),
  ]
  return {
    openapi: '3.0.0',
    info: { title, version: id.replace(/^.*-v/, '') },
    paths: { [path]: { get: { summary: title, parameters, responses } } },
  }
}

const PAYS = {
  type: 'object',
  properties: { amountMinor: { type: 'integer' }, currency: TEXT, every: { enum: ['once', 'week', 'month', 'year'] } },
}
