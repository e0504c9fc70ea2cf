import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, Unavailable } from '../errors.ts'
import type { World } from '../world.ts'
import { page, redirect } from './reply.ts'
import { everyone, type Gate, routesOf } from './route.ts'
import { openForm, post, tinySite } from './testing/tiny-site.tsx'

const CANARY = 'Amélie-Canary-19840229'
const SIGNS = 'né – العربية 😀'
const route = routesOf<World>()
const amara: Gate<World, string> = { name: 'amara', admit: async () => 'Amara', actsAs: () => 'nobody' }

function Broken(): never {
  throw new TypeError(`cannot draw ${CANARY}`)
}

const site = tinySite([
  route('GET /refused', {
    who: amara,
    answer: () => {
      throw new Refusal('TEST_REFUSED', 409, language => ({ en: 'Too late.', fr: 'Trop tard.', ar: 'فات الأوان.' })[language])
    },
  }),
  route('GET /not-yours', {
    who: everyone,
    answer: () => {
      throw new Refusal('TEST_NOT_YOURS', 404, () => 'It belongs to Bo.')
    },
  }),
  route('GET /away', {
    who: everyone,
    answer: () => {
      throw new Unavailable('TEST_AWAY', {
        retryAfterSeconds: 30,
        cause: Object.assign(new Error(CANARY), { code: 'ECONNREFUSED' }),
      })
    },
  }),
  route('POST /broken', {
    who: everyone,
    answer: ({ form }) => {
      throw Object.assign(new Error(`invalid input: ${form.one.text}\n    at ${form.one.text} (x:1:1)`), {
        code: '22P02',
        detail: form.one.text,
      })
    },
  }),
  route('GET /undrawable', { who: amara, answer: () => page(<Broken />, { title: 'x' }) }),
  route('GET /signs', { who: everyone, answer: () => page(<p>{SIGNS}</p>, { title: 'Signs' }) }),
  route('GET /half', { who: everyone, answer: () => page(<p>{'a\ud800b'}</p>, { title: 'Half' }) }),
  route('GET /see-there', { who: everyone, answer: () => redirect('/städte/مدينة?a=1\r\nx-injected: 1') }),
])
const { app, lines } = site

test('a refusal is shown with its status and its sentence, in the visitor’s language', async () => {
  for (const [language, sentence] of Object.entries({ en: 'Too late.', fr: 'Trop tard.', ar: 'فات الأوان.' })) {
    const answer = await app.inject({ url: '/refused', headers: { 'accept-language': language } })
    assert.equal(answer.statusCode, 409)
    assert.match(answer.body, new RegExp(`<p class="govuk-body">${sentence}</p>`))
  }
})

test('the page around a refusal still knows who is signed in', async () => {
  assert.match((await app.inject('/refused')).body, /data-caller="&quot;Amara&quot;"/)
})

test('"not yours" and "not there" are one and the same page', async () => {
  const [notYours, notThere] = await Promise.all(['/not-yours', '/nothing-here'].map(url => app.inject(url)))
  assert.equal(notYours!.statusCode, 404)
  assert.equal(notYours!.body.replace(' data-caller="null"', ''), notThere!.body)
})

test('what does not answer is 503, says when to come back, and stands in the log by its code', async () => {
  const answer = await app.inject('/away')
  assert.equal(answer.statusCode, 503)
  assert.equal(answer.headers['retry-after'], '30')
  assert.match(answer.body, /Try again in 30 seconds/)
  const { code, error } = JSON.parse(lines.at(-1)!)
  assert.deepEqual([code, error.name], ['TEST_AWAY', 'Error ECONNREFUSED'])
})

test('a bug is 500 with a reference that stands in the log, and neither tells what the person typed', async () => {
  const { cookie, token } = await openForm(site)
  const typed = new URLSearchParams({ 'form-token': token, text: CANARY })
  const answer = await app.inject(post(`/broken?about=${encodeURIComponent(CANARY)}`, typed.toString(), { cookie }))
  assert.equal(answer.statusCode, 500)
  assert.doesNotMatch(answer.body, /Canary|22P02|invalid input|node_modules|\.ts/)
  const reference = /[0-9a-f]{10}/.exec(answer.body)![0]
  const logged = JSON.parse(lines.at(-1)!)
  assert.deepEqual([logged.reference, logged.route, logged.method], [reference, '/broken', 'POST'])
  assert.equal(logged.error.name, 'Error 22P02')
  assert.match(logged.error.stack, /answer\.test\.tsx:\d+:\d+/)
})

test('a page that cannot be drawn is a bug like any other', async () => {
  const answer = await app.inject('/undrawable')
  assert.equal(answer.statusCode, 500)
  assert.match(answer.body, /Amara/)
  assert.equal([answer.headers['set-cookie']].flat().length, 1)
})

test('when the frame around pages is itself broken, the person still gets a sentence and a reference', async () => {
  const broken = tinySite([], { shell: () => <Broken /> })
  const answer = await broken.app.inject({ url: '/letter', headers: { 'accept-language': 'ar' } })
  assert.equal(answer.statusCode, 500)
  assert.match(answer.body, /^<!DOCTYPE html><html lang="ar" dir="rtl">.*حدث خطأ من جانبنا/)
  assert.match(JSON.parse(broken.lines.at(-1)!).reference, /^[0-9a-f]{10}$/)
  assert.doesNotMatch(broken.lines.join('') + answer.body, /Canary/)
})

test('a redirect leads where it says, and carries no header of its own', async () => {
  const answer = await app.inject('/see-there')
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, '/st%C3%A4dte/%D9%85%D8%AF%D9%8A%D9%86%D8%A9?a=1%0D%0Ax-injected:%201')
  assert.equal(answer.headers['x-injected'], undefined)
})

test('no log line ever holds what a person typed', () => {
  assert.ok(lines.length >= 3)
  assert.doesNotMatch(lines.join('\n'), /Canary|19840229/)
})

test('a page is UTF-8 whatever is said on it, and half of a sign stands for itself', async () => {
  const [whole, half] = [await app.inject({ url: '/signs' }), await app.inject({ url: '/half' })]
  assert.match(whole.body, new RegExp(`<p>${SIGNS}</p>`))
  assert.equal(Number(whole.headers['content-length']), Buffer.byteLength(whole.body))
  assert.equal(half.statusCode, 200)
  assert.match(half.body, /<p>a\ufffdb<\/p>/)
})
