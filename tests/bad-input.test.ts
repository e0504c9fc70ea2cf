import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getRaw, type RawAnswer, sendRaw } from './hostile/raw.ts'
import { product } from './hostile/the-product.ts'
import { formBody, type Seen, unescaped, visitor } from './hostile/visitor.ts'

const { port, url } = product
const bo = visitor(url)
const elise = visitor(url)
const stranger = visitor(url)
await Promise.all([bo.signIn('bo'), elise.signIn('elise')])

const ELIGIBILITY = '/services/childcare-place/eligibility'
const tooSlow = sendRaw(
  port,
  `POST ${ELIGIBILITY} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\na`,
)

/** Holds an answer to being a page of ours that explains itself, and tells nothing of the inside. */
function holdToClear({ status, text }: Pick<Seen, 'status' | 'text'>, expected: number | readonly number[], what: string): void {
  assert.ok([expected].flat().includes(status), `${what}: ${status} and not ${expected}`)
  if (status === 303) return
  assert.equal(text.match(/<h1/g)?.length, 1, `${what} has a heading`)
  assert.doesNotMatch(
    text,
    /node_modules|\bat .*\.tsx?:\d|SyntaxError|TypeError|pg_|stack/,
    `${what} tells nothing of the inside`,
  )
}

const LONG = 'a'.repeat(12_000)

const ADDRESSES: readonly [what: string, path: string, status: number][] = [
  ['a page that never was', '/nowhere', 404],
  ['a service that never was', '/services/nothing', 404],
  ['a name of JavaScript’s own', '/services/__proto__', 404],
  ['another one', '/life-events/constructor', 404],
  ['a measure of nothing', '/performance/hasOwnProperty', 404],
  ['a withdrawn service', '/services/street-party-permit', 410],
  ['whether a withdrawn service is for me', '/services/street-party-permit/eligibility', 410],
  ['invalid UTF-8 in the query', '/services?q=%ff', 400],
  ['NUL in the query', '/services?q=%00', 400],
  ['half a sign in the query', '/services?q=%', 400],
  ['a very long search', `/services?q=${LONG}`, 200],
  ['many words', `/services?q=${'wo%20'.repeat(2_000)}`, 200],
  ['a page far away', '/work?page=999999', 404],
  ['a code that is none', '/verify?code=%3Cscript%3Ealert(1)%3C/script%3E', 422],
  ['an unknown code', '/verify/0123456789ABCDEFGHJKMNPQRS', 404],
  ['a code too long', `/verify/${'A'.repeat(300)}`, 404],
  ['a language that is none', '/?language=xx', 200],
  ['an answer of a provider that was not asked', '/sign-in/callback?code=x&state=y', 400],
  ['a journey with a name that is no id', '/journeys/1', 404],
  ['a journey called by SQL', "/journeys/'%20or%201=1", 404],
  ['NUL in an address', '/requests/%00', 404],
  ['NUL in a receipt', '/receipts/a%00b', 404],
  ['NUL in a case', '/requests/a/cases/%00', 404],
  ['a line end in an address', '/requests/%0d%0aset-cookie:a=b', 404],
  ['a lone surrogate', '/requests/%ed%a0%80', 404],
  ['a figure where an id belongs', '/mailbox/1', 404],
  ['half the number of mailbox pages', '/mailbox?page=-1&part=__proto__', 200],
  ['a lookup that is none', '/account/lookups?before=%27', 200],
]

for (const [what, path, expected] of ADDRESSES)
  test(`an address: ${what}`, async () => {
    holdToClear(await bo.get(path), expected, path)
  })

const TARGETS: readonly [what: string, target: string][] = [
  ['up and out of the files', '/assets/../../../../etc/passwd'],
  ['up and out, written otherwise', '/assets/..%2f..%2f..%2fpackage.json'],
  ['up and out, twice written otherwise', '/assets/%252e%252e%252fpackage.json'],
  ['up and out with backslashes', '/assets/..\\..\\package.json'],
  ['a file with NUL', '/assets/portico.css%00'],
  ['invalid UTF-8', '/%ff'],
  ['bytes that are no text', '/services/\xff\xfe'],
  ['another website behind two slashes', '//evil.example/services'],
  ['another website behind a backslash', '/\\evil.example/services'],
  ['another website as the whole target', 'http://evil.example/services'],
  ['another website behind dots', '/.//evil.example/'],
]

for (const [what, target] of TARGETS)
  test(`a target that no browser sends: ${what}`, async () => {
    const answer = await getRaw(port, target)
    assert.ok([400, 404].includes(answer.status), `${answer.status}`)
    const leading = /(href|action|src)="((https?:)?[/\\]{2}[^"]*)"|root:|"dependencies"/.exec(answer.body)
    assert.equal(leading?.[0], undefined, 'a page of ours that leads away, or shows what is not for the web')
  })

test('every method but GET, HEAD and POST is answered like a page that is not there', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']) {
    const answer = await sendRaw(
      port,
      `${method} /account HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Mark: canary-header\r\n\r\n`,
    )
    assert.ok([400, 404, 405].includes(answer.status), `${method}: ${answer.status}`)
    assert.doesNotMatch(answer.body, /canary-header/, `${method} echoes nothing`)
  }
  const connect = await sendRaw(port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n')
  assert.ok(connect.status === 0 || connect.status >= 400, 'nobody is connected through us')
})

test('HEAD answers as GET does, without the page; a method written elsewhere than in its place is not heard', async () => {
  const head = await sendRaw(port, 'HEAD /services HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  assert.deepEqual([head.status, head.body], [200, ''])
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override'])
    assert.equal((await bo.get('/sign-out', { [name]: 'POST' })).status, 404, name)
  assert.equal((await bo.get('/account')).status, 200, 'still signed in')
})

test('links and redirects are never built from what a request says of its host', async () => {
  const lies = [
    'Host: evil.example',
    'X-Forwarded-Host: evil.example',
    'Forwarded: host=evil.example',
    'X-Original-URL: //evil.example',
  ]
  for (const path of ['/', '/services/resident-parking', '/sign-in?then=/account', '/account', '/nowhere', '/verify'])
    for (const lie of lies) {
      const host = lie.startsWith('Host') ? '' : `Host: 127.0.0.1:${port}\r\n`
      const { head, body } = await sendRaw(port, `GET ${path} HTTP/1.1\r\n${host}${lie}\r\nConnection: close\r\n\r\n`)
      assert.doesNotMatch(head + body, /evil\.example/, `${path} with ${lie}`)
    }
})

test('a form that comes over another host’s name with a foreign origin is refused', async () => {
  const page = await bo.get('/account')
  const answer = await bo.send('/account/language', formBody(page.text, { language: 'fr' }), { origin: 'https://evil.example' })
  holdToClear(answer, 403, 'a form from elsewhere')
})

test('signing in leads nowhere but to our own pages', async () => {
  const goals = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '\thttps://evil.example',
    'javascript:alert(1)',
  ]
  goals.push(
    '/..//evil.example',
    '/.//evil.example',
    'http:evil.example',
    '/\n/evil.example',
    '/sign-out',
    `/${'a'.repeat(5_000)}`,
    'ﬀ://evil',
    '/@evil.example',
  )
  for (const goal of goals) {
    const { status, location } = await bo.get(`/sign-in?then=${encodeURIComponent(goal)}`)
    assert.equal(status, 303, goal)
    assert.equal(new URL(location, url).origin, url, `${goal} led to ${location}`)
    assert.doesNotMatch(location, /^\/[/\\]/, `${goal} led to ${location}`)
  }
})

test('a language is one of ours, wherever it is said, and nothing else gets into a cookie', async () => {
  for (const said of ['https://evil.example', 'en;path=/x', 'en%0d%0aset-cookie:a=b', '../ar', '__proto__'])
    for (const line of (await stranger.get(`/services?language=${said}`)).headers.getSetCookie())
      assert.match(line, /^(portico=[\w-]{43}|language=(en|fr|ar)); Path=\/; HttpOnly; SameSite=Lax/)
  const page = await bo.get('/account')
  holdToClear(await bo.send('/account/language', `${formBody(page.text, {})}&language=xx`), 400, 'language=xx')
})

test('a line end in a parameter never becomes a header', async () => {
  const end = '%0d%0aX-Injected:%20yes%0d%0a%0d%0a'
  for (const path of [
    `/sign-in?then=/${end}`,
    `/verify?code=${end}`,
    `/mailbox?archived=${end}`,
    `/journeys/${end}`,
    `/?language=en${end}`,
  ]) {
    const answer = await bo.get(path)
    assert.equal(answer.headers.get('x-injected'), null, path)
    assert.ok(answer.status < 500, path)
  }
})

const BODIES: readonly [what: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, status: number][] =
  [
    ['invalid UTF-8, written out', 'q=%ff', {}, 400],
    ['invalid UTF-8, raw bytes', Uint8Array.of(0x71, 0x3d, 0xff, 0xfe), {}, 400],
    ['an overlong encoding', 'q=%c0%af', {}, 400],
    ['a lone surrogate', 'q=%ed%a0%80', {}, 400],
    ['NUL', 'q=%00', {}, 400],
    ['a field sent twice', 'q=1&q=2', {}, 400],
    ['the token sent twice', 'form-token=a&form-token=b', {}, 400],
    ['a thousand fields', Array.from({ length: 1_000 }, (_, at) => `f${at}=1`).join('&'), {}, 413],
    ['a field with a very long name', `${'n'.repeat(300)}=1`, {}, 400],
    ['a large body', `q=${'a'.repeat(300_000)}`, {}, 413],
    ['JSON', '{"q":{"__proto__":{"isOfficer":true}}}', { 'content-type': 'application/json' }, 415],
    ['a form in parts', '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', { 'content-type': 'text/xml' }, 415],
    ['no form at all', '', {}, 403],
  ]

for (const [what, body, headers, expected] of BODIES)
  test(`a body: ${what}`, async () => {
    holdToClear(await bo.send(ELIGIBILITY, body, headers), expected, what)
  })

test('names of JavaScript’s own as fields are fields like any other', async () => {
  const page = await bo.get(ELIGIBILITY)
  const more = '__proto__=1&constructor.prototype=2&__proto__.isOfficer=true&toString=3&children%5B0%5D%5B__proto__%5D=4'
  holdToClear(await bo.send(ELIGIBILITY, `${formBody(page.text, {})}&${more}`), 200, 'eligibility')
  holdToClear(await bo.get('/work'), 404, 'nobody became an officer')
})

test('ten megabytes are refused before they are read', async () => {
  const head = `POST ${ELIGIBILITY} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000000\r\n\r\n`
  const answer = await sendRaw(port, Buffer.concat([Buffer.from(head), Buffer.alloc(10_000_000, 'a')]))
  assert.ok(answer.status === 413 || answer.status === 0, `${answer.status}`)
})

test('header bombs and requests that mean two things are refused, and the next visitor is served', async () => {
  const bombs: readonly [what: string, bytes: string][] = [
    ['one large header', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
    [
      'many headers',
      `GET / HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 3_000 }, (_, at) => `X${at}: 1`).join('\r\n')}\r\n\r\n`,
    ],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
    ['length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks that are none', `POST ${ELIGIBILITY} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['a header folded', 'GET / HTTP/1.1\r\nHost: x\r\nX: 1\r\n 2\r\n\r\n'],
    ['no HTTP at all', 'HELLO\r\n\r\n'],
  ]
  for (const [what, bytes] of bombs) {
    const { status } = await sendRaw(port, bytes)
    assert.ok(status === 0 || (status >= 400 && status < 500), `${what}: ${status}`)
  }
  assert.equal((await stranger.get('/health/live')).status, 200)
})

test('cookies that are none are nobody’s', async () => {
  const [, secret = ''] = /portico=([^;]+)/.exec(bo.cookie()) ?? []
  const cookies = [
    `portico=${secret.slice(0, -1)}`,
    `portico=${secret}x`,
    `portico=`,
    `portico=${'a'.repeat(9_000)}`,
    `portico="${secret} "`,
  ]
  cookies.push(
    'portico=%00',
    `language=__proto__; portico=x; ${'a=b; '.repeat(500)}`,
    `Portico=${secret}`,
    ';;;=;=',
    "portico=' or 1=1 --",
  )
  for (const cookie of cookies) {
    const { status } = await getRaw(port, '/account', `Cookie: ${cookie}\r\n`)
    assert.equal(status, 303, cookie.slice(0, 60))
  }
})

test('another person’s reference is answered like one that is not there', async () => {
  const theirs = /href="(\/requests\/[A-Z0-9-]+)"/.exec((await elise.get('/requests')).text)![1]!
  const plain = (seen: Seen, path: string) =>
    seen.text
      .replaceAll(path, '·')
      .replaceAll(encodeURIComponent(path), '·')
      .replaceAll(/form-token" value="[^"]+/g, '')
  const nothing = '/requests/2222-2222-2222'
  const [not, there] = [await bo.get(theirs), await bo.get(nothing)]
  holdToClear(not, 404, 'another person’s reference')
  assert.equal(plain(not, theirs), plain(there, nothing))
  holdToClear(await bo.get(theirs.replace('requests', 'receipts')), 404, 'another person’s receipt')
})

test('a withdrawn service starts nothing, and says so', async () => {
  const page = await bo.get('/services/resident-parking')
  const answer = await bo.submit(page, {}, '/services/street-party-permit/start')
  holdToClear(answer, 410, 'starting a withdrawn service')
  assert.match(unescaped(answer.text), /closed/)
})

test('a form whose token went stale keeps what was typed, changes nothing, and can be sent again', async () => {
  const [before, reader] = [visitor(url), visitor(url)]
  await before.signIn('chidi')
  await reader.signIn('chidi')
  const page = await before.get('/mailbox/notices')
  const typed = { address: 'Zoë+"<b>quoted</b>"&co@example.org' }
  const stale = await reader.submit(page, typed)
  holdToClear(stale, 403, 'a stale form')
  assert.ok(unescaped(stale.text).includes(typed.address), 'what was typed is kept')
  const again = await reader.submit(stale, {})
  holdToClear(again, 422, 'sent again it is read as any other form')
  assert.ok(unescaped(again.text).includes(typed.address))
})

test('a body that does not come is not waited for', { timeout: 25_000 }, async () => {
  const { status }: RawAnswer = await tooSlow
  assert.ok(status === 0 || status === 408, `${status}`)
})
