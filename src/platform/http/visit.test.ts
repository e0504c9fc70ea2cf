import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newSecret } from '../ids.ts'
import { openForm, post, tinySite, tokenIn } from './testing/tiny-site.tsx'

const site = tinySite()
const { app } = site
const languageOf = async (url: string, headers: Record<string, string> = {}) =>
  /<html lang="(\w+)"/.exec((await app.inject({ url, headers })).body)?.[1]

test('a browser gets a secret of ours once and keeps it', async () => {
  const { cookie, token } = await openForm(site)
  const again = await app.inject({ url: '/letter', headers: { cookie } })
  assert.equal(again.headers['set-cookie'], undefined)
  assert.equal(tokenIn(again.body), token)
})

test('a secret that we cannot have made is replaced: nobody plants one in another’s browser', async () => {
  const planted = ['x', '', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}!`, `${'a'.repeat(42)} `, 'é'.repeat(43)]
  for (const value of planted) {
    const answer = await app.inject({ url: '/letter', headers: { cookie: `portico=${value}` } })
    assert.match(answer.cookies[0]?.value ?? '', /^[\w-]{43}$/, value)
    assert.notEqual(answer.cookies[0]?.value, value)
  }
  const own = newSecret()
  assert.equal((await app.inject({ url: '/letter', headers: { cookie: `portico=${own}` } })).cookies.length, 0)
})

test('over https cookies are Secure and bound to this very host; others of that name do not count', async () => {
  const secure = tinySite([], { publicUrl: 'https://portico.example' })
  const answer = await secure.app.inject('/letter?language=ar')
  assert.deepEqual(
    [answer.headers['set-cookie']].flat().map(cookie => cookie!.replace(/[\w-]{43}/, 'SECRET')),
    [
      '__Host-portico=SECRET; Path=/; HttpOnly; SameSite=Lax; Secure',
      '__Host-language=ar; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=31536000',
    ],
  )
  const weak = await secure.app.inject({ url: '/letter', headers: { cookie: `portico=${newSecret()}; language=fr` } })
  assert.equal(weak.cookies.length, 1)
  assert.match(weak.body, /lang="en"/)
})

test('over http, for development alone, cookies are plain', async () => {
  const answer = await app.inject('/letter')
  assert.match(String(answer.headers['set-cookie']), /^portico=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('malformed cookies and a thousand of them do no harm', async () => {
  const own = newSecret()
  for (const cookie of [
    ';;;',
    '=',
    '=x',
    'portico',
    '__proto__=x; constructor=y',
    '\u0001=\u0002',
    `${'a=b;'.repeat(1_000)} portico=${own}`,
  ]) {
    const answer = await app.inject({ url: '/letter', headers: { cookie } })
    assert.equal(answer.statusCode, 200, cookie.slice(0, 40))
  }
  const behind = await app.inject({ url: '/letter', headers: { cookie: `${'a=b;'.repeat(1_000)} portico=${own}` } })
  assert.equal(behind.cookies.length, 0, 'the secret is found behind a thousand others')
  const twice = await app.inject({ url: '/letter', headers: { cookie: `portico=${own}; portico=${newSecret()}` } })
  assert.equal(twice.cookies.length, 0)
  assert.equal(tokenIn(twice.body), tokenIn(behind.body), 'the first of two counts')
})

test('the address chooses the language and the browser remembers it', async () => {
  const answer = await app.inject('/letter?language=ar')
  assert.match(answer.body, /lang="ar"/)
  assert.equal(answer.cookies.find(cookie => cookie.name === 'language')?.value, 'ar')
  assert.equal(await languageOf('/letter', { cookie: 'language=fr', 'accept-language': 'ar' }), 'fr')
  assert.equal(await languageOf('/letter?language=xx', { cookie: 'language=fr' }), 'fr')
  assert.equal(await languageOf('/letter', { cookie: 'language=__proto__', 'accept-language': 'ar' }), 'ar')
  assert.equal(await languageOf('/letter', { 'accept-language': 'de, fr;q=0.5, ar;q=0.9' }), 'ar')
})

test('a damaged address gets a page that says so, and never another page instead', async () => {
  const damaged = [
    '/letter?x=1&x=2',
    '/letter?x=%ff',
    '/letter?x=%00',
    '/letter?x=%',
    `/letter?${'a&'.repeat(500)}`,
    '//evil.example/letter',
    '//letter',
  ]
  for (const url of damaged) {
    const answer = await app.inject({ url, headers: { 'accept-language': 'fr' } })
    assert.match(answer.body, /Cette adresse nous est parvenue abîmée/, url)
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /lang="fr"/)
  }
})

test('a form sent to a damaged address is not taken', async () => {
  const { cookie, token } = await openForm(site)
  const answer = await app.inject(post('/letter?x=1&x=2', `form-token=${token}&text=x`, { cookie }))
  assert.equal(answer.statusCode, 400)
  assert.equal(site.taken.length, 0)
})
