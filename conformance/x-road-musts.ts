import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer as createSocketServer } from 'node:net'
import { join } from 'node:path'
import { loadCatalogue } from '#catalogue'
import { makeCertificate } from '../dev/registers/certificate.ts'
import { startSecurityServer } from '../dev/registers/security-server.ts'
import { jsonReply } from '../dev/registers/service.ts'
import { requestHash } from '../dev/registers/wire-headers.ts'
import type { Question } from '../src/registers/adapters/exchange.ts'
import { openWire, type WireReply } from '../src/registers/adapters/wire.ts'
import { xRoadExchange } from '../src/registers/adapters/x-road.ts'
import { ProtocolFault, readMember, readService, writeIdentifier } from '../src/registers/adapters/x-road-identifier.ts'
import { readRequest, writeRequest } from '../src/registers/adapters/x-road-message.ts'
import { readListing } from '../src/registers/adapters/x-road-metadata.ts'
import { answerMetadata } from '../src/registers/provide/metadata.ts'
import { type Bench, openBench } from './x-road-bench.ts'

interface Result {
  readonly suite: 'x-road-musts'
  readonly passed: number
  readonly total: number
  readonly failures: readonly string[]
}

/** Holds our consumer, our provider and the pretend security server to each MUST and SHALL of PR-REST 1.0.4 and PR-MREST 0.8 that can be seen on the wire. */
export async function run(): Promise<Result> {
  const bench = await openBench()
  const failures: string[] = []
  const musts = Object.entries(MUSTS)
  for (const [name, proof] of musts)
    await Promise.resolve()
      .then(() => proof(bench))
      .catch((error: Error) => failures.push(`${name}: ${error.message}`))
  await bench.close()
  return { suite: 'x-road-musts', passed: musts.length - failures.length, total: musts.length, failures }
}

const CLIENT = 'EE/BUSINESS/consumer/sub'
const SUB = 'EE/BUSINESS/producer/sub'
const ECHO = `/r1/${SUB}/echo`
const FROM = { 'x-road-client': CLIENT }

/** By the section of the specification and what it asks. */
const MUSTS: Readonly<Record<string, (bench: Bench) => void | Promise<void>>> = {
  async 'PR-REST 3.1: any payload is supported, not only JSON or XML'(bench) {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const reply = await send(bench, {
      method: 'POST',
      target: ECHO,
      headers: { ...FROM, 'content-type': 'application/x-any' },
      body,
    })
    assert.ok(reply.body.equals(body))
  },
  async 'PR-REST 3.1: any message size is supported, within a limit that can be set'(bench) {
    const body = Buffer.alloc(20 * 1024 * 1024, 0x61)
    assert.equal((await send(bench, { method: 'POST', target: ECHO, headers: FROM, body })).body.byteLength, body.byteLength)
    const small = xRoadExchange({ securityServer: bench.server.url, client: CLIENT, maxBytes: 1000 })
    const answer = await small.ask(question({ service: `${SUB}/test`, query: { bytes: '1001' } }))
    assert.ok(answer.kind === 'unavailable' && answer.reason === 'too-large')
  },
  async 'PR-REST 3.1: HTTP/1.1 is spoken'() {
    assert.match((await wireTextOf({}))[0]!, / HTTP\/1\.1$/)
  },
  async 'PR-REST 4.1: the protocol version r1 is used'() {
    assert.match((await wireTextOf({}))[0]!, /^GET \/r1\//)
  },
  'PR-REST 4.1: another version is refused': bench => isRefused(bench, ECHO.replace('r1', 'r2')),
  'PR-REST 4.1: a version in capitals is refused': bench => isRefused(bench, ECHO.replace('r1', 'R1')),
  'PR-REST 4.1: the subsystem of a client may be left out'() {
    assert.deepEqual(readMember('EE/BUSINESS/consumer'), { instance: 'EE', memberClass: 'BUSINESS', memberCode: 'consumer' })
  },
  'PR-REST 4.1: the subsystem of a service may be left out'() {
    assert.equal(writeIdentifier(readService('EE/BUSINESS/producer/echo')), 'EE/BUSINESS/producer/echo')
  },
  'PR-REST 4.2: an identifier whose separators are encoded is refused': bench =>
    isRefused(bench, `/r1/${encodeURIComponent(`${SUB}/echo`)}`),
  'PR-REST 4.2: each part is encoded on its own, a slash inside it too'() {
    const service = { ...readService(`${SUB}/echo`), serviceCode: 'BAR/SERVICE' }
    const { target } = writeRequest({ method: 'GET', client: readMember(CLIENT), service, path: '/a', query: '' })
    assert.equal(target, `/r1/${SUB}/BAR%2FSERVICE/a`)
  },
  async 'PR-REST 4.2: addresses are validated strictly'(bench) {
    for (const wrong of ['/..', '/../x', '/%2e%2e/x', '/.', '/a%zz', '/a%', '/a%2'].map(path => `${ECHO}${path}`))
      await isRefused(bench, wrong)
    for (const wrong of [
      '/r1',
      '/r1/',
      `/r1/EE//producer/sub/echo`,
      '/r1/EE/BUSINESS/%ff/sub/echo',
      '/r1/EE/BUSINESS/%00/sub/echo',
    ])
      await isRefused(bench, wrong)
  },
  async 'PR-REST 4.2: the length of an address is limited'(bench) {
    await isRefused(bench, `${ECHO}/${'a'.repeat(2000 - ECHO.length)}`)
    const longest = `${ECHO}/${'a'.repeat(2000 - ECHO.length - 1)}`
    assert.equal((await send(bench, { target: longest })).status, 200)
  },
  'PR-REST 4.2: the length of an identifier is limited'() {
    assert.throws(() => readMember(`EE/BUSINESS/${'a'.repeat(256)}`), ProtocolFault)
  },
  async 'PR-REST 4.3: X-Road-Client is mandatory'(bench) {
    assertFault(await send(bench, { target: ECHO, headers: {} }), 400)
  },
  async 'PR-REST 4.3: X-Road-Client is UTF-8, percent-encoded part by part'() {
    const lines = await wireTextOf({ client: 'EE/BUSINESS/%C3%B6%C3%A4/s%2Fub' })
    assert.ok(lines.includes('x-road-client: EE/BUSINESS/%C3%B6%C3%A4/s%2Fub'))
    assert.throws(() => xRoadExchange({ securityServer: new URL('http://127.0.0.1'), client: 'EE/BUSINESS/%c3' }), ProtocolFault)
  },
  async 'PR-REST 4.3: a client never sends more than one X-Road-Client'() {
    const lines = await wireTextOf({})
    assert.equal(lines.filter(line => line.toLowerCase().startsWith('x-road-client:')).length, 1)
  },
  async 'PR-REST 4.3: of several X-Road-Client headers the last counts'(bench) {
    const reply = await send(bench, {
      target: ECHO,
      headers: { 'x-road-client': ['EE/BUSINESS/other/sub', CLIENT] as unknown as string },
    })
    assert.deepEqual([reply.status, reply.headers['x-road-client']], [200, [CLIENT]])
  },
  async 'PR-REST 4.3: header names are not case-sensitive'(bench) {
    assert.equal((await send(bench, { target: ECHO, headers: { 'X-ROAD-CLIENT': CLIENT } })).status, 200)
  },
  async 'PR-REST 4.3: a response carries a SHA-512 of the request in base 64'(bench) {
    const [hash, ...more] = (await send(bench, { target: ECHO })).headers['x-road-request-hash']!
    assert.deepEqual([Buffer.from(hash!, 'base64').byteLength, more], [64, []])
  },
  'PR-REST 4.3: the hash is SHA512(SHA512(headers)+SHA512(body)), or SHA512(headers) without a body'() {
    const sha512 = (...of: Buffer[]) => createHash('sha512').update(Buffer.concat(of)).digest()
    const [headers, body] = [Buffer.from('a:b'), Buffer.from('c')]
    assert.equal(requestHash(headers, body), sha512(sha512(headers), sha512(body)).toString('base64'))
    assert.equal(requestHash(headers, Buffer.alloc(0)), sha512(headers).toString('base64'))
  },
  async 'PR-REST 4.3: an answer without the hash, or with none that can be one, is not taken'() {
    for (const hash of [[], ['X-Road-Request-Hash: abc'], [`X-Road-Request-Hash: ${Buffer.alloc(32).toString('base64')}`]]) {
      const answer = await answerTo(hash)
      assert.ok(answer.kind === 'unavailable' && answer.reason === 'nonsense', hash.join())
    }
    assert.equal((await answerTo([`X-Road-Request-Hash: ${Buffer.alloc(64, 1).toString('base64')}`])).kind, 'answered')
  },
  async 'PR-REST 4.3: a hash that the provider set is replaced'(bench) {
    const reply = await hear(bench, { status: 200, headers: { 'x-road-request-hash': 'theirs', 'x-road-id': 'theirs' } })
    assert.notDeepEqual(reply.headers['x-road-request-hash'], ['theirs'])
    assert.notDeepEqual(reply.headers['x-road-id'], ['theirs'])
  },
  async 'PR-REST 4.3: our request carries no hash'() {
    assert.ok(!(await wireTextOf({})).some(line => line.toLowerCase().startsWith('x-road-request-hash')))
  },
  async 'PR-REST 4.3: errors of the security server tell their type and character encoding'(bench) {
    const reply = await send(bench, { target: '/r1/EE' })
    assert.match(reply.headers['content-type']![0]!, /^application\/json;\s*charset=utf-8$/i)
  },
  async 'PR-REST 4.3: Content-Type of a request passes unmodified'(bench) {
    const type = 'Multipart/Form-Data; boundary="a,b; c"'
    await send(bench, { method: 'POST', target: ECHO, headers: { ...FROM, 'content-type': type }, body: Buffer.from('x') })
    assert.equal(bench.seen.at(-1)!.headers['content-type'], type)
  },
  async 'PR-REST 4.3: Content-Type of a response passes unmodified'(bench) {
    const type = 'Application/XML;charset="iso-8859-1"; a=b'
    assert.deepEqual((await hear(bench, { status: 200, headers: { 'content-type': type } })).headers['content-type'], [type])
  },
  async 'PR-REST 4.3: Accept passes unmodified'(bench) {
    const accept = 'application/xml;q=0.9, */*;q=0.1'
    await send(bench, { target: ECHO, headers: { ...FROM, accept } })
    assert.equal(bench.seen.at(-1)!.headers.accept, accept)
  },
  async 'PR-REST 4.3: without Accept JSON is asked for'(bench) {
    await send(bench, { target: ECHO })
    assert.equal(bench.seen.at(-1)!.headers.accept, 'application/json')
  },
  async 'PR-REST 4.3: X-Road-Id is made when the request has none, and comes back'(bench) {
    const [first, second] = [await send(bench, { target: ECHO }), await send(bench, { target: ECHO })]
    const ids = [first, second].map(reply => reply.headers['x-road-id']?.join())
    assert.match(ids[0]!, /^[0-9a-f-]{36}$/)
    assert.notEqual(ids[0], ids[1])
    assert.equal(bench.seen.at(-1)!.headers['x-road-id'], ids[1])
  },
  async 'PR-REST 4.3: X-Road-UserId, X-Road-Issue, represented party and security server go as they are'(bench) {
    const more = {
      userId: 'EE12345678901',
      issue: 'MT324223MSD',
      representedParty: 'COM/a%2Fb',
      securityServer: 'EE/GOV/center/ss%201',
    }
    await xRoadExchange({ securityServer: bench.server.url, client: CLIENT }).ask(question({ service: `${SUB}/echo`, ...more }))
    const { headers } = bench.seen.at(-1)!
    const got = ['userid', 'issue', 'represented-party', 'security-server'].map(name => headers[`x-road-${name}`])
    assert.deepEqual(got, Object.values(more))
  },
  async 'PR-REST 4.3: headers of the users pass unmodified, there and back'(bench) {
    await send(bench, { target: ECHO, headers: { ...FROM, 'x-pingback': 'https://example.com/a,b; "c"' } })
    assert.equal(bench.seen.at(-1)!.headers['x-pingback'], 'https://example.com/a,b; "c"')
    assert.deepEqual((await hear(bench, { status: 200, headers: { 'x-powered-by': 'PHP/5.2' } })).headers['x-powered-by'], [
      'PHP/5.2',
    ])
  },
  async 'PR-REST 4.3: cache headers pass as they are, there and back'(bench) {
    const cache = { 'cache-control': 'no-cache, no-store, must-revalidate', pragma: 'no-cache' }
    await send(bench, { target: ECHO, headers: { ...FROM, ...cache } })
    assert.equal(bench.seen.at(-1)!.headers['cache-control'], cache['cache-control'])
    assert.equal(bench.seen.at(-1)!.headers.pragma, 'no-cache')
    assert.deepEqual((await hear(bench, { status: 200, headers: cache })).headers['cache-control'], [cache['cache-control']])
  },
  async 'PR-REST 4.3: hop-by-hop headers, and those that name hosts, do not pass'(bench) {
    const filtered = {
      'proxy-authorization': 'secret',
      te: 'trailers',
      'user-agent': 'portico/1',
      'keep-alive': 'timeout=9',
    }
    await send(bench, { target: ECHO, headers: { ...FROM, ...filtered, host: 'secret.example' } })
    const { headers } = bench.seen.at(-1)!
    for (const name of Object.keys(filtered)) assert.equal(headers[name], undefined, name)
    assert.notEqual(headers.host, 'secret.example')
    const reply = await hear(bench, { status: 200, headers: { server: 'Apache/2', 'proxy-authenticate': 'Basic' } })
    assert.deepEqual([reply.headers.server, reply.headers['proxy-authenticate']], [undefined, undefined])
  },
  async 'PR-REST 4.4: a redirect is passed on and never followed by us'(bench) {
    const exchange = xRoadExchange({ securityServer: bench.server.url, client: CLIENT })
    const before = bench.seen.length
    const reply = await hear(bench, { status: 307, headers: { location: 'http://169.254.169.254/' } })
    assert.deepEqual([reply.status, reply.headers.location, bench.seen.length], [307, ['http://169.254.169.254/'], before + 1])
    assert.equal((await exchange.ask(question({ service: `${SUB}/redirect` }))).kind, 'answered')
  },
  async 'PR-REST 4.5: the query passes unmodified'(bench) {
    for (const query of ['?b=2&a=1&a=%20+x', '?', '?%C3%B6=%2F/?&&=', '?a[]=1;b']) {
      await send(bench, { target: `${ECHO}/p${query}` })
      assert.equal(bench.seen.at(-1)!.target, `/p${query}`)
    }
  },
  async 'PR-REST 4.6: an error of the provider comes back as it is, without X-Road-Error'(bench) {
    const said = JSON.stringify({ status: 405, error: 'Method Not Allowed' })
    const reply = await hear(bench, { status: 405, headers: { 'content-type': 'application/json', allow: 'GET' }, body: said })
    assert.deepEqual(
      [reply.status, reply.body.toString(), reply.headers.allow, reply.headers['x-road-error']],
      [405, said, ['GET'], undefined],
    )
  },
  async 'PR-REST 4.6: a provider that cannot be reached is a 500 of the security server'(bench) {
    assertFault(await send(bench, { target: `/r1/${SUB}/down` }), 500)
  },
  async 'PR-REST 4.6: a request that is not of this protocol is a 400 of the security server'(bench) {
    assertFault(await send(bench, { target: '/r1/EE/BUSINESS' }), 400)
  },
  async 'PR-REST 4.6: X-Road-Error names the type that stands in the body'(bench) {
    const reply = await send(bench, { target: `/r1/${SUB}/none` })
    const { type, message, detail } = JSON.parse(reply.body.toString())
    assert.deepEqual(reply.headers['x-road-error'], [type])
    assert.ok(message && detail)
  },
  async 'PR-REST 4.6: our own refusals are told to us as refusals, its faults as no answer'(bench) {
    const exchange = xRoadExchange({ securityServer: bench.server.url, client: CLIENT })
    const [ours, theirs] = [
      await exchange.ask(question({ service: `${SUB}/none` })),
      await exchange.ask(question({ service: `${SUB}/down` })),
    ]
    assert.deepEqual([ours.kind, theirs.kind], ['refused', 'unavailable'])
  },
  async 'PR-REST 4.7: client certificates are shown, and asked for, on both sides'() {
    const span = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 60_000) }
    const authority = makeCertificate({ name: 'authority', ...span })
    const [server, client] = ['server', 'client'].map(name => makeCertificate({ name, ...span, by: authority }))
    const id = readService(`${SUB}/echo`)
    const service = {
      id,
      type: 'REST',
      endpoints: [{ method: '*', path: '**' }],
      allow: [{ client: CLIENT }],
      answer: () => jsonReply(200, {}),
    } as const
    const tls = { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true }
    const secure = await startSecurityServer({ services: [service], tls })
    const kinds = []
    for (const own of [client!, {}]) {
      const certificate = () => ({ ca: authority.cert, ...own })
      kinds.push(
        (
          await xRoadExchange({ securityServer: secure.url, client: CLIENT, certificate }).ask(
            question({ service: `${SUB}/echo` }),
          )
        ).kind,
      )
    }
    await secure.close()
    assert.deepEqual(kinds, ['answered', 'unavailable'])
  },
  'PR-REST 4.8: every character that identifiers may have goes there and comes back'() {
    const memberCode = "ABCxyz019'()+,-.=?"
    const text = writeIdentifier({ instance: 'EE', memberClass: 'GOV', memberCode })
    assert.equal(readMember(text).memberCode, memberCode)
  },
  async 'PR-REST 4.8: the identifiers we use ourselves have no other characters'() {
    const { registers, provided } = await loadCatalogue(join(import.meta.dirname, '..'))
    const clients = [...provided.values()].flatMap(({ to }) => to.map(({ client }) => client))
    const parts = [...[...registers.values()].map(({ serviceId }) => serviceId), ...clients, ...provided.keys(), US].flatMap(id =>
      id.split('/'),
    )
    for (const part of parts) assert.match(decodeURIComponent(part), /^[A-Za-z0-9'()+,\-.=?]+$/)
  },
  async 'PR-MREST 4: listMethods lists services and endpoints, and not the metadata services'(bench) {
    const listed = readListing(JSON.parse((await send(bench, { target: `/r1/${SUB}/listMethods` })).body.toString()))!
    assert.ok(listed.some(one => one.id.serviceCode === 'echo' && one.endpoints.length > 0))
    assert.ok(!listed.some(one => /^(listMethods|allowedMethods|getOpenAPI)$/.test(one.id.serviceCode)))
  },
  async 'PR-MREST 4: allowedMethods lists what the one who asks may call'(bench) {
    const target = `/r1/${SUB}/allowedMethods`
    const of = async (client: string) =>
      readListing(JSON.parse((await send(bench, { target, headers: { 'x-road-client': client } })).body.toString()))!
    assert.deepEqual(await of('EE/BUSINESS/stranger'), [])
    const readable = (await of(CLIENT)).find(one => one.id.serviceCode === 'readable')!
    assert.deepEqual(readable.endpoints, [{ method: 'GET', path: '**' }])
  },
  async 'PR-MREST 4: our own listings say the same as our own list'() {
    const catalogue = await loadCatalogue(join(import.meta.dirname, '..'))
    const { provided } = catalogue
    const listed = (code: string, client: string) => readListing(metadata(catalogue, code, client))!
    assert.deepEqual(
      listed('listMethods', CLIENT).map(one => one.id.serviceCode),
      [...provided.keys(), 'events-v1'],
    )
    assert.deepEqual(listed('allowedMethods', CLIENT), [])
    const { client } = provided.get('awards-v1')!.to[0]!
    assert.deepEqual(
      listed('allowedMethods', client).map(one => one.id.serviceCode),
      ['awards-v1'],
    )
  },
  async 'PR-MREST 5: getOpenAPI describes the service named, and needs its name'() {
    const catalogue = await loadCatalogue(join(import.meta.dirname, '..'))
    const described = metadata(catalogue, 'getOpenAPI?serviceCode=births-v1', CLIENT) as { openapi: string; paths: object }
    assert.deepEqual([described.openapi, Object.keys(described.paths)], ['3.0.0', ['/persons/{nationalId}/births']])
    assert.throws(() => metadata(catalogue, 'getOpenAPI', CLIENT), /serviceCode=/)
  },
}

const US = 'FH/GOV/portico/portico'

function metadata(provided: Parameters<typeof answerMetadata>[0], what: string, client: string): unknown {
  return answerMetadata(
    provided,
    readMember(US),
    readRequest({ method: 'GET', target: `/r1/${US}/${what}`, headers: { 'x-road-client': client } }),
  )
}

interface Sent {
  readonly method?: string
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
}

function send(bench: Bench, { method = 'GET', target, headers = FROM, body }: Sent): Promise<WireReply> {
  const wire = openWire({ servers: [bench.server.url], timeoutMs: 10_000, maxBytes: 64 * 1024 * 1024 })
  return wire({ method, target, headers, ...(body ? { body } : {}) })
}

/** Lets the information system behind the security server say this. */
function hear(
  bench: Bench,
  { body = '{}', ...reply }: { status: number; headers: Record<string, string>; body?: string },
): Promise<WireReply> {
  return send(bench, { target: ECHO, headers: { ...FROM, 'x-stub-reply': JSON.stringify({ ...reply, body }) } })
}

async function isRefused(bench: Bench, target: string): Promise<void> {
  const before = bench.seen.length
  assertFault(await send(bench, { target }), 400)
  assert.equal(bench.seen.length, before, `the information system was asked for ${target.slice(0, 60)}`)
}

function assertFault({ status, headers }: WireReply, expected: number): void {
  assert.deepEqual([status, headers['x-road-error']?.length], [expected, 1])
}

function question(more: Partial<Question> & Pick<Question, 'service'>): Question {
  return { method: 'GET', path: '', userId: 'EE-tester', issue: 'musts', ...more }
}

/** What our consumer writes to the wire, line by line. */
async function wireTextOf({ client = CLIENT }: { client?: string }): Promise<string[]> {
  let text = ''
  await withServer(
    bytes => {
      text += bytes
      return 'HTTP/1.1 204 Nothing\r\n\r\n'
    },
    url => xRoadExchange({ securityServer: url, client, timeoutMs: 5000 }).ask(question({ service: `${SUB}/echo` })),
  )
  return text.split('\r\n')
}

/** How our consumer takes an answer with these headers. */
function answerTo(headers: readonly string[]) {
  const lines = ['HTTP/1.1 200 OK', 'Content-Type: application/json', 'Content-Length: 2', 'X-Road-Id: m-1', ...headers]
  return withServer(
    () => `${lines.join('\r\n')}\r\n\r\n{}`,
    url =>
      xRoadExchange({ securityServer: url, client: CLIENT, timeoutMs: 5000 }).ask(
        question({ service: `${SUB}/echo`, id: 'm-1' }),
      ),
  )
}

async function withServer<T>(say: (heard: Buffer) => string, act: (url: URL) => Promise<T>): Promise<T> {
  const server = createSocketServer(socket => socket.on('error', () => {}).on('data', heard => socket.end(say(heard))))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    return await act(new URL(`http://127.0.0.1:${(server.address() as { port: number }).port}`))
  } finally {
    server.close()
  }
}
