import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { metricsText } from './metrics.ts'
import { page } from './reply.ts'
import { everyone, routesOf } from './route.ts'
import { openForm, post, tinySite } from './testing/tiny-site.tsx'

const route = routesOf()
const site = tinySite([
  route('POST /large', { bodyBytes: 200_000, who: everyone, answer: () => page(<h1>Large</h1>, { title: 'Large' }) }),
  route('GET /looks', { who: everyone, answer: ({ form }) => page(<h1>{form.names.length}</h1>, { title: 'Looks' }) }),
])
const { app } = site
const { cookie, token } = await openForm(site)

const STANDING = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cache-control': 'no-store',
}

test('every answer carries the standing headers, also when nothing is there or the address is damaged', async () => {
  for (const url of [
    '/letter',
    '/nothing',
    '/assets/nothing.css',
    '/person/%',
    `/person/${'x'.repeat(300)}`,
    '/letter?x=1&x=2',
    '//letter',
  ]) {
    const { headers } = await app.inject(url)
    const { 'set-cookie': _, date: __, connection: ___, 'content-length': ____, 'content-type': type, ...rest } = headers
    assert.deepEqual(rest, STANDING, url)
    assert.equal(type, 'text/html; charset=utf-8', url)
  }
})

test('over https browsers are told to stay there, and forms may end at the identity provider', async () => {
  const secure = tinySite([], { publicUrl: 'https://portico.example/', formTargets: ['https://idp.example'] })
  const { headers } = await secure.app.inject('/letter')
  assert.equal(headers['strict-transport-security'], 'max-age=63072000; includeSubDomains')
  assert.match(String(headers['content-security-policy']), /form-action 'self' https:\/\/idp\.example;/)
})

test('a file is kept by browsers for ever, because its name changes with it', async () => {
  const answer = await app.inject(site.style)
  assert.match(site.style, /^\/assets\/style\.[0-9a-f]{12}\.css$/)
  assert.equal(answer.body, 'h1 { color: teal }')
  const { 'cache-control': kept, 'x-content-type-options': sniff, 'content-type': type, 'set-cookie': set } = answer.headers
  assert.deepEqual(
    [kept, sniff, type, set],
    ['public, max-age=31536000, immutable', 'nosniff', 'text/css; charset=utf-8', undefined],
  )
  for (const name of ['__proto__', '../package.json', '%2e%2e/package.json', 'style.css'])
    assert.equal((await app.inject(`/assets/${name}`)).statusCode, 404, name)
})

test('nobody there: a page in the visitor’s language', async () => {
  const titles = { en: 'Page not found', fr: 'Page introuvable', ar: 'الصفحة غير موجودة' }
  for (const [language, title] of Object.entries(titles))
    for (const url of ['/nothing', '/person/%', `/person/${'x'.repeat(201)}`, '/assets/nothing.css']) {
      const answer = await app.inject({ url, headers: { 'accept-language': language } })
      assert.equal(answer.statusCode, 404)
      assert.match(answer.body, new RegExp(`<h1[^>]*>${title}`), `${language} ${url}`)
    }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)
    assert.equal((await app.inject({ method, url: '/letter' })).statusCode, 404, method)
})

test('an address with NUL in it names nothing of ours', async () => {
  for (const url of ['/person/%00', '/person/a%00b']) assert.equal((await app.inject(url)).statusCode, 404, url)
})

test('a parameter of 200 characters arrives, in any script', async () => {
  assert.match((await app.inject(`/person/${'x'.repeat(200)}`)).body, /x{200}/)
  assert.match((await app.inject(`/person/${encodeURIComponent('<أمل>')}`)).body, /&lt;أمل/)
})

test('HEAD answers as GET does, without the page', async () => {
  const [head, get] = await Promise.all([app.inject({ method: 'HEAD', url: '/letter' }), app.inject('/letter')])
  assert.equal(head.statusCode, 200)
  assert.equal(head.body, '')
  assert.equal(head.headers['content-length'], get.headers['content-length'])
})

test('looking is not doing: a GET hears nothing of a body', async () => {
  const answer = await app.inject({ ...post('/looks', 'text=x&form-token=y'), method: 'GET' })
  assert.match(answer.body, /<h1>0<\/h1>/)
})

test('a form larger than its route takes is refused with a page; each route sets its own limit', async () => {
  const body = (bytes: number) => `form-token=${token}&text=${'x'.repeat(bytes)}`
  const refused = await app.inject(post('/letter', body(64 * 1024), { cookie, 'accept-language': 'fr' }))
  assert.equal(refused.statusCode, 413)
  assert.match(refused.body, /Ce formulaire est trop volumineux/)
  assert.equal((await app.inject(post('/large', body(150_000), { cookie }))).statusCode, 200)
  assert.equal((await app.inject(post('/letter', body(65_000), { cookie }))).statusCode, 200)
})

test('a body that is no form of ours is refused with a page', async () => {
  const types = [
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencodedx',
    'nonsense',
  ]
  for (const type of types) {
    const answer = await app.inject(post('/letter', `form-token=${token}`, { cookie, 'content-type': type }))
    assert.equal(answer.statusCode, 415, type)
    assert.match(answer.body, /This form reached us damaged/)
  }
  for (const packed of ['gzip', 'br', 'deflate', 'identity, gzip'])
    assert.equal(
      (await app.inject(post('/letter', `form-token=${token}`, { cookie, 'content-encoding': packed }))).statusCode,
      415,
      packed,
    )
  const damaged = await app.inject(post('/letter', `form-token=${token}&text=%ff`, { cookie }))
  assert.equal(damaged.statusCode, 400)
  const many = await app.inject(
    post('/letter', 'a=1&'.repeat(1) + Array.from({ length: 401 }, (_, n) => `f${n}=x`).join('&'), { cookie }),
  )
  assert.equal(many.statusCode, 413)
})

test('figures are counted by route, never by address', async () => {
  await app.inject('/person/canary-person')
  const text = await metricsText()
  assert.match(text, /portico_request_seconds_count\{route="\/person\/:name",method="GET",status="200"\}/)
  assert.doesNotMatch(text, /canary-person/)
})

test('slow and broken clients are answered and let go', async () => {
  const slow = tinySite([], {}, { headersTimeout: 150, requestTimeout: 300, uploadTimeout: 300, connectionsCheckingInterval: 50 })
  await slow.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = slow.app.server.address() as { port: number }
  const line = 'POST /letter HTTP/1.1\r\nhost: x\r\n'
  const [headers, body, large, nonsense] = await Promise.all([
    talk(port, line),
    talk(port, `${line}content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\ntext=`),
    talk(port, `${line}cookie: ${'a'.repeat(20_000)}\r\n\r\n`),
    talk(port, 'NONSENSE\r\n\r\n'),
  ])
  await slow.app.close()
  assert.match(headers!, /^HTTP\/1\.1 408 [\s\S]*did not reach us whole/)
  assert.match(body!, /^HTTP\/1\.1 408 /)
  assert.match(large!, /^HTTP\/1\.1 431 [\s\S]*Delete the cookies of this website[\s\S]*lang="ar" dir="rtl"/)
  assert.match(nonsense!, /^HTTP\/1\.1 400 /)
  assert.match(nonsense!, /content-security-policy: default-src 'none'/)
})

/** What a server says to these bytes until it hangs up. */
function talk(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let said = ''
    socket.setEncoding('utf8').on('data', part => {
      said += part
    })
    socket.setTimeout(3_000, () => reject(new Error('the server held on to a slow client')))
    socket.on('error', () => {}).on('close', () => resolve(said))
  })
}
