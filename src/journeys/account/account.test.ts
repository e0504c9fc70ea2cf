import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agency, Catalogue, Fact, RegisterQuery, Service } from '#catalogue'
import { giveConsent, type SignInProvider, signIn } from '#people'
import { buildServer } from '#platform'
import { testWorld } from '#platform/testing'
import { type Exchange, lookUp } from '#registers'
import { accountRoutes } from './routes.ts'

const children = { name: 'child.bornOn', entity: 'child', field: 'bornOn', of: 'children', type: 'date' }
const born = {
  ...children,
  label: { en: 'Date of birth', ar: 'تاريخ الميلاد' },
  optional: false,
  rules: {},
  sensitivity: 'personal',
  retain: 'P2Y',
} as Fact
const births: RegisterQuery = {
  ...{ id: 'population.births', register: 'population', agency: 'population-office', name: { en: 'Births' }, timeLimitMs: 500 },
  ...{ purpose: { en: 'To register your child', ar: 'لتسجيل طفلك' }, serviceId: 'FH/GOV/p/p/v1', path: '/births/{nationalId}' },
  ...{ list: { as: 'child', of: 'children' }, gives: new Map([['child.bornOn', 'bornOn']]) },
}
const agencies = new Map<string, Agency>([
  ['civil-registry', { id: 'civil-registry', name: { en: 'Civil registry', ar: 'السجل المدني' } }],
  ['population-office', { id: 'population-office', name: { en: 'Population office', ar: 'مكتب السكان' } }],
])
const service = {
  id: 'birth',
  owner: 'civil-registry',
  name: { en: 'Register a birth' },
  facts: new Map([[born.name, born]]),
} as unknown as Service
const catalogue = {
  agencies,
  facts: new Map([[born.name, born]]),
  registers: new Map([[births.id, births]]),
  services: new Map([[service.id, service]]),
} as unknown as Catalogue

const exchange: Exchange = {
  ask: async ({ id }) => ({ kind: 'answered', status: 200, json: [{ bornOn: '2026-11-10' }], id: id!, ms: 1 }),
}
const world = { ...(await testWorld()), catalogue, exchange, identityProvider: {} as SignInProvider }
const app = buildServer(world, {
  routes: accountRoutes,
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})

async function enter(subject: string) {
  const signedIn = {
    issuer: 'https://identity.example',
    subject,
    name: { givenNames: subject, familyName: '' },
    level: 'low',
    idToken: 't',
  } as const
  const { secret, person } = await signIn(world, { signedIn, attempt: subject, before: '', language: 'en' })
  const see = (url: string, language = 'en') =>
    app.inject({ url, headers: { cookie: `portico=${secret}; language=${language}` } })
  const send = async (url: string, page: string) =>
    app.inject({
      ...{ method: 'POST', url },
      headers: { cookie: `portico=${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `form-token=${/name="form-token" value="([^"]+)"/.exec(page)?.[1]}`,
    })
  return { person, see, send }
}
const look = (person: string, ground: { law: string } | { consent: string }, by = person) =>
  lookUp(world, { person, nationalId: 'FH-1', query: births, facts: [born], ground, by, service: 'birth' })
const agree = (person: string) =>
  giveConsent(world, { person, query: births.id, facts: ['children'], purpose: births.purpose, service: 'birth', language: 'en' })

test('a person whose data nobody looked at is told so', async () => {
  const { see } = await enter('kofi')
  assert.match((await see('/account/lookups')).body, /Nobody has looked at your data/)
  assert.match((await see('/account/consents')).body, /You have not agreed to anything/)
  assert.match((await see('/account/lookups', 'fr')).body, /Personne n’a consulté vos données/)
})

test('a person reads who looked at their data, what for and on which ground, in their language', async () => {
  const { person, see } = await enter('bo')
  await look(person, { law: 'Civil Registration Act 2019 s.12' })
  const { body } = await see('/account/lookups')
  for (const said of [
    'Civil registry asked Population office',
    'Date of birth',
    'To register your child',
    'Register a birth',
    'Civil Registration Act 2019 s.12',
    'You did, when you used the service',
    '21 November 2026',
  ])
    assert.ok(body.includes(said), said)
  const arabic = (await see('/account/lookups', 'ar')).body
  for (const said of ['السجل المدني', 'تاريخ الميلاد', 'لتسجيل طفلك', '٢١ نوفمبر']) assert.ok(arabic.includes(said), said)
})

test('a look by an officer and one by nobody are told apart', async () => {
  const { person, see } = await enter('elise')
  await look(person, { law: 'a law' }, crypto.randomUUID())
  await look(person, { law: 'a law' }, 'system')
  const { body } = await see('/account/lookups')
  assert.ok(body.includes('A member of staff') && body.includes('The service itself, without a person'))
})

test('nobody reads what is known about somebody else', async () => {
  const [bo, other] = [await enter('dalia'), await enter('farid')]
  await look(bo.person, { law: 'A law about Dalia' })
  const consent = await agree(bo.person)
  assert.ok(!(await other.see('/account/lookups')).body.includes('A law about Dalia'))
  const mine = await agree(other.person)
  const page = await other.see('/account/consents')
  assert.ok(page.body.includes(mine) && !page.body.includes(consent))
  assert.equal((await other.send(`/account/consents/${consent}/withdraw`, page.body)).statusCode, 404)
  assert.equal((await other.send('/account/consents/1/withdraw', page.body)).statusCode, 404)
})

test('a person takes back what they agreed to, and the next look is refused and shown as refused', async () => {
  const { person, see, send } = await enter('ines')
  const consent = await agree(person)
  const page = await see('/account/consents')
  for (const said of ['Population office may be asked about you', 'Date of birth', 'Holds until 19 February 2027'])
    assert.ok(page.body.includes(said), said)
  assert.equal((await look(person, { consent })).status, 'found')
  assert.equal((await send(`/account/consents/${consent}/withdraw`, page.body)).headers.location, '/account/consents')
  assert.equal((await look(person, { consent })).status, 'unavailable')
  const after = (await see('/account/consents')).body
  assert.ok(after.includes('You took it back on 21 November 2026') && !after.includes('Take it back'))
  assert.ok((await see('/account/lookups')).body.includes('the question was refused'))
})

test('older looks are a page further on', async () => {
  const { person, see } = await enter('sam')
  for (let times = 0; times < 21; times++) await look(person, { law: 'a law' })
  const first = (await see('/account/lookups')).body
  const [older] = /\/account\/lookups\?before=[^"]+/.exec(first)!
  const last = (await see(older)).body
  assert.deepEqual(
    [first, last].map(body => body.split('govuk-summary-card"').length - 1),
    [20, 1],
  )
  assert.ok(last.includes('Back to the newest'))
})

test('whoever is not signed in signs in first', async () => {
  assert.equal(
    (await app.inject('/account/lookups?before=1')).headers.location,
    '/sign-in?then=%2Faccount%2Flookups%3Fbefore%3D1',
  )
})
