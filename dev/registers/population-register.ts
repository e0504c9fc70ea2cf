import { starred } from '../../src/registers/adapters/x-road-metadata.ts'
import { daysAfter } from '../town/days.ts'
import { nationalIds } from '../town/national-id.ts'
import type { BirthNotice, Population, Resident } from '../town/resident.ts'
import { once } from './once.ts'
import { describe, type Operation, serve } from './operations.ts'
import { jsonReply, type ProvidedService, type ProviderReply, type ProviderRequest } from './service.ts'

const ID = {
  instance: 'FH',
  memberClass: 'GOV',
  memberCode: 'population-office',
  subsystemCode: 'population',
  serviceCode: 'person-v1',
}
const NOTICE_DAYS = 30

/** The population register: persons, households, notified and registered births. Keeps what is registered until the process ends. */
export function populationRegister(population: Population, clients: readonly string[]): ProvidedService {
  const register = openRegister(population)
  const operations: Operation[] = [
    {
      method: 'GET',
      path: '/persons/{nationalId}',
      summary: 'A person',
      answer: (_, id) => found(register.residents.get(id), asPerson),
    },
    {
      method: 'GET',
      path: '/persons/{nationalId}/birth-notices',
      summary: 'Births notified in the last 30 days and not registered yet, where the person is a parent',
      answer: (_, id) => found(register.residents.get(id), () => ({ notices: noticesOf(register, id) })),
    },
    {
      method: 'GET',
      path: '/persons/{nationalId}/household',
      summary: 'Who lives with a person; children count from their registration',
      answer: (_, id) => found(register.residents.get(id), resident => asHousehold(register, resident)),
    },
    {
      method: 'POST',
      path: '/births',
      summary: 'Registers a birth, once for each X-Road-Id',
      answer: once(request => registerBirth(register, request)),
    },
  ]
  return {
    id: ID,
    type: 'OPENAPI',
    endpoints: operations.map(({ method, path }) => ({ method, path: starred(path) })),
    allow: clients.map(client => ({ client })),
    openApi: describe('Population register', operations),
    answer: serve(operations),
  }
}

interface Register {
  readonly today: string
  readonly residents: Map<string, Resident>
  readonly notices: BirthNotice[]
  readonly newId: (bornOn: string) => string
}

function openRegister({ today, residents, birthNotices }: Population): Register {
  return { today, residents: new Map(residents), notices: [...birthNotices], newId: nationalIds(residents.keys()) }
}

function found<T>(thing: T | undefined, show: (thing: T) => unknown): ProviderReply {
  return thing === undefined ? jsonReply(404, { error: 'person-not-found' }) : jsonReply(200, show(thing))
}

function asPerson({ nationalId, givenNames, familyName, bornOn, address }: Resident) {
  return { nationalId, givenNames, familyName, bornOn, address }
}

function asHousehold({ residents }: Register, { partner, children }: Resident) {
  const other = partner === undefined ? undefined : residents.get(partner)
  return { livesWithPartner: other !== undefined, ...(other ? { partner: namesOf(other) } : {}), children: children.length }
}

function noticesOf(register: Register, parent: string) {
  const since = daysAfter(register.today, -NOTICE_DAYS)
  return register.notices
    .filter(({ parents, bornOn }) => parents.includes(parent) && bornOn > since)
    .map(({ parents, ...notice }) => {
      const other = register.residents.get(parents.find(id => id !== parent) ?? '')
      return { ...notice, ...(other ? { otherParent: namesOf(other) } : {}) }
    })
}

function namesOf({ givenNames, familyName }: Resident) {
  return { givenNames, familyName }
}

function registerBirth(register: Register, { body }: ProviderRequest): ProviderReply {
  const birth = readBirth(body)
  const parent = register.residents.get(birth?.parent ?? '')
  if (!birth || !parent)
    return jsonReply(422, { error: 'birth-incomplete', needs: ['givenNames', 'familyName', 'bornOn', 'parent'] })
  if (isRegistered(register, parent, birth)) return jsonReply(409, { error: 'birth-known' })
  const at = register.notices.findIndex(notice => isOf(notice, birth))
  const notice = at < 0 ? undefined : register.notices.splice(at, 1)[0]
  const { givenNames, familyName, bornOn } = birth
  const nationalId = register.newId(bornOn)
  const sex = notice?.sex ?? (birth.sex === 'male' ? 'male' : 'female')
  register.residents.set(nationalId, { nationalId, givenNames, familyName, bornOn, sex, address: parent.address, children: [] })
  for (const id of [parent.nationalId, parent.partner ?? '']) addChild(register, id, nationalId)
  return jsonReply(201, { nationalId })
}

/** The same names and day, as a child of the same parent: one birth is registered once. */
function isRegistered({ residents }: Register, { children }: Resident, { givenNames, familyName, bornOn }: Birth): boolean {
  const known = children.flatMap(id => residents.get(id) ?? [])
  return known.some(child => child.givenNames === givenNames && child.familyName === familyName && child.bornOn === bornOn)
}

interface Birth {
  readonly givenNames: string
  readonly familyName: string
  readonly bornOn: string
  /** National identifier of the parent who registers. */
  readonly parent: string
  readonly noticeId?: string
  readonly sex?: string
}

function readBirth(body: Buffer): Birth | undefined {
  const birth = parse(body) as Birth
  const isWhole = [birth.givenNames, birth.familyName, birth.parent].every(text => typeof text === 'string' && text.trim() !== '')
  return isWhole && /^\d{4}-\d{2}-\d{2}$/.test(birth.bornOn) ? birth : undefined
}

function parse(body: Buffer): object {
  try {
    return Object(JSON.parse(body.toString('utf8')))
  } catch {
    return {}
  }
}

function isOf(notice: BirthNotice, { noticeId, parent }: Birth): boolean {
  return notice.noticeId === noticeId && notice.parents.includes(parent)
}

function addChild({ residents }: Register, id: string, child: string): void {
  const adult = residents.get(id)
  if (adult) residents.set(id, { ...adult, children: [...adult.children, child] })
}
