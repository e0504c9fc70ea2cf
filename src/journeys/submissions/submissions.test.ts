import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { exportFormats } from '#catalogue'
import { rows, run, sql } from '#platform'
import { fingerprint } from '../canonical.ts'
import { countOf, signedIn } from '../testing/town.ts'
import { CARD, libraryTown, lostCard } from './testing/system.ts'

const { world, send, state, signIn } = await libraryTown()

const personWith = async (nationalId: string) => {
  const { secret: _, person } = await signedIn(world, nationalId, nationalId)
  return person
}
const named = (nationalId: string, more: object = {}) => ({ ...lostCard, person: { ...lostCard.person, nationalId }, ...more })
type Fault = { pointer: string; code: string }
const submissionsNow = async () => (await rows<{ n: number }>(world, sql`select count(*) as n from journeys.submission`))[0]!.n

test('a system sends for a person: a receipt with reference and promised day, a case, a message and the same events as a journey', async () => {
  const { status, told, headers, key } = await send(named('FH-1'))
  assert.equal(status, 201)
  assert.match(told.reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  assert.deepEqual(Object.keys(told.requests[0]).sort(), ['dueOn', 'reference', 'service', 'version'])
  assert.equal(told.requests[0].dueOn, '2026-11-23')
  assert.equal(headers.location, `/api/submissions/${key}`)
  assert.equal(told.digest, fingerprint([lostCard.answers, [[CARD, 1]]]), 'the digest can be worked out by whoever sent it')
  const count = await countOf(world, await personWith('FH-1'))
  assert.deepEqual(
    { ...count, events: [...count.events].sort() },
    {
      ...{ submissions: 1, cases: 1, messages: 1, invitations: 1 },
      events: [
        'case.opened',
        'feedback.invited',
        'identity.linked',
        'journey.submitted',
        'message.delivered',
        'person.introduced',
        'session.started',
      ],
    },
  )
})

test('whoever was met through a system is the same person when they first sign in', async () => {
  await send(named('FH-2'))
  const person = await personWith('FH-2')
  await send(named('FH-2'))
  assert.equal((await countOf(world, person)).submissions, 2)
})

test('the same key with the same content is the same receipt; with other content, or for somebody else, it is refused and nothing changes', async () => {
  const first = await send(named('FH-3'))
  const before = await submissionsNow()
  assert.deepEqual((await send(named('FH-3'), { key: first.key })).told, first.told)
  const others = [
    named('FH-3', { language: 'en' }),
    named('FH-3b'),
    named('FH-3', { answers: { ...lostCard.answers, libraryCard: { what: 'broken' } } }),
  ]
  for (const other of others) {
    const { status, told } = await send(other, { key: first.key })
    assert.deepEqual([status, told.code], [422, 'SUBMISSION_KEY_REUSED'])
  }
  assert.equal(await submissionsNow(), before)
})

test('a hundred at once with one key are one submission and one receipt', async () => {
  const before = await submissionsNow()
  const key = randomUUID()
  const all = await Promise.all(Array.from({ length: 100 }, () => send(named('FH-4'), { key })))
  assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([201]))
  assert.equal(new Set(all.map(({ told }) => told.reference)).size, 1)
  assert.equal(await submissionsNow(), before + 1)
})

test('many people at once are written together, each whole and each once', async () => {
  const people = Array.from({ length: 300 }, (_, n) => named(`FH-5-${n % 100}`))
  const all = await Promise.all(people.map(one => send(one)))
  assert.equal(new Set(all.map(({ told }) => told.reference)).size, 300)
  const [{ transactions, people: met }] = (await rows(
    world,
    sql`
    select count(distinct e.tx_id) as transactions, count(distinct e.person_id) as people from platform.event e
    join people.person p using (person_id) where e.kind = 'journey.submitted' and p.subject <> 'x' and e.person_id in
      (select person_id from platform.event where kind = 'journey.submitted' group by 1 having count(*) = 3)`,
  )) as [{ transactions: number; people: number }]
  assert.equal(met, 100)
  assert.ok(transactions < 100, `${transactions} transactions for 300 submissions`)
})

test('one that the database refuses fails alone; all that waited with it are sent', async () => {
  await run(
    world,
    sql`create function public.unlucky() returns trigger language plpgsql as $$
    begin if new.given_names = 'Unlucky' then raise exception 'no'; end if; return new; end $$`,
  )
  await run(world, sql`create trigger unlucky before insert on people.person for each row execute function public.unlucky()`)
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, n) => {
      const one = named(`FH-6-${n}`)
      return send(n === 17 ? { ...one, person: { ...one.person, givenNames: 'Unlucky' } } : one)
    }),
  )
  await run(world, sql`drop trigger unlucky on people.person`)
  assert.deepEqual(
    all.flatMap(({ status }, n) => (status === 201 ? [] : [[n, status]])),
    [[17, 500]],
  )
})

test('all that is wrong is told at once, each with its place, by the same rules as on the pages; nothing is sent', async () => {
  const before = await submissionsNow()
  const { status, told, headers } = await send({
    person: { nationalId: 'x', givenNames: 'Bo', age: 3 },
    language: 'de',
    answers: { libraryCard: { what: 'eaten' }, applicant: { givenNames: 7 }, pets: {} },
    extra: 1,
  })
  assert.equal(status, 422)
  assert.match(String(headers['content-type']), /^application\/problem\+json/)
  const places = told.errors.map(({ pointer, code }: Fault) => `${pointer} ${code}`)
  assert.deepEqual(places.sort(), [
    '#/answers/applicant/givenNames not-text',
    '#/answers/libraryCard/what not-an-option',
    '#/answers/pets unknown-name',
    '#/extra unknown-name',
    '#/language not-an-option',
    '#/person/age unknown-name',
    '#/person/familyName missing',
    '#/person/nationalId not-national-id',
  ])
  assert.equal(await submissionsNow(), before)
})

test('what is missing on a page that applies is asked for, and what no page asks for is not left out silently', async () => {
  const { told } = await send(
    named('FH-7', { answers: { libraryCard: { what: 'stolen' }, applicant: lostCard.answers.applicant } }),
  )
  assert.deepEqual(
    told.errors.map(({ pointer, code }: Fault) => [pointer, code]),
    [['#/answers/libraryCard/stolenOn', 'missing']],
  )
  const { told: other } = await send(
    named('FH-7', { answers: { ...lostCard.answers, libraryCard: { what: 'lost', stolenOn: '2026-10' } } }),
  )
  assert.deepEqual(
    other.errors.map(({ pointer, code }: Fault) => [pointer, code]),
    [['#/answers/libraryCard/stolenOn', 'not-asked']],
  )
})

test('sent again when the day has made an answer wrong, it is still the receipt of then', async () => {
  const party = {
    ...named('FH-8'),
    answers: {
      party: { street: 'Quay Lane', heldOn: '2026-11-25', guests: 20, closesRoad: false },
      applicant: { telephone: '+33 1 23 45 67 89'.replaceAll(' ', ''), email: null },
    },
  }
  const service = 'street-party-permit'
  const first = await send(party, { service })
  assert.equal(first.status, 201, JSON.stringify(first.told))
  world.setNow('2026-11-30T09:00:00Z')
  await signIn()
  const [again, other, late] = [
    await send(party, { service, key: first.key }),
    await send({ ...party, language: 'en' }, { service, key: first.key }),
    await send(party, { service }),
  ]
  world.setNow('2026-11-21T09:00:00Z')
  await signIn()
  assert.deepEqual([again.status, again.told], [201, first.told])
  assert.equal(other.told.code, 'SUBMISSION_KEY_REUSED')
  assert.deepEqual(
    late.told.errors.map(({ pointer, code }: Fault) => [pointer, code]),
    [['#/answers/party/heldOn', 'not-future']],
  )
})

test('the state of what was sent is told to who sent it, and stands in the person’s record', async () => {
  const sent = await send(named('FH-9'))
  const { status, told } = await state(sent.key)
  assert.equal(status, 200)
  assert.deepEqual(
    told.requests.map(({ service, state }: { service: string; state: string }) => [service, state]),
    [[CARD, 'open']],
  )
  assert.equal(told.reference, sent.told.reference)
  const { events } = await countOf(world, await personWith('FH-9'))
  assert.ok(events.includes('journey.state-told'))
  assert.equal((await state(randomUUID())).status, 404)
})

test('a request without a key, with one too short, or for a service the system is not registered for, is refused', async () => {
  assert.deepEqual([(await send(named('FH-10'), { key: '' })).told.code], ['IDEMPOTENCY_KEY_MISSING'])
  assert.deepEqual([(await send(named('FH-10'), { key: 'short' })).told.code], ['IDEMPOTENCY_KEY_MISSING'])
  for (const service of ['child-benefit', 'resident-parking', 'no-such-service'])
    assert.equal((await send(named('FH-10'), { service })).told.code, 'SERVICE_NOT_YOURS')
})

test('JSON that is too deep, too large, double, reaches for the prototype or cannot be kept is refused before it is looked at', async () => {
  const before = await submissionsNow()
  const texts = {
    deep: '['.repeat(33) + ']'.repeat(33),
    double: JSON.stringify(lostCard).replace('"language":"fr"', '"language":"fr","language":"en"'),
    prototype: '{"__proto__":{"person":1}}',
    nul: JSON.stringify(lostCard).replace('Quay', '\\u0000'),
    half: JSON.stringify(lostCard).replace('Quay', '\\ud800'),
  }
  for (const [name, text] of Object.entries(texts)) {
    const { status, told } = await send(undefined, { text })
    assert.deepEqual([status, told.code], [400, 'JSON_NOT_READ'], name)
  }
  assert.equal((await send(undefined, { text: `"${'x'.repeat(70_000)}"` })).status, 413)
  assert.equal(await submissionsNow(), before)
})

test('what is sent and what is answered is what the OpenAPI document of the service says', async () => {
  const service = world.catalogue.services.get(CARD)!
  const { paths, components } = JSON.parse(
    exportFormats['openapi.json'].service({ catalogue: world.catalogue, base: 'https://fairhaven.example', topics: {} }, service),
  )
  assert.deepEqual(Object.keys(paths), [
    `/api/services/${CARD}/check`,
    `/api/services/${CARD}/submissions`,
    '/api/submissions/{key}',
  ])
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'api', components })
  const fits = (name: string, value: unknown) => {
    const valid = ajv.compile({ $ref: `api#/components/schemas/${name}` })
    assert.ok(valid(value), `${name}: ${ajv.errorsText(valid.errors)}`)
  }
  for (const schema of ['Request', 'Receipt', 'State', 'Faults', 'Problem', 'Answers', 'Check'])
    components.schemas[schema] = JSON.parse(
      JSON.stringify(components.schemas[schema]).replaceAll('#/components', 'api#/components'),
    )
  fits('Request', named('FH-11'))
  const sent = await send(named('FH-11'))
  fits('Receipt', sent.told)
  fits('State', (await state(sent.key)).told)
  fits('Faults', (await send({})).told)
  fits('Faults', (await send(named('FH-12'), { key: sent.key })).told)
  fits('Problem', (await send(named('FH-11'), { bearer: '' })).told)
})
