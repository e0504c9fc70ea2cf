import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once as happens } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { namedPeople } from '../town/named-people.ts'
import { startRegisters } from './registers.ts'
import { requestHash } from './wire-headers.ts'

const POPULATION = '/r1/FH/GOV/population-office/population'
const server = await startRegisters({ today: '2026-11-21' })
after(() => server.close())
const idOf = (subject: string) => namedPeople.find(person => person.subject === subject)!.nationalId

function call(path: string, options: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, server.url), {
    ...options,
    headers: { 'x-road-client': 'FH/GOV/portico/portico', ...options.headers },
  })
}

async function json(path: string, options?: RequestInit): Promise<Record<string, unknown>> {
  return (await (await call(path, options)).json()) as Record<string, unknown>
}

test('the population register knows Bo, her home, her partner and her newborn daughter', async () => {
  const person = await json(`${POPULATION}/person-v1/persons/${idOf('bo')}`)
  assert.deepEqual([person.givenNames, person.familyName, person.bornOn], ['Bo', 'Lindgren', '1984-03-12'])
  assert.deepEqual(Object.keys(person.address as object), ['line1', 'town', 'postcode', 'propertyRef'])
  const household = await json(`${POPULATION}/person-v1/persons/${idOf('bo')}/household`)
  assert.deepEqual(household, { livesWithPartner: true, partner: { givenNames: 'Sam', familyName: 'Lindgren' }, children: 0 })
  const { notices } = (await json(`${POPULATION}/person-v1/persons/${idOf('bo')}/birth-notices`)) as {
    notices: Record<string, unknown>[]
  }
  assert.equal(notices.length, 1)
  assert.deepEqual(
    [notices[0]!.sex, notices[0]!.givenNames, notices[0]!.otherParent],
    ['female', undefined, { givenNames: 'Sam', familyName: 'Lindgren' }],
  )
})

test('the tax register knows what Bo earned last year, and says so when it does not know', async () => {
  const income = await json(`/r1/FH/GOV/tax-office/tax/assessments-v1/persons/${idOf('bo')}/assessed-income?year=last`)
  assert.deepEqual(income, { year: 2025, assessedIncomeMinor: 5_200_000, currency: 'EUR' })
  const unknown = await call(`/r1/FH/GOV/tax-office/tax/assessments-v1/persons/${idOf('bo')}/assessed-income?year=1999`)
  assert.equal(unknown.status, 404)
})

test('a birth is registered once however often the same message comes, and never with other content', async () => {
  const { notices } = (await json(`${POPULATION}/person-v1/persons/${idOf('dalia')}/birth-notices`)) as {
    notices: { noticeId: string; bornOn: string }[]
  }
  const birth = { givenNames: 'نور', familyName: 'حداد', parent: idOf('dalia'), ...notices[0]! }
  const send = (body: object) =>
    call(`${POPULATION}/person-v1/births`, { method: 'POST', body: JSON.stringify(body), headers: { 'x-road-id': 'birth-1' } })
  const [first, second] = [await send(birth), await send(birth)]
  assert.deepEqual([first.status, second.status], [201, 201])
  const { nationalId } = (await first.json()) as { nationalId: string }
  assert.equal(((await second.json()) as { nationalId: string }).nationalId, nationalId)
  assert.equal((await send({ ...birth, givenNames: 'ليلى' })).status, 409)
  assert.equal((await json(`${POPULATION}/person-v1/persons/${nationalId}`)).givenNames, 'نور')
  assert.equal((await json(`${POPULATION}/person-v1/persons/${idOf('dalia')}/household`)).children, 1)
  assert.deepEqual(await json(`${POPULATION}/person-v1/persons/${idOf('dalia')}/birth-notices`), { notices: [] })
})

test('a birth that lacks a part is not registered', async () => {
  const reply = await call(`${POPULATION}/person-v1/births`, { method: 'POST', body: '{"givenNames":"A"}' })
  assert.equal(reply.status, 422)
})

test('listMethods lists what a provider offers, without the metadata services themselves', async () => {
  const { service } = (await json(`${POPULATION}/listMethods`)) as {
    service: { service_code: string; endpoint_list: object[] }[]
  }
  assert.deepEqual(
    service.map(one => [one.service_code, one.endpoint_list.length]),
    [['person-v1', 4]],
  )
  assert.deepEqual(service[0]!.endpoint_list[0], { method: 'GET', path: '/persons/*' })
})

test('allowedMethods lists only what the one who asks may call, and calling is held to the same list', async () => {
  const stranger = { headers: { 'x-road-client': 'FH/COM/stranger' } }
  assert.deepEqual(await json(`${POPULATION}/allowedMethods`, stranger), { service: [] })
  const denied = await call(`${POPULATION}/person-v1/persons/${idOf('bo')}`, stranger)
  assert.deepEqual([denied.status, denied.headers.get('x-road-error')], [500, 'server.serverproxy.access_denied'])
  assert.deepEqual(await json(`${POPULATION}/allowedMethods`), await json(`${POPULATION}/listMethods`))
})

test('getOpenAPI describes a service, and asks which one when it is not told', async () => {
  const described = await json(`${POPULATION}/getOpenAPI?serviceCode=person-v1`)
  assert.equal(described.openapi, '3.0.0')
  assert.ok('/births' in (described.paths as object))
  assert.equal((await call(`${POPULATION}/getOpenAPI`)).status, 400)
})

test('a fault is told as XML to those who ask for XML', async () => {
  const reply = await call('/r1/FH', { headers: { accept: 'text/xml' } })
  assert.equal(reply.headers.get('content-type'), 'text/xml;charset=utf-8')
  assert.match(await reply.text(), /<type>Client\.BadRequest<\/type>/)
})

test('trouble that nobody knows is refused with what there is', async () => {
  const reply = await call('/pretend/trouble', { method: 'POST', body: '{"service":"x","kind":"earthquake"}' })
  assert.equal(reply.status, 400)
  assert.match(await reply.text(), /slow, hung/)
})

test('the request hash is that of the protocol, with a body and without', () => {
  const sha512 = (...of: Buffer[]) => createHash('sha512').update(Buffer.concat(of)).digest()
  const [headers, body] = [Buffer.from('a:b'), Buffer.from('{}')]
  assert.equal(requestHash(headers, body), sha512(sha512(headers), sha512(body)).toString('base64'))
  assert.equal(requestHash(headers, Buffer.alloc(0)), sha512(headers).toString('base64'))
})

test('the registers run as a process of their own, say when they are ready, and end with their parent', {
  timeout: 10_000,
}, async () => {
  const child = fork(join(import.meta.dirname, 'main.ts'), ['--port', '0', '--today', '2026-11-21'], { stdio: 'ignore' })
  const [ready] = (await happens(child, 'message')) as [{ ready: boolean; url: string }]
  assert.ok(ready.ready)
  const reply = await fetch(new URL(`${POPULATION}/listMethods`, ready.url), {
    headers: { 'x-road-client': 'FH/GOV/portico/portico' },
  })
  assert.equal(reply.status, 200)
  child.disconnect()
  await happens(child, 'exit')
})
