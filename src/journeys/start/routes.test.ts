import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkServiceText, loadCatalogue, type Service } from '#catalogue'
import { busPass } from '#catalogue/testing'
import { buildServer, keysFrom, openLog } from '#platform'
import type { JourneysWorld } from '../world.ts'
import { startRoutes } from './routes.ts'

const published = await loadCatalogue(process.cwd())
const library: Service = { ...published.services.get('replace-library-card')!, status: 'withdrawn' }
const pass = checkServiceText(published, { file: 'services/bus-pass.yaml', text: busPass }).service!
const catalogue = { ...published, services: new Map([...published.services, [library.id, library], [pass.id, pass]]) }

/** What the database was asked; it knows nobody. */
const asked: string[] = []
const db = {
  kind: 'pool',
  as: () => db,
  query: async ({ text }: { text: string }) => {
    asked.push(text)
    return { rows: [], rowCount: 0 }
  },
}
const world = {
  catalogue,
  now: () => new Date('2026-11-21T09:00:00Z'),
  log: openLog('silent'),
  keys: keysFrom('a root secret only ever used by tests'),
  db,
} as unknown as JourneysWorld

const app = buildServer(world, {
  routes: startRoutes,
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})
const get = (url: string, language = 'en') => app.inject({ url, headers: { 'accept-language': language } })

test('every public page opens in every language for somebody who is not signed in, and asks no database', async () => {
  const services = [...published.services.keys()].flatMap(id => [`/services/${id}`, `/services/${id}/eligibility`])
  const help = ['/help/about', '/help/accessibility', '/help/privacy']
  for (const url of ['/', '/services', '/life-events/having-a-child', ...services, ...help]) {
    for (const language of ['en', 'fr', 'ar']) {
      const { statusCode, body } = await get(url, language)
      assert.equal(statusCode, url.includes(library.id) ? 410 : 200, `${url} in ${language}`)
      assert.equal(body.match(/<h1/g)?.length, 1, `${url} in ${language} has one h1`)
    }
  }
  assert.deepEqual(asked, [])
})

test('a service says what it is, who decides by when, and what is looked up on which ground', async () => {
  const { body } = await get('/services/child-benefit')
  for (const said of ['Family Agency', 'within 5 working days', 'Family Support Act 2021 s.4', 'Only if you agree'])
    assert.ok(body.includes(said), said)
})

test('whoever is not signed in is led through signing in and back', async () => {
  assert.match((await get('/services/child-benefit')).body, /href="\/sign-in\?then=%2Fservices%2Fchild-benefit"/)
})

test('a service that comes by itself offers nothing to start', async () => {
  assert.doesNotMatch((await get('/services/child-health-cover')).body, /\/sign-in|\/start"/)
})

test('a withdrawn service says that it is closed, and is not in the list', async () => {
  assert.match((await get(`/services/${library.id}`)).body, /Replace a library card is closed/)
  assert.doesNotMatch((await get('/services')).body, /replace-library-card/)
})

test('what does not exist is not found', async () => {
  for (const url of ['/services/nothing', '/services/nothing/eligibility', '/life-events/nothing'])
    assert.equal((await get(url)).statusCode, 404, url)
})

test('what somebody typed to search is shown as text, never as markup', async () => {
  const { body } = await get(`/services?q=${encodeURIComponent('<script>alert(1)</script>')}`)
  assert.doesNotMatch(body, /<script>alert/)
})

test('a page number beyond the last shows the last', async () => {
  for (const page of ['99', '0', '-1', 'x']) assert.equal((await get(`/services?page=${page}`)).statusCode, 200)
})

test('checking eligibility answers on the page, puts nothing into an address and stores nothing', async () => {
  const { headers, body } = await get('/services/child-benefit/eligibility')
  const cookie = String(headers['set-cookie']).split(';')[0]!
  const token = /name="form-token" value="([^"]*)"/.exec(body)![1]!
  const checked = await app.inject({
    method: 'POST',
    url: '/services/child-benefit/eligibility',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ 'form-token': token, ...bornOn(3, 3, 2001) }).toString(),
  })
  assert.deepEqual([checked.statusCode, checked.headers.location], [200, undefined])
  assert.match(checked.body, /Child benefit is for children under 16\./)
  const said = checked.body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  assert.match(said, /Is an answer wrong\? Change it.*Ask all the same.*Family Agency.*0100 555 02.*Other services that may help/)
  assert.match(checked.body, /href="#your-answers"[\s\S]*id="your-answers"/)
  assert.match(checked.body, /href="mailto:family-agency@fairhaven.example"/)
  assert.ok(asked.every(statement => statement.startsWith('select')))
})

test('where it is not known yet the page names the one question to answer next, with the way to it, in each language', async () => {
  const said = {
    en: [
      'Answer this first. It settles the most:',
      'How old are you\\?',
      'After that we may also need:',
      'One answer settles it:',
    ],
    fr: ['Répondez d’abord à ceci', 'Quel âge avez-vous', 'Il nous faudra peut-être ensuite', 'Une seule réponse suffit'],
    ar: ['أجب عن هذا أولًا', 'كم عمرك؟', 'وقد نحتاج بعد ذلك', 'إجابة واحدة تحسم الأمر'],
  }
  for (const [language, [most, age, perhaps, settles]] of Object.entries(said)) {
    const first = await checkPass({}, language)
    assert.match(first, new RegExp(`${most}.*href="#pass-age"[^>]*>${age}.*${perhaps}.*id="pass-age"`, 's'))
    assert.match(await checkPass({ 'pass.alone': 'no' }, language), new RegExp(`${settles}.*href="#pass-age"`, 's'))
  }
  const last = await checkPass({ 'pass.age': '30', 'pass.earns': '1000' })
  assert.match(last, /One answer settles it:.*href="#pass-alone".*id="pass-alone"/s)
  assert.doesNotMatch(last, /we may also need|we need none/)
  assert.doesNotMatch(await checkPass({ 'pass.age': '70' }), /settles/)
})

async function checkPass(answers: Record<string, string>, language = 'en'): Promise<string> {
  const url = '/services/bus-pass/eligibility'
  const { headers, body } = await get(url, language)
  const cookie = String(headers['set-cookie']).split(';')[0]!
  const token = /name="form-token" value="([^"]*)"/.exec(body)![1]!
  const payload = new URLSearchParams({ 'form-token': token, ...answers }).toString()
  const sent = { cookie, 'accept-language': language, 'content-type': 'application/x-www-form-urlencoded' }
  return (await app.inject({ method: 'POST', url, headers: sent, payload })).body
}

function bornOn(day: number, month: number, year: number): Record<string, string> {
  return { 'child.bornOn-day': `${day}`, 'child.bornOn-month': `${month}`, 'child.bornOn-year': `${year}` }
}
