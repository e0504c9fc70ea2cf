import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Refusal, Unavailable } from '../errors.ts'
import { json } from './reply.ts'
import { everyone, routesOf } from './route.ts'
import { post, tinySite } from './testing/tiny-site.tsx'

const route = routesOf()
const says = {
  refused: new Refusal('TEST_REFUSED', 409, () => 'Too late.'),
  away: new Unavailable('TEST_AWAY', { retryAfterSeconds: 7 }),
  broken: new TypeError('secret'),
}

const { app, lines } = tinySite([
  route('POST /echo', {
    who: everyone,
    from: 'elsewhere',
    bodyBytes: 1000,
    json: value => value as { fail?: keyof typeof says },
    answer({ form }) {
      const failure = says[form?.fail as keyof typeof says]
      if (failure) throw failure
      return json({ got: form })
    },
  }),
])

const JSON_HEADERS = { 'content-type': 'application/json' }
const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject(post('/echo', payload, { ...JSON_HEADERS, ...headers }))

test('a route that takes JSON gets it as it was sent, and answers in JSON without marking the caller', async () => {
  const answer = await send('{"name":"Amélie","list":[1,null]}', { 'content-type': 'application/json; charset=utf-8' })
  assert.deepEqual(answer.json(), { got: { name: 'Amélie', list: [1, null] } })
  assert.equal(answer.headers['set-cookie'], undefined)
})

const unread: readonly [
  what: string,
  status: number,
  code: string,
  payload: string | Buffer,
  headers?: Record<string, string>,
][] = [
  ['half of it', 400, 'JSON_NOT_READ', '{"a":'],
  ['nothing', 400, 'JSON_NOT_READ', ''],
  ['bytes that are no text', 400, 'JSON_NOT_READ', Buffer.from([0x22, 0xff, 0x22])],
  ['a thing within a thing, a hundred times', 400, 'JSON_NOT_READ', '['.repeat(100) + ']'.repeat(100)],
  ['a prototype', 400, 'JSON_NOT_READ', '{"__proto__":{"isOfficer":true}}'],
  ['too much', 413, 'JSON_TOO_LARGE', JSON.stringify('x'.repeat(1000))],
  ['a form', 415, 'JSON_NOT_READ', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text', 415, 'JSON_NOT_READ', '{}', { 'content-type': 'text/plain' }],
  ['what only begins like JSON’s name', 415, 'JSON_NOT_READ', '{}', { 'content-type': 'application/jsonx' }],
  ['a packed body', 415, 'JSON_NOT_READ', gzipSync('{}'), { 'content-encoding': 'gzip' }],
]

for (const [what, status, code, payload, headers] of unread) {
  test(`${what} is refused as JSON, with a sentence that says what to send`, async () => {
    const answer = await send(payload, headers)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json\b/)
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
    assert.match(answer.json().detail, /Send (JSON in UTF-8|less)/)
  })
}

test('whatever fails later is told in JSON as well, with when to try again, and without its inside', async () => {
  const told = async (fail: string) => {
    const answer = await send(JSON.stringify({ fail }))
    const { status, code, detail } = answer.json()
    return { status, code, detail, retry: answer.headers['retry-after'] }
  }
  assert.deepEqual(await told('refused'), { status: 409, code: 'TEST_REFUSED', detail: 'Too late.', retry: undefined })
  const away = await told('away')
  assert.deepEqual([away.status, away.code, away.retry], [503, 'TEST_AWAY', '7'])
  const { status, code, detail } = await told('broken')
  assert.equal(status, 500)
  assert.ok(detail.includes(code) && lines.some(line => line.includes(code)))
  assert.doesNotMatch(detail, /secret/)
})

test('a page’s form sent as JSON is refused on a page', async () => {
  const answer = await app.inject(post('/letter', '{}', JSON_HEADERS))
  assert.equal(answer.statusCode, 415)
  assert.match(String(answer.headers['content-type']), /text\/html/)
})
