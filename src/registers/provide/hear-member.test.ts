import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { meetPerson } from '#people'
import { type Database, rows, sql, transaction, Unavailable } from '#platform'
import { testWorld } from '#platform/testing'
import { listenToMembers } from './listen-to-members.ts'
import type { ProvidingWorld } from './world.ts'

const US = 'FH/GOV/portico/portico'
const POPULATION = 'FH/GOV/population-office/population'
const INSURANCE = 'FH/GOV/labour/insurance'
const STRANGER = 'FH/COM/stranger/app'
const catalogue = await loadCatalogue(join(import.meta.dirname, '../../..'))
const base = await testWorld()
const world: ProvidingWorld = { ...base, catalogue, granted: async () => [] }
const members = await listenToMembers(world, { host: '127.0.0.1', port: 0, client: US })
after(() => members.close())

interface Answer {
  readonly status: number
  readonly body: {
    kept?: number
    known?: number
    type?: string
    message?: string
    refused?: { at: number; id?: string; why: string }[]
  }
}

let messages = 0
async function tell(
  body: unknown,
  { client = POPULATION, port = members.port, method = 'POST', more = {} } = {},
): Promise<Answer> {
  const reply = await fetch(`http://127.0.0.1:${port}/r1/${US}/events-v1/events`, {
    method,
    headers: { 'x-road-client': client, 'x-road-id': `m-${messages++}`, 'content-type': 'application/json', ...more },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  })
  return { status: reply.status, body: (await reply.json()) as Answer['body'] }
}

const NOTICE = { noticeId: 'BN-1', givenNames: 'Freja', familyName: 'Lindgren', bornOn: '2026-11-14', sex: 'female' }
const birth = (id: string, more: object = {}) => ({
  ...{ id, event: 'birth.registered', on: '2026-11-20', details: [NOTICE] },
  persons: [
    { nationalId: 'FH-261114-0001', as: 'child' },
    { nationalId: 'FH-840312-1047', as: 'parent' },
  ],
  ...more,
})
const turned = (id: string, nationalId = 'FH-610101-0001', more: object = {}) => ({
  ...{ id, event: 'person.turned-65', on: '2026-11-20', persons: [{ nationalId, as: 'self' }] },
  ...more,
})
const kept = (numbers: readonly string[]) =>
  rows<{ number: string; people: number; isDue: boolean }>(
    base,
    sql`select number, cardinality(people) as people, due_at is not null as is_due from registers.happening
        where number = any(${numbers}::text[]) order by number`,
  )

test('what a register tells of is kept, with its entry in the log, and only those it is for stand in it', async () => {
  const { status, body } = await tell({ events: [birth('b-1'), turned('t-1')] })
  assert.deepEqual([status, body], [200, { kept: 2, known: 0 }])
  assert.deepEqual(await kept(['b-1', 't-1']), [
    { number: 'b-1', people: 1, isDue: true },
    { number: 't-1', people: 1, isDue: true },
  ])
  const logged = await rows<{ by: string; facts: object }>(
    base,
    sql`select by, facts from platform.event where kind = 'happening.told' order by facts ->> 'event' limit 1`,
  )
  assert.deepEqual(logged, [
    { by: POPULATION, facts: { event: 'birth.registered', member: POPULATION, law: 'Population Register Act 2017 s.9' } },
  ])
})

test('told again, alone or among others, later and in another order, an event is there once', async () => {
  await tell({ events: [turned('r-1'), turned('r-2')] })
  assert.deepEqual((await tell({ events: [turned('r-2'), turned('r-3'), turned('r-1'), turned('r-3')] })).body, {
    kept: 1,
    known: 2,
  })
  const [one, two] = await Promise.all([tell({ events: [turned('r-4')] }), tell({ events: [turned('r-4')] })])
  assert.equal(one.body.kept! + two.body.kept!, 1)
  assert.equal((await kept(['r-1', 'r-2', 'r-3', 'r-4'])).length, 4)
})

const UNFIT: Readonly<Record<string, readonly [event: unknown, why: string]>> = {
  'is of no kind we know': [turned('u-1', 'FH-1', { event: 'person.won-the-lottery' }), 'unknown-event'],
  'another register tells of': [{ ...turned('u-2'), event: 'job.ended' }, 'not-yours'],
  'has not happened yet': [turned('u-3', 'FH-1', { on: '2026-11-22' }), 'in-the-future'],
  'names a day that is none': [turned('u-4', 'FH-1', { on: '2026-02-30' }), 'malformed'],
  'names nobody': [turned('u-5', 'FH-1', { persons: [] }), 'malformed'],
  'names somebody without an identifier': [turned('u-6', ''), 'malformed'],
  'has no number': [{ ...turned('x'), id: undefined }, 'malformed'],
  'is no event at all': [17, 'malformed'],
  'names the child of a birth and no parent': [
    birth('u-7', { persons: [{ nationalId: 'FH-2', as: 'child' }] }),
    'nobody-concerned',
  ],
  'brings details that do not fit': [birth('u-8', { details: [{ ...NOTICE, bornOn: 'soon' }] }), 'bad-details'],
  'brings details where none belong': [turned('u-9', 'FH-1', { details: { a: 1 } }), 'bad-details'],
}
for (const [what, [event, why]] of Object.entries(UNFIT)) {
  test(`an event that ${what} is refused with a reason, and the others of its message are kept`, async () => {
    const good = `good-${why}-${what}`.replaceAll(' ', '-')
    const { status, body } = await tell({ events: [event, turned(good)] })
    assert.deepEqual([status, body.type, body.kept], [422, 'Client.EventsRefused', 1])
    assert.deepEqual([body.refused!.length, body.refused![0]!.at, body.refused![0]!.why], [1, 0, why])
    assert.equal((await kept([good])).length, 1)
  })
}

test('another event under a number that was told before is refused, and changes nothing', async () => {
  await tell({ events: [turned('o-1')] })
  const { status, body } = await tell({ events: [turned('o-1', 'FH-610101-0002'), turned('o-2'), turned('o-2', 'FH-3')] })
  assert.deepEqual(
    [status, body.kept, body.refused!.map(({ at, why }) => [at, why])],
    [
      422,
      1,
      [
        [0, 'other-content'],
        [2, 'other-content'],
      ],
    ],
  )
})

test('a member of whom no law says that it may tell anything is refused, and that is on record', async () => {
  const { status, body } = await tell({ events: [turned('s-1')] }, { client: STRANGER })
  assert.deepEqual([status, body.type], [403, 'Client.AccessDenied'])
  const denied = await rows<{ by: string }>(
    base,
    sql`select by from platform.event where kind = 'happening.refused' and by = ${STRANGER}`,
  )
  assert.deepEqual(denied, [{ by: STRANGER }])
  assert.equal((await kept(['s-1'])).length, 0)
})

const BAD: Readonly<Record<string, readonly [body: unknown, options: object, status: number]>> = {
  'is not JSON': ['{"events": [', {}, 400],
  'is too deep': [`${'['.repeat(40)}${']'.repeat(40)}`, {}, 400],
  'is no list': [{ events: {} }, {}, 400],
  'is empty': [{ events: [] }, {}, 400],
  'has more events than one message may': [{ events: Array.from({ length: 501 }, (_, at) => turned(`n-${at}`)) }, {}, 400],
  'has no number of its own': [{ events: [turned('h-1')] }, { more: { 'x-road-id': '' } }, 400],
  'is larger than a message may be': [{ events: [turned('l-1', 'FH', { details: 'x'.repeat(1_100_000) })] }, {}, 413],
  'asks instead of telling': [undefined, { method: 'GET' }, 405],
}
for (const [what, [body, options, status]] of Object.entries(BAD)) {
  test(`a message that ${what} is refused`, async () => {
    const before = await rows(base, sql`select count(*)::int as n from registers.happening`)
    assert.equal((await tell(body, options)).status, status)
    assert.deepEqual(await rows(base, sql`select count(*)::int as n from registers.happening`), before)
  })
}

test('what cannot be kept is not acknowledged, and told again it is', async () => {
  const error = new Unavailable('DATABASE_BUSY', { retryAfterSeconds: 2 })
  const pool = { connect: () => Promise.reject(error) }
  const db = { ...base.db, pool, as: () => db } as unknown as Database
  const there = await listenToMembers({ ...world, db }, { host: '127.0.0.1', port: 0, client: US })
  const failed = await tell({ events: [turned('f-1')] }, { port: there.port })
  await there.close()
  assert.equal(failed.status, 503)
  assert.equal((await tell({ events: [turned('f-1')] })).body.kept, 1)
})

test('somebody known here and somebody unknown get the member the same answer, and no identifier or name is kept in the clear', async () => {
  const name = { givenNames: 'Bo', familyName: 'Lindgren' }
  const known = { issuer: 'https://identity.example', subject: 'bo', nationalId: 'FH-840312-1047', name }
  await transaction(base, tx => meetPerson(tx, known, 'en'))
  const [one, other] = [
    await tell({ events: [turned('k-1', 'FH-840312-1047')] }),
    await tell({ events: [turned('k-2', 'FH-0')] }),
  ]
  assert.deepEqual(one, other)
  await tell({ events: [birth('k-3')] })
  const whole = JSON.stringify(
    await rows(
      base,
      sql`select to_jsonb(h)::text as w from registers.happening h union all select to_jsonb(e)::text from platform.event e`,
    ),
  )
  for (const word of ['FH-840312', 'FH-610101', 'Freja', 'BN-1']) assert.ok(!whole.includes(word), word)
})

test('members find the service that events are told to, and how', async () => {
  const ask = async (what: string, client: string) =>
    (await (
      await fetch(`http://127.0.0.1:${members.port}/r1/${US}/${what}`, { headers: { 'x-road-client': client } })
    ).json()) as {
      service: { service_code: string; endpoint_list: object[] }[]
      paths: Record<string, { post: object }>
    }
  const codes = ({ service }: { service: { service_code: string }[] }) => service.map(one => one.service_code)
  assert.ok(codes(await ask('listMethods', STRANGER)).includes('events-v1'))
  assert.deepEqual(codes(await ask('allowedMethods', STRANGER)), [])
  assert.deepEqual((await ask('allowedMethods', INSURANCE)).service[0]!.endpoint_list, [{ method: 'POST', path: '/events' }])
  const { paths } = await ask('getOpenAPI?serviceCode=events-v1', INSURANCE)
  assert.match(JSON.stringify(paths['/events']!.post), /birth\.registered: told by FH\/GOV\/population-office\/population/)
})
