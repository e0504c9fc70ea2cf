import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { World } from '../world.ts'
import { redirect } from './reply.ts'
import { everyone, type Gate, GoFirst, routesOf } from './route.ts'
import { openForm, post, tinySite, tokenIn } from './testing/tiny-site.tsx'

const route = routesOf()
const nobodyYet: Gate<World, never> = {
  name: 'nobody yet',
  admit: async () => new GoFirst(redirect('/sign-in')),
  actsAs: () => 'nobody',
}
const site = tinySite([
  route('POST /other/:id', { who: everyone, answer: () => assert.fail('answered a form without its token') }),
  route('POST /signed-in/letter', { who: nobodyYet, answer: () => assert.fail('answered before they signed in') }),
  route('POST /from-a-program', {
    from: 'elsewhere',
    who: everyone,
    answer: ({ form }) => ({ kind: 'data', status: 200, type: 'text/plain', body: form.one.x ?? '' }),
  }),
])
const { app, taken } = site
const { cookie, token } = await openForm(site)

test('a form of ours is taken', async () => {
  const answer = await app.inject(post('/letter', `form-token=${token}&text=hello&more[]=1&more[]=2`, { cookie }))
  assert.equal(answer.statusCode, 200)
  assert.deepEqual(taken.at(-1), { text: 'hello', all: ['1', '2'], names: ['form-token', 'text', 'more[]'] })
})

test('no form is answered without its token, nor with that of another browser', async () => {
  const before = taken.length
  const other = await openForm(site)
  for (const url of ['/letter', '/other/1'])
    for (const body of [
      '',
      'text=x',
      'form-token=',
      `form-token=${other.token}`,
      `form-token=${token}x`,
      'form-token=%5Bobject%5D',
    ])
      assert.equal((await app.inject(post(url, body, { cookie }))).statusCode, 403, `${url} ${body}`)
  assert.equal((await app.inject(post('/letter', `form-token=${token}`))).statusCode, 403, 'no cookie')
  assert.equal((await app.inject({ method: 'POST', url: '/letter', headers: { cookie } })).statusCode, 403, 'no body')
  assert.equal(taken.length, before)
})

test('a stale form keeps all that was typed, and goes through when sent once more', async () => {
  const long = `${'A long letter, with "quotes" & <signs>\n'.repeat(1_000)}مع تحياتي`
  const typed = new URLSearchParams([
    ['form-token', 'stale'],
    ['text', long],
    ['more[]', 'one'],
    ['more[]', 'two'],
    ['__proto__', 'x'],
  ])
  const answer = await app.inject(post('/letter?step=2', typed.toString(), { cookie }))
  assert.equal(answer.statusCode, 403)
  assert.match(answer.body, /<form method="post" action="\/letter\?step=2">/)
  const kept = hiddenFields(answer.body)
  assert.equal(kept.get('form-token'), token)
  const again = await app.inject(post('/letter?step=2', kept.toString(), { cookie }))
  assert.equal(again.statusCode, 200)
  assert.deepEqual(taken.at(-1), { text: long, all: ['one', 'two'], names: ['form-token', 'text', 'more[]', '__proto__'] })
})

test('who was signed out while typing finds all of it kept, with the way to sign in beside it', async () => {
  const answer = await app.inject(post('/signed-in/letter', `form-token=${token}&text=hello&more[]=1&more[]=2`, { cookie }))
  assert.equal(answer.statusCode, 403)
  assert.match(answer.body, /<a[^>]* href="\/sign-in"/)
  assert.deepEqual([...hiddenFields(answer.body)].slice(1), [
    ['text', 'hello'],
    ['more[]', '1'],
    ['more[]', '2'],
  ])
})

test('who typed nothing is simply sent to sign in', async () => {
  const answer = await app.inject(post('/signed-in/letter', `form-token=${token}`, { cookie }))
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, '/sign-in')
})

test('a form sent from another website is refused, even with the right token', async () => {
  const before = taken.length
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'https://portico.example' },
    { origin: 'http://portico.example.evil.example' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://portico.example', 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const answer = await app.inject(post('/letter', `form-token=${token}&text=secret`, { cookie, ...headers }))
    assert.equal(answer.statusCode, 403, JSON.stringify(headers))
    assert.match(answer.body, /sent from another website/)
    assert.doesNotMatch(answer.body, /secret/)
  }
  assert.equal(taken.length, before)
})

test('a form of ours is taken whatever a browser says of itself', async () => {
  const own: Record<string, string>[] = [
    { origin: 'http://portico.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ]
  for (const headers of own)
    assert.equal((await app.inject(post('/letter', `form-token=${token}`, { cookie, ...headers }))).statusCode, 200)
})

test('a program elsewhere needs no token of ours', async () => {
  const answer = await app.inject(post('/from-a-program', 'x=signed', { origin: 'https://idp.example' }))
  assert.equal(answer.body, 'signed')
  assert.equal(answer.headers['set-cookie'], undefined)
})

test('the page that offers a stale form once more speaks the visitor’s language', async () => {
  const answer = await app.inject(post('/letter', 'text=x', { cookie: `${cookie}; language=fr` }))
  assert.match(answer.body, /Merci d’envoyer une nouvelle fois/)
  assert.equal(tokenIn(answer.body), token)
})

function hiddenFields(html: string): URLSearchParams {
  const plain = (text: string) =>
    text.replace(/&(quot|lt|gt|amp);/g, (_, name: 'quot') => ({ quot: '"', lt: '<', gt: '>', amp: '&' })[name])
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return new URLSearchParams(inputs.map(([, name, value]) => [plain(name!), plain(value!)]))
}
