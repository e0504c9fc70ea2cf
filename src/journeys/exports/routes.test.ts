import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { exportFormats, loadCatalogue, type Service } from '#catalogue'
import { buildServer, keysFrom, openLog } from '#platform'
import type { ExportsWorld } from './publish.ts'
import { exportRoutes } from './routes.ts'

const published = await loadCatalogue(process.cwd())
const library: Service = { ...published.services.get('replace-library-card')!, status: 'withdrawn' }
const catalogue = { ...published, services: new Map([...published.services, [library.id, library]]) }
const publicUrl = 'https://fairhaven.example'
const world = {
  ...{ catalogue, publicUrl, now: () => new Date('2026-11-21T09:00:00Z') },
  ...{ log: openLog('silent'), keys: keysFrom('a root secret only ever used by tests') },
  db: { as: () => ({ kind: 'pool', query: () => Promise.reject(new Error('nothing here needs a database')) }) },
} as unknown as ExportsWorld

const app = buildServer(world, {
  ...{ routes: exportRoutes, assets: new Map(), publicUrl, formTargets: [] },
  shell: ({ body }) => body,
})
const live = [...catalogue.services.values()].filter(service => service.status === 'live')

test('every service is published in every format, for everybody’s programs, and marks nobody', async () => {
  for (const { id } of live) {
    for (const [format, { type }] of Object.entries(exportFormats)) {
      const { statusCode, headers } = await app.inject(`/services/${id}/${format}`)
      assert.deepEqual([statusCode, headers['content-type']?.split(';')[0]], [200, type.split(';')[0]], `${id}/${format}`)
      assert.deepEqual([headers['access-control-allow-origin'], headers['set-cookie']], ['*', undefined])
    }
  }
})

test('the catalogue leads to its documents, which hold every service, and say that a closed one is closed', async () => {
  assert.equal((await app.inject('/catalogue')).headers.location, '/catalogue.ttl')
  const { body } = await app.inject('/catalogue.ttl')
  for (const id of catalogue.services.keys()) assert.ok(body.includes(`<${publicUrl}/services/${id}#service>`), id)
  assert.match((await app.inject(`/services/${library.id}/cpsv-ap.ttl`)).body, /adms:status <[^>]*\/Withdrawn>/)
  const { '@graph': graph } = (await app.inject('/catalogue.jsonld')).json()
  assert.equal(graph.filter((node: Record<string, string[]>) => node['@type']?.includes('cpsv:PublicService')).length, 12)
})

test('nothing is published of what does not exist, and a closed service takes no answers', async () => {
  assert.equal((await app.inject('/services/nothing/cpsv-ap.ttl')).statusCode, 404)
  assert.equal((await app.inject(`/services/${library.id}/openapi.json`)).statusCode, 410)
  const [unknown, closed] = [await check('nothing', {}), await check(library.id, {})]
  assert.deepEqual([unknown.statusCode, closed.statusCode], [404, 410])
  assert.match(closed.json().detail, /Replace a library card/)
})

const check = (service: string, answers: unknown, language = 'en') =>
  app.inject({
    ...{ method: 'POST', url: `/api/services/${service}/check`, payload: JSON.stringify(answers) },
    headers: { 'content-type': 'application/json', 'accept-language': language },
  })

test('each service’s own examples, sent to be checked, end as their authors expect, in the form OpenAPI promises', async () => {
  for (const service of live) {
    const { components } = (await app.inject(`/services/${service.id}/openapi.json`)).json()
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const [takes, promised] = [ajv.compile(components.schemas.Answers), ajv.compile(components.schemas.Check)]
    for (const { name, given, ends, on } of service.examples.filter(example => example.on === '2026-11-21')) {
      assert.ok(takes(given), name)
      const { statusCode, body } = await check(service.id, given)
      assert.equal(statusCode, 200, name)
      const said = JSON.parse(body)
      assert.ok(promised(JSON.parse(body)), `${name}: ${ajv.errorsText(promised.errors)}`)
      assert.deepEqual([said.faults, said.decision.outcome, said.checkedOn], [[], ends, on], name)
    }
  }
})

test('a page says what is still missing, and eligibility which fact would settle it', async () => {
  const { isComplete, pages, eligibility, decision } = (await check('child-benefit', { children: [{}, {}] })).json()
  assert.equal(isComplete, false)
  const second = pages.find((page: { entry?: number }) => page.entry === 2)
  assert.deepEqual(second.missing, ['child.givenNames', 'child.familyName', 'child.bornOn'])
  assert.equal(eligibility.answer, 'not-known-yet')
  assert.ok(eligibility.missing.includes('child.bornOn'))
  assert.deepEqual([decision.outcome, decision.because], ['officer', 'not-known-yet'])
})

test('each fault is told with its place and a sentence in the language asked for, and nothing else is said', async () => {
  const answers = {
    'no/body': 1,
    applicant: 'Bo',
    household: { incomeLastYear: -1, livesWithPartner: 'yes', constructor: {} },
    children: [{ bornOn: '2027-01-01' }, null, { bornOn: [{ toString: 1 }] }],
  }
  const { faults, decision } = (await check('child-benefit', answers, 'fr')).json()
  const told = faults.map(({ at, code }: { at: string; code: string }) => `${at} ${code}`)
  assert.deepEqual(told, [
    '/no~1body unknown-name',
    '/applicant not-a-group',
    '/household/incomeLastYear too-small',
    '/household/livesWithPartner not-an-option',
    '/household/constructor unknown-name',
    '/children/0/bornOn not-past',
    '/children/1 not-a-group',
    '/children/2/bornOn not-a-date',
  ])
  assert.match(faults[1].message, /doit être un objet/)
  assert.match(faults[5].message, /date de naissance de l’enfant/)
  assert.equal(decision, undefined)
})

test('what is no object of answers, or holds more entries than there can be, is refused before any rule is run', async () => {
  for (const sent of [null, [], 'text', 7])
    assert.equal((await check('child-benefit', sent)).json().faults[0].code, 'not-a-group')
  const [fault] = (await check('child-benefit', { children: Array.from({ length: 13 }, () => ({})) })).json().faults
  assert.deepEqual([fault.code, fault.at], ['too-many-entries', '/children'])
  assert.equal((await check('child-benefit', { children: {} })).json().faults[0].code, 'not-a-list')
  assert.equal((await check('child-benefit', 'x'.repeat(70_000))).statusCode, 413)
})

test('schema.org hears what a person does: the name in each language, who provides it, and where to start', async () => {
  const said = (await app.inject('/services/child-benefit/schema-org.jsonld')).json()
  assert.deepEqual([said['@context'], said['@type']], ['https://schema.org', 'GovernmentService'])
  assert.deepEqual(said.name[1], { '@language': 'fr', '@value': 'Allocation pour enfant' })
  assert.equal(said.provider.name[0]['@value'], 'Family Agency')
  assert.equal(said.availableChannel[0].serviceUrl, `${publicUrl}/services/child-benefit`)
})
