import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import type { Catalogue, Service } from '#catalogue'
import { catchUp, newId, noFields, record, transaction, type Visit } from '#platform'
import { testWorld } from '#platform/testing'
import { performanceCount } from './count-events.ts'
import { performanceRoutes } from './routes.tsx'

const held = { name: 'applicant.bornOn', authority: 'population.person', label: { en: 'Your date of birth', ar: 'تاريخ ميلادك' } }
const service = {
  id: 'parking',
  version: 1,
  name: { en: 'Parking', ar: 'وقوف السيارات' },
  targets: { completion: 0.5, askedAgain: 0 },
  decideWithin: { days: 5 },
  pages: [{ facts: [held] }],
  facts: new Map([[held.name, held]]),
  know: [],
  askedAgain: [{ facts: [held.name], because: { en: 'Anyone may apply without an identity card.' } }],
} as unknown as Service
const catalogue = { services: new Map([['parking', service]]), agencies: new Map() } as unknown as Catalogue
const world = { ...(await testWorld()), catalogue, closedDays: [] }

async function get(path: string, language: Visit['language'] = 'en', params = {}) {
  const found = performanceRoutes.find(route => route.path === path)!
  const visit: Visit = {
    method: 'GET',
    path,
    url: path,
    query: {},
    language,
    secret: '',
    cookies: {},
    authorization: '',
    formToken: '',
  }
  const { reply } = await found.answer({ world, visit, params, fields: noFields })
  return reply.kind === 'page' ? renderToString(reply.body) : String(reply.kind === 'data' && reply.body)
}

test('before anybody has used a service, every figure of it is unknown, on the page and in the download', async () => {
  assert.equal((await get('/performance')).match(/govuk-tag--grey">Unknown</g)?.length, 5)
  const shown = await get('/performance/:service', 'en', { service: 'parking' })
  assert.equal(shown.match(/Unknown</g)?.length, 5)
  assert.match(shown, /Fewer than 100 answers/)
  assert.doesNotMatch(shown, /<svg class="interval-chart"/)
  assert.equal((await get('/performance/:service/data.csv', 'en', { service: 'parking' })).match(/,unknown,,/g)?.length, 5)
})

test('a figure is shown with its count, interval, target, verdict, coverage and definition, in words beside the picture', async () => {
  for (let number = 0; number < 40; number++) {
    const facts = { services: ['parking'], channel: 'web' }
    const about = newId()
    await transaction(world, tx => record(tx, { kind: 'journey.started', about, by: 'bo', facts }))
    if (number < 36) await transaction(world, tx => record(tx, { kind: 'journey.submitted', about, by: 'bo', facts }))
  }
  await catchUp(world, [performanceCount])
  const shown = await get('/performance/:service', 'en', { service: 'parking' })
  for (const words of ['90%', '76.9% to 96%', '>40<', '50%', 'Met', 'completion-1', 'Not shown: too few'])
    assert.ok(shown.includes(words), words)
  assert.match(shown, /<title id="completion-chart-title">Finished what they started: 90%, between 76.9% and 96%<\/title>/)
  const arabic = await get('/performance/:service', 'ar', { service: 'parking' })
  assert.match(arabic, /٩٠٪/)
})

test('what is asked again is published with its reason, its target and the version of what is counted', async () => {
  const shown = await get('/performance/:service', 'en', { service: 'parking' })
  const section = shown.slice(shown.indexOf('id="asked-again"'))
  for (const words of [
    'Missed',
    '>1<',
    '>0<',
    'asked-again-1',
    'Your date of birth',
    'Anyone may apply without an identity card.',
  ])
    assert.ok(section.includes(words), words)
  const csv = await get('/performance/:service/data.csv', 'en', { service: 'parking' })
  assert.match(csv, /^parking,1,asked-again,1,known,,,1,,,facts,0,missed,\r$/m)
})

test('of a service that does not exist there are no figures', async () => {
  await assert.rejects(get('/performance/:service', 'en', { service: 'nothing' }), { code: 'SERVICE_NOT_MEASURED', status: 404 })
})
