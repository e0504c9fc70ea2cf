import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { accountRoutes } from './account-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signOutRoutes } from './sign-out-routes.ts'
import { type Browser, browser } from './testing/browser.ts'
import { pretendProvider } from './testing/pretend-provider.ts'

const START = '2026-11-21T09:00:00Z'
const identityProvider = pretendProvider()
const world = { ...(await testWorld()), identityProvider }
const app = buildServer(world, {
  routes: [...signInRoutes, ...signOutRoutes, ...accountRoutes],
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})

async function leave(tab: Browser, url = '/sign-in'): Promise<string> {
  const { headers, statusCode } = await tab.get(url)
  assert.equal(statusCode, 303)
  return new URL(headers.location!).searchParams.get('state')!
}
const comeBack = (tab: Browser, state: string, person = 'bo', more = '') =>
  tab.get(`/sign-in/callback?state=${state}&person=${person}${more}`)
async function signedIn(person: string, agent?: string): Promise<Browser> {
  const tab = browser(app, agent)
  await comeBack(tab, await leave(tab), person)
  return tab
}
const isSignedIn = async (tab: Browser) => (await tab.get('/account')).statusCode === 200

test('a person signs in and arrives where they were going', async () => {
  const tab = browser(app)
  const asked = await tab.get('/account?x=1')
  assert.equal(asked.headers.location, '/sign-in?then=%2Faccount%3Fx%3D1')
  const before = tab.cookies.get('portico')
  const arrived = await comeBack(tab, await leave(tab, asked.headers.location))
  assert.deepEqual([arrived.statusCode, arrived.headers.location], [303, '/account?x=1'])
  assert.notEqual(tab.cookies.get('portico'), before)
  assert.deepEqual([...tab.cookies.keys()].sort(), ['known', 'language', 'portico'])
  assert.equal(await isSignedIn(tab), true)
})

test('whoever asks to be led to another website arrives at their account', async () => {
  for (const then of ['https://evil.example', '//evil.example', '/%5cevil.example', '/%09/evil.example', '%2f%2fevil.example']) {
    const tab = browser(app)
    const arrived = await comeBack(tab, await leave(tab, `/sign-in?then=${then}`))
    assert.equal(arrived.headers.location, '/account', then)
    assert.equal((await tab.get(`/sign-in?then=${then}`)).headers.location, '/account', then)
  }
})

test('two tabs that sign in at the same time both arrive', async () => {
  const tab = browser(app)
  const [one, other] = [await leave(tab, '/sign-in?then=/one'), await leave(tab, '/sign-in?then=/other')]
  assert.equal((await comeBack(tab, one)).headers.location, '/one')
  assert.equal((await comeBack(tab, other)).headers.location, '/other')
  assert.equal(await isSignedIn(tab), true)
})

test('many abandoned attempts do not fill the browser up', async () => {
  const tab = browser(app)
  let state = ''
  for (let times = 0; times < 12; times++) state = await leave(tab)
  assert.equal([...tab.cookies.keys()].filter(name => name.startsWith('sign-in-')).length, 4)
  assert.equal((await comeBack(tab, state)).statusCode, 303)
})

test('a way back that was used is good for nothing more, even with the cookie of that time', async () => {
  const tab = browser(app)
  const state = await leave(tab)
  const kept = new Map(tab.cookies)
  await comeBack(tab, state)
  const again = browser(app)
  for (const [name, value] of kept) again.cookies.set(name, value)
  const refused = await comeBack(again, state)
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /used already or took too long/)
  assert.equal(await isSignedIn(again), false)
})

test('a way back that began in another browser signs nobody in', async () => {
  const [attacker, victim] = [browser(app), browser(app)]
  const state = await leave(attacker)
  await leave(victim)
  const refused = await comeBack(victim, state)
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /not started in this browser/)
  assert.equal(await isSignedIn(victim), false)
})

test('an attempt is forgotten after ten minutes, and cannot be altered', async () => {
  const tab = browser(app)
  const state = await leave(tab)
  const [name, sealed] = [...tab.cookies].find(([cookie]) => cookie.startsWith('sign-in-'))!
  tab.cookies.set(name, `${sealed.slice(0, -6)}AAAAAA`)
  assert.equal((await comeBack(tab, state)).statusCode, 400)
  tab.cookies.set(name, sealed)
  world.setNow('2026-11-21T09:10:00Z')
  assert.equal((await comeBack(tab, state)).statusCode, 400)
  world.setNow(START)
  tab.cookies.set(name, sealed)
  assert.equal((await comeBack(tab, state)).statusCode, 303)
})

test('a person who stops at the provider can start again, to the same page', async () => {
  const tab = browser(app)
  const page = await comeBack(tab, await leave(tab, '/sign-in?then=/one&level=high'), 'bo', '&error=access_denied')
  assert.match(page.body, /stopped before the end/)
  assert.match(page.body, /href="\/sign-in\?then=%2Fone&amp;level=high"/)
})

test('a person of whom the provider is not sure enough is told so, and is not signed in', async () => {
  const tab = browser(app)
  const page = await comeBack(tab, await leave(tab, '/sign-in?level=high'), 'bo', '&level=low')
  assert.equal(page.statusCode, 403)
  assert.match(page.body, /surer of who you are/)
  assert.equal(await isSignedIn(tab), false)
})

test('while the provider is away the page says so in the language of the reader, and when to try again', async () => {
  identityProvider.isAway = true
  for (const [language, sentence] of [
    ['en', /not available right now/],
    ['fr', /momentanément indisponible/],
    ['ar', /غير متاح الآن/],
  ] as const) {
    const page = await browser(app).get(`/sign-in?language=${language}`)
    assert.deepEqual([page.statusCode, page.headers['retry-after']], [503, '30'])
    assert.match(page.body, sentence)
  }
  identityProvider.isAway = false
})

test('a person signs out here and at the provider, and the page back shows nothing of theirs', async () => {
  const tab = await signedIn('elise')
  await tab.get('/account')
  const out = await tab.post('/sign-out')
  assert.equal(out.headers.location, 'https://identity.example/end?of=token%20of%20elise')
  assert.equal(await isSignedIn(tab), false)
  assert.equal((await tab.get('/signed-out')).statusCode, 200)
})

test('signing out works while the provider is away', async () => {
  const tab = await signedIn('elise')
  await tab.get('/account')
  identityProvider.isAway = true
  assert.equal((await tab.post('/sign-out')).headers.location, '/signed-out')
  identityProvider.isAway = false
  assert.equal(await isSignedIn(tab), false)
})

test('nobody can sign a person out from another website', async () => {
  const tab = await signedIn('dalia')
  const sent = await app.inject({
    method: 'POST',
    url: '/sign-out',
    headers: { cookie: `portico=${tab.cookies.get('portico')}`, origin: 'https://evil.example' },
  })
  assert.equal(sent.statusCode, 403)
  assert.equal(await isSignedIn(tab), true)
})

const notice = (token: string) =>
  app.inject({
    method: 'POST',
    url: '/sign-in/backchannel-logout',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://identity.example' },
    payload: new URLSearchParams({ logout_token: token }).toString(),
  })

test('a session that ended at the provider is over here too; the same notice later ends nothing more', async () => {
  const [one, other] = [await signedIn('kofi'), await signedIn('ines')]
  assert.equal((await notice('signed|n1||sid of kofi')).statusCode, 200)
  assert.deepEqual([await isSignedIn(one), await isSignedIn(other)], [false, true])
  const again = await signedIn('kofi')
  assert.equal((await notice('signed|n1||sid of kofi')).statusCode, 200)
  assert.equal(await isSignedIn(again), true)
  const ended = await rows(world, sql`select by, facts from platform.event where kind = 'session.ended' and by = 'system'`)
  assert.deepEqual(ended, [{ by: 'system', facts: { why: 'ended-by-provider' } }])
})

test('a notice about a person ends all their sessions and nobody else’s', async () => {
  const [phone, desk, other] = [await signedIn('chidi'), await signedIn('chidi'), await signedIn('ines')]
  await notice('signed|n2|chidi|')
  assert.deepEqual([await isSignedIn(phone), await isSignedIn(desk), await isSignedIn(other)], [false, false, true])
})

test('a notice that is not signed, empty or too large ends nothing', async () => {
  const tab = await signedIn('farid')
  assert.deepEqual([(await notice('forged|n3|farid|')).statusCode, (await notice('')).statusCode], [400, 400])
  assert.equal((await notice('x'.repeat(20_000))).statusCode, 413)
  assert.equal(await isSignedIn(tab), true)
})

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'

test('a person sees where they are signed in, roughly with which browser, and ends it there', async () => {
  const [phone, desk] = [await signedIn('amara', FIREFOX), await signedIn('amara')]
  const page = await desk.get('/account/sessions')
  assert.match(page.body, /Firefox, Windows/)
  assert.match(page.body, /Another browser<\/bdi> \(This browser\)/)
  const [, there] = /action="(\/account\/sessions\/[0-9a-f-]{36}\/end)"/.exec(page.body)!
  assert.equal((await desk.post(there!)).headers.location, '/account/sessions')
  assert.deepEqual([await isSignedIn(phone), await isSignedIn(desk)], [false, true])
})

test('where several providers are sure enough a person chooses one, in their language, and where one is they are sent there', async () => {
  identityProvider.choices = [
    { id: 'eid', name: { en: 'Fairhaven ID', fr: 'Identité de Fairhaven', ar: 'هوية فيرهيفن' }, levels: ['substantial', 'high'] },
    { id: 'bank', name: { en: 'Harbour Bank', fr: 'Banque du Port', ar: 'بنك الميناء' }, levels: ['low', 'substantial'] },
  ]
  const tab = browser(app)
  const page = await tab.get('/sign-in?then=/account&language=fr')
  assert.match(page.body, /Comment voulez-vous vous connecter/)
  const ways = [...page.body.matchAll(/href="(\/sign-in\?[^"]+)"/g)].map(match => match[1]!.replaceAll('&amp;', '&'))
  assert.deepEqual(ways, ['/sign-in?then=%2Faccount&with=eid', '/sign-in?then=%2Faccount&with=bank'])
  const state = await leave(tab, ways[1])
  assert.match((await tab.get(`/sign-in/callback?state=${state}&person=bo`)).body, /n’avons pas pu vérifier/)
  const again = await leave(tab, ways[1])
  assert.match((await tab.get(`/sign-in/callback/eid?state=${again}&person=bo`)).body, /n’avons pas pu vérifier/)
  const last = await leave(tab, ways[1])
  assert.equal((await tab.get(`/sign-in/callback/bank?state=${last}&person=bo`)).headers.location, '/account')
  await leave(browser(app), '/sign-in?then=/account&level=high')
  identityProvider.choices = []
})

test('a person signs out everywhere else at once, and nobody else does', async () => {
  const [phone, desk, tablet, other] = [
    await signedIn('ines'),
    await signedIn('ines'),
    await signedIn('ines'),
    await signedIn('kofi'),
  ]
  await desk.get('/account/sessions')
  assert.equal((await desk.post('/account/sessions/end-others')).headers.location, '/account/sessions')
  assert.deepEqual([await isSignedIn(phone), await isSignedIn(tablet)], [false, false])
  assert.deepEqual([await isSignedIn(desk), await isSignedIn(other)], [true, true])
  assert.match((await desk.get('/account/sessions')).body, /nowhere else/)
})

test('a browser that was left alone for half an hour is not shown as signed in', async () => {
  const left = await signedIn('wen', FIREFOX)
  world.setNow('2026-11-21T09:31:00Z')
  const desk = await signedIn('wen')
  assert.doesNotMatch((await desk.get('/account/sessions')).body, /Firefox/)
  world.setNow(START)
  assert.equal(await isSignedIn(left), true)
})

test('signing in more surely gives the browser a new secret; the one before is worth nothing', async () => {
  const tab = browser(app)
  await comeBack(tab, await leave(tab), 'dalia', '&level=low')
  const planted = new Map(tab.cookies)
  const asked = await tab.get('/sign-in?then=/account%3Fstep=2&level=high')
  assert.equal(asked.statusCode, 200)
  assert.match(asked.body, /We need to be surer that it is you/)
  const [, on] = /href="(\/sign-in\?[^"]*with=[^"]*)"/.exec(asked.body)!
  const back = await comeBack(tab, await leave(tab, on!.replaceAll('&amp;', '&')), 'dalia')
  assert.equal(back.headers.location, '/account?step=2')
  assert.notEqual(tab.cookies.get('portico'), planted.get('portico'))
  const thief = browser(app)
  thief.cookies.set('portico', planted.get('portico')!)
  assert.deepEqual([await isSignedIn(tab), await isSignedIn(thief)], [true, false])
  assert.match((await tab.get('/account/sessions')).body, /<dd[^>]*>\s*High/)
})

test('a person chooses the language they are written to in, and reads on in it', async () => {
  const tab = await signedIn('bo')
  await tab.get('/account')
  await tab.post('/account/language', { language: 'ar' })
  assert.equal(tab.cookies.get('language'), 'ar')
  assert.match((await tab.get('/account')).body, /حسابك/)
  assert.equal((await tab.post('/account/language', { language: 'xx' })).statusCode, 400)
})
