import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { meetPerson } from '#people'
import { type Connection, rows, sql, transaction, Unavailable } from '#platform'
import { testWorld } from '#platform/testing'
import { type Certificate, makeCertificate } from '../../../dev/registers/certificate.ts'
import { forwardTo } from '../../../dev/registers/forward.ts'
import { startSecurityServer } from '../../../dev/registers/security-server.ts'
import type { ClientCertificate } from '../adapters/trust.ts'
import { xRoadExchange } from '../adapters/x-road.ts'
import { readService } from '../adapters/x-road-identifier.ts'
import { enterEntry } from '../own/enter-entry.ts'
import { loadOwnRegisters } from '../own/load-own-registers.ts'
import { bakery } from '../own/testing/companies.ts'
import { listenToMembers } from './listen-to-members.ts'
import type { Granted, ProvidingWorld } from './world.ts'

const US = 'FH/GOV/portico/portico'
const MEALS = 'FH/GOV/education/school-meals'
const STRANGER = 'FH/COM/stranger/app'
const SERVICE = `${US}/awards-v1`
const catalogue = await loadCatalogue(join(import.meta.dirname, '../../..'))
const base = await testWorld()
const ownRegisters = await loadOwnRegisters(join(import.meta.dirname, '../../..'), catalogue)
const companies = ownRegisters.get('companies')!

const granted: Granted[] = [
  {
    decidedOn: '2026-11-14',
    pays: { amountMinor: 4580, currency: 'EUR', every: 'week' },
    answers: {
      applicant: { givenNames: 'Bo', bankAccount: 'FH12345678' },
      children: [{ givenNames: 'Freja', bornOn: '2026-11-09', sex: 'female' }],
    },
  },
]
let whose = ''
const world: ProvidingWorld = {
  ...base,
  catalogue,
  ownRegisters,
  granted: async (_, person) => (person === whose ? granted : []),
}
const members = await listenToMembers(world, { host: '127.0.0.1', port: 0, client: US })
const securityServer = await startSecurityServer({ services: [ourService()] })
after(async () => {
  await securityServer.close()
  await members.close()
})

/** Our service as it is registered at the security server, which here lets everybody pass. */
function ourService() {
  const address = new URL(`http://127.0.0.1:${members.port}/r1/${SERVICE}/`)
  const allow = [MEALS, STRANGER].map(client => ({ client }))
  return {
    id: readService(SERVICE),
    type: 'OPENAPI',
    endpoints: [{ method: '*', path: '**' }],
    allow,
    answer: forwardTo([address]),
  } as const
}

let people = 0
async function newPerson(): Promise<{ person: string; nationalId: string }> {
  const nationalId = `FH-84/03é12-${people++}`
  const name = { givenNames: 'Bo', familyName: 'Lindgren' }
  const known = { issuer: 'https://identity.example', subject: crypto.randomUUID(), nationalId, name }
  const { personId } = await transaction(base, tx => meetPerson(tx, known, 'en'))
  return { person: personId, nationalId }
}

const exchangeOf = (client: string) => xRoadExchange({ securityServer: securityServer.url, client })
const asksAbout = (nationalId: string) => ({
  ...({ service: SERVICE, method: 'GET', path: `/persons/${encodeURIComponent(nationalId)}/awards` } as const),
  ...{ userId: 'FHofficer', issue: 'MEAL-2026-77' },
})
const recordOf = (person: string) =>
  rows<Record<string, unknown>>(
    base,
    sql`select query, facts, agency, service, by, law, outcome, member, issue from registers.lookup where person_id = ${person}`,
  )

const BARE = { 'x-road-client': MEALS, 'x-road-id': 'm-1', 'x-road-issue': 'MEAL-1' }
/** Not fetch, which would tidy an address up before it is sent. */
function bare(
  path: string,
  headers: Record<string, string> = BARE,
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: members.port, path, headers, method })
      .on('response', async reply => {
        const body = JSON.parse(Buffer.concat(await reply.toArray()).toString())
        resolve({ status: reply.statusCode!, headers: reply.headers, body })
      })
      .on('error', reject)
      .end()
  })
}

test('a member whom a law lets ask is told what was granted, and of it only what the file gives', async () => {
  const { person, nationalId } = await newPerson()
  whose = person
  const answer = await exchangeOf(MEALS).ask(asksAbout(nationalId))
  assert.ok(answer.kind === 'answered' && answer.status === 200, JSON.stringify(answer))
  assert.deepEqual(answer.json, {
    granted: [
      {
        decidedOn: '2026-11-14',
        pays: { amountMinor: 4580, currency: 'EUR', every: 'week' },
        children: [{ givenNames: 'Freja', bornOn: '2026-11-09' }],
      },
    ],
  })
})

test('the person sees who asked, for what, on which law, in which matter', async () => {
  const { person, nationalId } = await newPerson()
  whose = person
  await exchangeOf(MEALS).ask(asksAbout(nationalId))
  assert.deepEqual(await recordOf(person), [
    {
      ...{ query: 'provided.awards-v1', facts: ['decision', 'child.givenNames', 'child.bornOn'], agency: 'family-agency' },
      ...{ service: MEALS, by: MEALS, law: 'School Meals Act 2020 s.4', outcome: 'found', member: MEALS, issue: 'MEAL-2026-77' },
    },
  ])
  const events = await rows<{ facts: { member: string } }>(
    base,
    sql`select facts from platform.event where person_id = ${person} and kind = 'lookup.made'`,
  )
  assert.deepEqual(
    events.map(({ facts }) => facts.member),
    [MEALS],
  )
})

test('what a member was told can be asked again with the same message, and each look is on record', async () => {
  const { person, nationalId } = await newPerson()
  whose = person
  const ask = () => exchangeOf(MEALS).ask({ ...asksAbout(nationalId), id: crypto.randomUUID() })
  const [one, two] = [await ask(), await ask()]
  assert.ok(one.kind === 'answered' && two.kind === 'answered')
  assert.deepEqual(one.json, two.json)
  assert.equal((await recordOf(person)).length, 2)
})

test('a member no law names is told nothing even when its security server lets it pass, and the attempt is on record', async () => {
  const { person, nationalId } = await newPerson()
  whose = person
  assert.equal((await exchangeOf(STRANGER).ask(asksAbout(nationalId))).kind, 'refused')
  assert.deepEqual(await recordOf(person), [])
  const denied = await rows<{ by: string; personId: string | null }>(
    base,
    sql`select by, person_id from platform.event where kind = 'lookup.denied'`,
  )
  assert.deepEqual(denied.at(-1), { by: STRANGER, personId: null })
})

test('of somebody unknown here and of somebody to whom nothing was granted the same is told', async () => {
  const { person, nationalId } = await newPerson()
  const told = []
  for (const id of [nationalId, 'FH-nobody']) {
    const answer = await exchangeOf(MEALS).ask(asksAbout(id))
    assert.ok(answer.kind === 'answered')
    told.push([answer.status, answer.json])
  }
  assert.deepEqual(told, Array(2).fill([200, { granted: [] }]))
  assert.deepEqual(
    (await recordOf(person)).map(({ outcome }) => outcome),
    ['nothing'],
  )
})

test('a look that cannot be recorded is not given', async () => {
  const { person, nationalId } = await newPerson()
  whose = person
  const full = (error: Error): Connection => {
    const query: Connection['query'] = statement =>
      /insert into registers\.lookup/.test(statement.text) ? Promise.reject(error) : base.db.query(statement)
    return { ...base.db, as: () => full(error), query, write: query }
  }
  const busy = new Unavailable('DATABASE_BUSY', { retryAfterSeconds: 2 })
  for (const [error, status] of [
    [new Error('the disk is full'), 500],
    [busy, 503],
  ] as const) {
    const failing = { ...world, db: full(error) } as ProvidingWorld
    const there = await listenToMembers(failing, { host: '127.0.0.1', port: 0, client: US })
    const reply = await fetch(`http://127.0.0.1:${there.port}/r1/${SERVICE}${asksAbout(nationalId).path}`, { headers: BARE })
    const text = await reply.text()
    await there.close()
    assert.equal(reply.status, status)
    assert.ok(!text.includes('Freja') && !text.includes('disk'))
    assert.equal(reply.headers.get('retry-after'), status === 503 ? '2' : null)
  }
})

test('neither a person’s identifier nor their data stands in what is recorded of a look', async () => {
  const { person, nationalId } = await newPerson()
  whose = person
  await exchangeOf(MEALS).ask(asksAbout(nationalId))
  const kept = await rows(
    base,
    sql`select to_jsonb(l)::text as whole from registers.lookup l union all select to_jsonb(e)::text from platform.event e`,
  )
  const whole = JSON.stringify(kept)
  assert.ok(!whole.includes(nationalId) && !whole.includes('Freja') && !whole.includes('84/03'))
})

const PATH = `/r1/${SERVICE}/persons/FH-1/awards`
const WRONG: Readonly<
  Record<string, { target?: string; headers?: Record<string, string>; method?: string; says: [number, string] }>
> = {
  'names no matter': { headers: { 'x-road-client': MEALS, 'x-road-id': 'm-1' }, says: [400, 'Client.BadRequest'] },
  'has no number': { headers: { 'x-road-client': MEALS, 'x-road-issue': 'i' }, says: [400, 'Client.BadRequest'] },
  'names no client': { headers: { 'x-road-id': 'm-1', 'x-road-issue': 'i' }, says: [400, 'Client.BadRequest'] },
  'names a client in part': { headers: { ...BARE, 'x-road-client': 'FH/GOV' }, says: [400, 'Client.BadRequest'] },
  'speaks another version': { target: PATH.replace('/r1/', '/r2/'), says: [400, 'Client.BadRequest'] },
  'asks for a service of another member': {
    target: PATH.replace('portico/portico', 'other/other'),
    says: [404, 'Client.UnknownService'],
  },
  'asks for a service we do not provide': {
    target: PATH.replace('awards-v1', 'awards-v2'),
    says: [404, 'Client.UnknownService'],
  },
  'asks for another path': {
    target: PATH.replace(/awards$/, 'income'),
    says: [404, 'Client.UnknownService'],
  },
  'climbs out of its path': { target: `/r1/${SERVICE}/persons/%2e%2e/awards`, says: [400, 'Client.BadRequest'] },
  'wants to change something': { method: 'POST', says: [405, 'Client.MethodNotAllowed'] },
  'wants to take something away': { method: 'DELETE', says: [405, 'Client.MethodNotAllowed'] },
  'comes from a member no law names': { headers: { ...BARE, 'x-road-client': STRANGER }, says: [403, 'Client.AccessDenied'] },
}
for (const [what, { target = PATH, headers = BARE, method = 'GET', says }] of Object.entries(WRONG)) {
  test(`a request that ${what} is refused in the shape of X-Road, and nothing is read`, async () => {
    const reply = await bare(target, headers, method)
    assert.deepEqual([reply.status, reply.body.type], says)
    assert.ok(reply.body.message && reply.body.detail)
    assert.match(reply.headers['content-type']!, /^application\/json; charset=utf-8$/)
    assert.equal(reply.headers['x-road-error'], undefined, 'that header is for faults inside X-Road')
  })
}

test('members learn which services there are, which they may ask, and how', async () => {
  const listed = async (what: string, client: string) => {
    const { body } = await bare(`/r1/${US}/${what}`, { 'x-road-client': client })
    return (body as unknown as { service: { service_code: string; endpoint_list: object[] }[] }).service
  }
  assert.deepEqual(
    (await listed('listMethods', STRANGER)).map(one => one.service_code),
    ['awards-v1', 'births-v1', 'companies-v1', 'directors-v1', 'events-v1'],
  )
  assert.deepEqual(await listed('allowedMethods', STRANGER), [])
  const [allowed, ...others] = await listed('allowedMethods', MEALS)
  assert.deepEqual(
    [allowed!.service_code, allowed!.endpoint_list, others],
    ['awards-v1', [{ method: 'GET', path: '/persons/*/awards' }], []],
  )
  const described = await bare(`/r1/${US}/getOpenAPI?serviceCode=awards-v1`, { 'x-road-client': MEALS })
  const { openapi, paths } = described.body as unknown as { openapi: string; paths: Record<string, object> }
  assert.deepEqual([openapi, Object.keys(paths)], ['3.0.0', ['/persons/{nationalId}/awards']])
  assert.equal((await bare(`/r1/${US}/getOpenAPI`, { 'x-road-client': MEALS })).status, 400)
  assert.equal((await bare(`/r1/${US}/getOpenAPI?serviceCode=none`, { 'x-road-client': MEALS })).status, 404)
})

const span = { from: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 86_400_000) }
const authority = makeCertificate({ name: 'authority', ...span })
const ours = makeCertificate({ name: 'portico', ...span, by: authority })
const theirs = makeCertificate({ name: 'security server', ...span, by: authority })

/** The status of an answer over TLS, or that there was none. */
function overTls(port: number, shown: ClientCertificate): Promise<number | 'none'> {
  return new Promise(resolve => {
    httpsRequest({ host: '127.0.0.1', port, path: PATH, headers: BARE, ca: authority.cert, ...shown, agent: false })
      .on('response', reply => resolve(reply.resume().statusCode!))
      .on('error', () => resolve('none'))
      .end()
  })
}

test('over TLS only who shows a certificate of our authority is answered', async () => {
  const certificate = () => ({ cert: ours.cert, key: ours.key, ca: authority.cert })
  const there = await listenToMembers(world, { host: '127.0.0.1', port: 0, client: US, certificate })
  const expired = makeCertificate({ name: 'old', from: new Date('2024-01-01'), until: new Date('2025-01-01'), by: authority })
  const tries: readonly Partial<Certificate>[] = [theirs, {}, makeCertificate({ name: 'stranger', ...span }), expired]
  const answers = []
  for (const { cert, key } of tries) answers.push(await overTls(there.port, { cert, key }))
  await there.close()
  assert.deepEqual(answers, [200, 'none', 'none', 'none'])
})

const TAX = 'FH/GOV/tax-office/tax'
const asks = (path: string, client = TAX) =>
  bare(`/r1/${US}${path}`, { 'x-road-client': client, 'x-road-id': 'm-9', 'x-road-issue': 'TAX-9' }) as unknown as Promise<{
    status: number
    body: { found: unknown[]; type?: string }
  }>

test('a member whom a law lets ask is told an entry of a register kept here, and of it only what the file gives', async () => {
  const values = bakery({ number: 'FC-8001' }, [{ name: 'Bo Lindgren', nationalId: 'FH-BO-8001', signs: 'alone' }])
  await enterEntry(base, companies, { values, from: '2026-01-01', by: 'test' })
  const { body } = await asks('/companies-v1/companies/FC-8001')
  assert.deepEqual(body, {
    found: [
      {
        ...{ number: 'FC-8001', name: 'Harbour Bakery', form: 'limited', activity: 'Bakery and café' },
        seat: { line1: 'Quay Lane 12', town: 'Fairhaven', postcode: '1100' },
      },
    ],
  })
  assert.deepEqual((await asks('/companies-v1/companies/FC-8002')).body, { found: [] })
})

test('whoever an entry names sees which member asked for it, on which law, in which matter', async () => {
  const { person } = await newPerson()
  const named = 'FH-840312-8003'
  const values = bakery({ number: 'FC-8003' }, [{ name: 'Bo', nationalId: named, signs: 'alone' }])
  const name = { givenNames: 'Bo', familyName: 'Lindgren' }
  const known = { issuer: 'https://identity.example', subject: crypto.randomUUID(), nationalId: named, name }
  const { personId } = await transaction(base, tx => meetPerson(tx, known, 'en'))
  await enterEntry(base, companies, { values, from: '2026-01-01', by: 'test' })
  await asks('/directors-v1/companies/FC-8003/directors')
  assert.deepEqual(await recordOf(personId), [
    {
      ...{
        query: 'own.companies',
        facts: ['director.name', 'director.nationalId', 'director.signs'],
        agency: 'company-registry',
      },
      ...{ service: TAX, by: TAX, law: 'Business Tax Act 2020 s.14', outcome: 'found', member: TAX, issue: 'TAX-9' },
    },
  ])
  assert.deepEqual(await recordOf(person), [])
})

test('a member that no law lets ask a register kept here is refused, and that it asked stands in the log', async () => {
  const { status, body } = await asks('/directors-v1/companies/FC-8001/directors', MEALS)
  assert.deepEqual([status, body.type], [403, 'Client.AccessDenied'])
  const denied = await rows(base, sql`select facts from platform.event where kind = 'lookup.denied' and about = 'own.companies'`)
  assert.deepEqual(denied, [{ facts: { query: 'own.companies', member: MEALS } }])
})
