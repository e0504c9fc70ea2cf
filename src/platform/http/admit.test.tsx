import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { readProxies } from '../crowd/address.ts'
import type { Crowd } from '../crowd/index.ts'
import { openLimiter } from '../crowd/limits.ts'
import { Unavailable } from '../errors.ts'
import type { World } from '../world.ts'
import { page, redirect } from './reply.ts'
import { everyone, type Gate, routesOf } from './route.ts'
import { openForm, post, tinySite } from './testing/tiny-site.tsx'

const route = routesOf()
const anybody: Gate<World, null> = { ...everyone, name: 'anybody' }
const asked: string[] = []

function read() {
  asked.push('read')
  return page(<h1>Read</h1>, { title: 'Read' })
}

/** A crowd as large as a test says, and a queue of which it says who is in. */
function crowdOf({ pressure = 0, proxies = '' } = {}) {
  const room = {
    isFull: false,
    admitted: 0,
    drawn: 0,
    back: [] as number[],
    held: [] as { answer: () => void; hasHungUp: boolean }[],
    holds: false,
  }
  const under = { way: 0 }
  const crowd = {
    gauge: {
      get pressure() {
        return at.pressure
      },
      came() {
        under.way += 1
      },
      went() {
        under.way -= 1
      },
    },
    room: {
      mayEnter: () => !room.isFull,
      draw: async () => ++room.drawn,
      comeIn: (number: number) => number <= room.admitted,
      letGo: () => room.held.forEach(({ answer }) => void answer()),
      tooSoon() {
        if (!room.holds) return undefined
        const { promise, resolve } = Promise.withResolvers<void>()
        const look = { answer: resolve, hasHungUp: false }
        room.held.push(look)
        return {
          isOver: promise,
          hungUp() {
            look.hasHungUp = true
          },
        }
      },
      cameBack: (number: number) => void room.back.push(number),
      placeOf: (number: number) => ({ before: number - room.admitted - 1, seconds: (number - room.admitted) * 30, again: 6 }),
    },
    limiter: openLimiter(() => 0),
    proxies: proxies ? readProxies(proxies) : undefined,
    turnedAway: { busy: 0, limit: 0, queue: 0 },
    reference: () => 'a1b2c3d4e5',
    secondsUntilRoom: () => 7,
  } as unknown as Crowd
  const at = { pressure, room, under }
  const site = tinySite(
    [
      route('GET /read', { who: anybody, answer: read }),
      route('POST /send', { who: anybody, urgency: 'finishing', answer: ({ form }) => redirect(`/sent/${form.one.text}`) }),
      route('POST /things/one/start', { who: anybody, urgency: 'starting', answer: () => redirect('/begun') }),
      route('GET /begin', { who: anybody, urgency: 'starting', answer: () => redirect('/begun') }),
      route('GET /codes/:code', { who: anybody, limit: 'codes', answer: () => page(<h1>Code</h1>, { title: 'Code' }) }),
      route('POST /api', { who: everyone, json: value => value, answer: () => redirect('/done') }),
    ],
    { crowd },
  )
  return { at, crowd, ...site }
}

test('under too much, reading is refused before anything is done for it: when to come back, that drafts are safe, in each language', async () => {
  const { app, at } = crowdOf({ pressure: 4 })
  asked.length = 0
  for (const [language, said] of [
    ['en', /Try again in .*7.* seconds.*Your draft is safe.*until 21 November 2027.*a1b2c3d4e5/s],
    ['fr', /Réessayez dans 7 secondes.*Votre brouillon est en sécurité.*21 novembre 2027/s],
    ['ar', /حاول مرة أخرى بعد .*٧.* ثوانٍ.*مسودتك في أمان/s],
  ] as const) {
    const { statusCode, headers, body } = await app.inject({ url: '/read?a=%22%3E', headers: { 'accept-language': language } })
    assert.deepEqual([statusCode, headers['retry-after'], headers['portico-reference']], [503, '7', 'a1b2c3d4e5'])
    assert.match(body, said)
    assert.match(body, new RegExp(`<html lang="${language}"`))
    assert.doesNotMatch(body, /PORTICO-BLANK/)
    assert.equal(body.match(/<h1/g)?.length, 1)
    assert.equal(headers['x-content-type-options'], 'nosniff')
  }
  assert.deepEqual(asked, [])
  assert.equal(at.under.way, 0)
})

test('what an address holds is put into the page of those turned away as text', async () => {
  const { app } = crowdOf({ pressure: 4 })
  const { body } = await app.inject({ url: `/read?x='"><script>alert(1)</script>` })
  assert.doesNotMatch(body, /<script>alert/)
})

test('programs go first and get their answer in JSON; assets stay', async () => {
  const site = crowdOf({ pressure: 1.5 })
  const { statusCode, headers, body } = await site.app.inject({
    ...post('/api', '{}'),
    headers: { 'content-type': 'application/json' },
  })
  assert.deepEqual([statusCode, headers['retry-after'], JSON.parse(body).code], [503, '7', 'TOO_BUSY'])
  assert.equal((await site.app.inject('/read')).statusCode, 200)
  site.at.pressure = 1e6
  assert.equal((await site.app.inject(site.style)).statusCode, 200)
})

test('whoever is finishing is let through while readers are not; and when even they cannot be, their form comes back with all they typed', async () => {
  const site = crowdOf()
  const { cookie, token } = await openForm(site)
  const sent = post('/send', `form-token=${token}&text=%3Cb%3Eten+years&more%5B%5D=1&more%5B%5D=2`, { cookie })
  site.at.pressure = 20
  assert.equal((await site.app.inject(sent)).statusCode, 303)
  site.at.pressure = 40
  const { statusCode, headers, body } = await site.app.inject(sent)
  assert.deepEqual([statusCode, headers['retry-after']], [503, '7'])
  assert.match(body, /name="text" value="&lt;b>ten years"|name="text" value="&lt;b&gt;ten years"/)
  assert.equal(body.match(/name="more\[\]"/g)?.length, 2)
  assert.match(body, new RegExp(`action="/send".*name="form-token" value="${token}"`, 's'))
})

test('whoever starts while it is full gets a number, keeps it however often they reload, and is let in when it is their turn', async () => {
  const site = crowdOf()
  const { cookie, token } = await openForm(site)
  const start = (more = '') => site.app.inject(post('/things/one/start', `form-token=${token}`, { cookie: cookie + more }))
  site.at.room.isFull = true
  const led = await start()
  assert.deepEqual([led.statusCode, led.headers.location], [303, '/waiting?then=%2Fthings%2Fone'])
  const first = await site.app.inject({ url: led.headers.location!, headers: { cookie } })
  assert.match(first.body, /You are next.*about 1 minute|You are next.*30 seconds/s)
  const ticket = `; ${String(first.headers['set-cookie']).split(';')[0]}`
  assert.match(ticket, /^; place=place\.1\./)
  for (let again = 0; again < 3; again++) {
    const { headers } = await site.app.inject({ url: led.headers.location!, headers: { cookie: cookie + ticket } })
    assert.equal(headers['set-cookie'], undefined)
  }
  assert.equal((await start(ticket)).statusCode, 303)
  assert.equal(site.at.room.drawn, 1, 'one number for one person')
  site.at.room.admitted = 1
  const live = { cookie: cookie + ticket, 'portico-live': 'yes' }
  assert.equal((await site.app.inject({ url: led.headers.location!, headers: live })).statusCode, 205)
  const inside = await site.app.inject({ url: led.headers.location!, headers: { cookie: cookie + ticket } })
  assert.deepEqual([inside.statusCode, inside.headers.location], [303, '/things/one'])
  const pass = `; ${String(inside.headers['set-cookie']).split(';')[0]}`
  assert.equal((await start(pass)).headers.location, '/begun')
  assert.deepEqual(site.at.room.back, [1], 'the room is told that they came')
})

test('whoever looks sooner than told waits for the page; whoever hangs up meanwhile gets none, and is told of; closing answers the rest', async () => {
  const { app, at } = crowdOf()
  at.room.isFull = true
  const first = await app.inject('/waiting?then=/read')
  const cookie = String(first.headers['set-cookie']).split(';')[0]!
  at.room.holds = true
  const look = app.inject({ url: '/waiting?then=/read', headers: { cookie } })
  while (at.room.held.length === 0) await new Promise(setImmediate)
  at.room.held[0]!.answer()
  assert.equal((await look).statusCode, 503)
  const turn = app.inject({ url: '/waiting?then=/read', headers: { cookie } })
  while (at.room.held.length === 1) await new Promise(setImmediate)
  at.room.admitted = 1
  at.room.held[1]!.answer()
  assert.equal((await turn).headers.location, '/read', 'it is their turn by now')

  at.room.admitted = 0
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/waiting?then=/read`
  const gone = new AbortController()
  const broken = fetch(address, { headers: { cookie }, signal: gone.signal }).catch(() => 'broken off')
  while (at.room.held.length === 2) await pause(5)
  gone.abort()
  assert.equal(await broken, 'broken off')
  while (!at.room.held[2]!.hasHungUp) await pause(5)

  const last = fetch(address, { headers: { cookie } })
  while (at.room.held.length === 3) await pause(5)
  await app.close()
  assert.equal((await last).status, 503)
})

test('an address to start from shows the place in the queue itself, and begins when it is their turn; a script that asks does not begin', async () => {
  const site = crowdOf()
  site.at.room.isFull = true
  const first = await site.app.inject('/begin')
  assert.equal(first.statusCode, 503)
  assert.match(first.body, /data-live="6"/)
  const cookie = String(first.headers['set-cookie']).split(';')[0]!
  assert.match(cookie, /^place=place\.1\./)
  const look = (more = {}) => site.app.inject({ url: '/begin', headers: { cookie, ...more } })
  assert.deepEqual([(await look()).statusCode, (await look({ 'portico-live': 'yes' })).statusCode], [503, 503])
  site.at.room.admitted = 1
  const told = await look({ 'portico-live': 'yes' })
  assert.deepEqual([told.statusCode, told.headers.location], [205, undefined])
  const pass = String(told.headers['set-cookie']).split(';')[0]!
  assert.equal((await look({ cookie: pass, 'portico-live': 'yes' })).statusCode, 205)
  assert.equal((await look({ cookie: pass })).headers.location, '/begun')
  assert.equal((await look()).headers.location, '/begun')
  assert.equal(site.at.room.drawn, 1)
})

test('a queue leads to pages of ours only', async () => {
  const { app } = crowdOf()
  for (const then of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere', '/waiting?then=/waiting'])
    assert.equal((await app.inject(`/waiting?then=${encodeURIComponent(then)}`)).headers.location, '/', then)
})

test('leave to start is for one person: handed around, the eleventh waits like everybody', async () => {
  const site = crowdOf()
  const { cookie, token } = await openForm(site)
  const start = (more: string) => site.app.inject(post('/things/one/start', `form-token=${token}`, { cookie: cookie + more }))
  const pass = `; ${String((await start('')).headers['set-cookie']).split(';')[0]}`
  site.at.room.isFull = true
  const led = []
  for (let at = 0; at < 11; at++) led.push((await start(pass)).headers.location)
  assert.deepEqual(led, [...Array(10).fill('/begun'), '/waiting?then=%2Fthings%2Fone'])
  const waits = await site.app.inject({ url: '/waiting?then=%2Fthings%2Fone', headers: { cookie: cookie + pass } })
  assert.deepEqual([waits.statusCode, site.at.room.drawn], [503, 1], 'the queue gives them a number and no new leave')
})

test('codes are tried so often in a minute and no more, by browser; the answer says how many are left and when to come back', async () => {
  const site = crowdOf()
  const { cookie } = await openForm(site)
  const answers = []
  for (let at = 0; at < 22; at++) answers.push(await site.app.inject({ url: `/codes/${at}`, headers: { cookie } }))
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [...Array(20).fill(200), 429, 429],
  )
  assert.deepEqual(answers[0]!.headers.ratelimit, '"codes-browser";r=19;t=3')
  assert.deepEqual(
    [answers[20]!.headers['retry-after'], answers[20]!.headers['ratelimit-policy']],
    ['3', '"codes-browser";q=20;w=60'],
  )
  assert.match(answers[20]!.body, /Try again in 3 seconds/)
})

test('an address that floods is held back, alone, and only a proxy we trust may say whose address it is', async () => {
  const flood = async (proxies: string) => {
    const { app } = crowdOf({ proxies })
    let taken = 0
    for (let at = 0; at < 3_100; at++)
      if ((await app.inject({ url: '/read', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode === 200) taken += 1
    const other = await app.inject({ url: '/read', headers: { 'x-forwarded-for': '203.0.113.10' } })
    return [taken, other.statusCode]
  }
  assert.deepEqual(await flood('127.0.0.1'), [3_000, 200])
  assert.deepEqual(await flood(''), [3_100, 200], 'this machine itself is held back by nothing')
})

test('when no key may seal any more, for nobody heard of the database for long, forms, the queue and starting still work', async () => {
  const site = crowdOf()
  Object.defineProperty(site.world.keys, 'current', {
    get() {
      throw new Unavailable('KEYS_NOT_HEARD', { retryAfterSeconds: 2 })
    },
  })
  const { cookie, token } = await openForm(site)
  const start = (more = '') => site.app.inject(post('/things/one/start', `form-token=${token}`, { cookie: cookie + more }))
  assert.equal((await start()).headers.location, '/begun')
  assert.equal((await site.app.inject('/waiting?then=/read')).statusCode, 303)
  site.at.room.isFull = true
  const place = await site.app.inject({ url: '/waiting?then=/read', headers: { cookie } })
  assert.match(String(place.headers['set-cookie']), /place=place\.1\./)
})
