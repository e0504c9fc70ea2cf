import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Certificate, makeCertificate } from '../../../dev/registers/certificate.ts'
import { startSecurityServer } from '../../../dev/registers/security-server.ts'
import { jsonReply, type ProviderRequest } from '../../../dev/registers/service.ts'
import type { Answer, Question } from './exchange.ts'
import { type ClientCertificate, type TrustFault, trustSentences } from './trust.ts'
import { xRoadExchange } from './x-road.ts'
import { ProtocolFault, readService } from './x-road-identifier.ts'

const CLIENT = 'FH/GOV/portico/portico'
const SERVICE = 'FH/GOV/office/desk/things-v1'
const question: Question = {
  service: SERVICE,
  method: 'GET',
  path: '/things/1',
  userId: 'FH-officer-7',
  issue: 'case-9',
  id: 'message-1',
}

test('the register sees who asks, for whom, on whose act, in which case and on which ground', async () => {
  const seen = await seenFor({
    ...question,
    representedParty: 'GOV/tax-office',
    securityServer: 'FH/GOV/office/server%2F1',
    purpose: 'fsa-2021-s4',
    query: { year: 'last one', 'a&b': '=' },
  })
  assert.equal(seen.headers['x-road-client'], CLIENT)
  assert.equal(seen.headers['x-road-id'], 'message-1')
  assert.equal(seen.headers['x-road-userid'], 'FH-officer-7')
  assert.equal(seen.headers['x-road-issue'], 'case-9')
  assert.equal(seen.headers['x-road-represented-party'], 'GOV/tax-office')
  assert.equal(seen.headers['x-road-security-server'], 'FH/GOV/office/server%2F1')
  assert.equal(seen.headers['portico-purpose'], 'fsa-2021-s4')
  assert.equal(seen.query, '?year=last%20one&a%26b=%3D')
  assert.equal(seen.headers['user-agent'], undefined)
})

test('a body goes as JSON in UTF-8', async () => {
  const seen = await seenFor({ ...question, method: 'POST', body: { name: 'داليا' } })
  assert.deepEqual(JSON.parse(seen.body.toString('utf8')), { name: 'داليا' })
  assert.equal(seen.headers['content-type'], 'application/json; charset=utf-8')
})

for (const [what, wrong] of Object.entries({
  'climbs out of its service': { path: '/../../other/service' },
  'climbs out of its service, encoded': { path: '/%2E%2e/other' },
  'hides a second header in the case': { issue: 'case-9\r\nX-Road-Client: FH/GOV/other' },
  'has no user': { userId: '' },
  'carries a query in its path': { path: '/things?all=yes' },
  'names no whole security server': { securityServer: 'FH/GOV/office' },
  'names no whole service': { service: 'FH/GOV' },
})) {
  test(`a question that ${what} is a bug of ours: it throws and is never sent`, async () => {
    const exchange = xRoadExchange({ securityServer: new URL('http://127.0.0.1:1'), client: CLIENT })
    await assert.rejects(exchange.ask({ ...question, ...wrong }), ProtocolFault)
  })
}

test('an exchange without a whole client cannot be set up', () => {
  for (const client of ['', 'FH', 'FH/GOV', 'FH/GOV/portico/portico/more', 'FH/GOV/%ff']) {
    assert.throws(() => xRoadExchange({ securityServer: new URL('http://127.0.0.1'), client }), ProtocolFault)
  }
})

const HASH = `X-Road-Request-Hash: ${Buffer.alloc(64, 7).toString('base64')}`
const GOOD = ['X-Road-Id: message-1', `X-Road-Service: ${SERVICE}`, 'Content-Type: application/json', HASH]
const NONSENSE: Readonly<Record<string, Buffer>> = {
  'the answer to another question': http(200, ['X-Road-Id: message-2', ...GOOD.slice(1)], '{}'),
  'no number at all': http(200, GOOD.slice(1), '{}'),
  'the answer of another service': http(
    200,
    ['X-Road-Id: message-1', 'X-Road-Service: FH/GOV/office/desk/things-v2', ...GOOD.slice(2)],
    '{}',
  ),
  'two numbers': http(200, ['X-Road-Id: message-1', ...GOOD], '{}'),
  'a web page': http(200, [...GOOD.slice(0, 2), 'Content-Type: text/html', HASH], '{}'),
  'no type': http(200, [...GOOD.slice(0, 2), HASH], '{}'),
  'no proof of what was asked': http(200, GOOD.slice(0, 3), '{}'),
  'a proof cut short': http(200, [...GOOD.slice(0, 3), HASH.slice(0, -8)], '{}'),
  'an answer meant for another client': http(200, [...GOOD, 'X-Road-Client: FH/GOV/other/other'], '{}'),
  'JSON in another character set': http(200, [...GOOD.slice(0, 2), 'Content-Type: application/json; charset=latin1', HASH], '{}'),
  'bytes that are not UTF-8': http(200, GOOD, Buffer.from([0x22, 0xff, 0x22])),
  'JSON a thousand levels deep': http(200, GOOD, '['.repeat(1000) + ']'.repeat(1000)),
  'text with a NUL': http(200, GOOD, '{"name":"\\u0000"}'),
  'half of a surrogate pair': http(200, GOOD, '["\\ud83d"]'),
  'a reach for the prototype': http(200, GOOD, '{"__proto__":{"isAdmin":true}}'),
  'compressed bytes nobody asked for': http(200, [...GOOD, 'Content-Encoding: gzip'], gzipSync('{}')),
  'no HTTP': Buffer.from('220 mail.example ESMTP\r\n\r\n'),
  'a header without end': Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nX-Long: '), Buffer.alloc(100_000, 0x61)]),
}
for (const [what, bytes] of Object.entries(NONSENSE)) {
  test(`${what} is nonsense`, async () => {
    const answer = await answerTo(bytes)
    assert.ok(answer.kind === 'unavailable' && answer.reason === 'nonsense', JSON.stringify(answer))
  })
}

test('a redirect is not followed: it is no answer', async () => {
  const answer = await answerTo(http(302, [...GOOD, 'Location: http://127.0.0.1:1/'], ''))
  assert.ok(answer.kind === 'unavailable' && answer.reason === 'error-status' && answer.status === 302)
})

test('an answer that announces too much is not read', async () => {
  const answer = await answerTo(Buffer.from(`HTTP/1.1 200 OK\r\n${GOOD.join('\r\n')}\r\nContent-Length: 99999999\r\n\r\n`))
  assert.ok(answer.kind === 'unavailable' && answer.reason === 'too-large')
})

test('an answer that drips past the time limit is given up', async () => {
  const drip = async (socket: Socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${GOOD.join('\r\n')}\r\nContent-Length: 1000\r\n\r\n`)
    const drops = setInterval(() => socket.write(' '), 20)
    socket.once('close', () => clearInterval(drops))
  }
  const answer = await answerTo(drip)
  assert.ok(answer.kind === 'unavailable' && answer.reason === 'timeout')
})

test('a fault of the security server keeps its kind and loses its message', async () => {
  const fault = (type: string, status: number) =>
    answerTo(
      http(
        status,
        [`X-Road-Error: ${type}`, 'Content-Type: application/json'],
        JSON.stringify({ type, message: 'FH-840312-1047', detail: 'x' }),
      ),
    )
  const denied = await fault('Server.ServerProxy.AccessDenied', 500)
  assert.ok(denied.kind === 'refused' && denied.fault === 'server.serverproxy.accessdenied')
  const ours = await fault('Client.BadRequest', 400)
  assert.ok(ours.kind === 'refused' && ours.status === 400)
  const theirs = await fault('Server.ServerProxy.DatabaseError', 500)
  assert.ok(
    theirs.kind === 'unavailable' && theirs.reason === 'error-status' && theirs.fault === 'server.serverproxy.databaseerror',
  )
  assert.ok(!JSON.stringify([denied, ours, theirs]).includes('FH-840312'))
})

test('an empty answer of the register itself is an answer, its 403 a refusal, its 500 and 429 no answer', async () => {
  assert.ok(hasJson(await answerTo(http(204, [...GOOD.slice(0, 2), HASH], '')), null))
  assert.equal((await answerTo(http(403, GOOD, '{}'))).kind, 'refused')
  for (const status of [429, 500, 503]) assert.equal((await answerTo(http(status, GOOD, '{}'))).kind, 'unavailable')
})

const DAY = 86_400_000
const from = (days: number, until: number) => ({
  from: new Date(Date.now() + days * DAY),
  until: new Date(Date.now() + until * DAY),
})
const authority = makeCertificate({ name: 'authority', ...from(-9, 9) })
const stranger = makeCertificate({ name: 'stranger', ...from(-9, 9) })
const theirs = makeCertificate({ name: 'theirs', ...from(-1, 1), by: authority })
const ours = makeCertificate({ name: 'ours', ...from(-1, 1), by: authority })

test('over TLS a server is spoken to when an authority we trust has signed its certificate', async () => {
  const { answer, told } = await overTls({ own: theirs, certificate: { ca: authority.cert } })
  assert.equal(answer.kind, 'answered')
  assert.deepEqual(told, [])
})

for (const [what, { own, ca, fault }] of Object.entries({
  'has expired': {
    own: makeCertificate({ name: 'old', ...from(-3, -1), by: authority }),
    ca: authority,
    fault: 'certificate-expired',
  },
  'is not valid yet': {
    own: makeCertificate({ name: 'new', ...from(1, 3), by: authority }),
    ca: authority,
    fault: 'certificate-not-yet-valid',
  },
  'was signed by nobody we trust': { own: theirs, ca: stranger, fault: 'certificate-unknown-issuer' },
  'signs itself': { own: stranger, ca: authority, fault: 'certificate-unknown-issuer' },
} as const)) {
  test(`over TLS a certificate that ${what} is not spoken to, and the operator hears why`, async () => {
    const { answer, told, asked } = await overTls({ own, certificate: { ca: ca.cert } })
    assert.ok(answer.kind === 'unavailable' && answer.reason === 'untrusted' && answer.fault === fault, JSON.stringify(answer))
    assert.deepEqual([told, asked], [[fault], 0])
    assert.match(trustSentences[fault], /certificate/)
  })
}

test('where the security server asks for a certificate of ours it is shown, and one that is missing or unknown is not taken', async () => {
  const asking = { own: theirs, clients: authority.cert }
  const shown = await overTls({ ...asking, certificate: { ca: authority.cert, ...ours } })
  assert.equal(shown.answer.kind, 'answered')
  const hidden = await overTls({ ...asking, certificate: { ca: authority.cert } })
  assert.deepEqual([hidden.told, hidden.asked], [['own-certificate-not-taken'], 0])
  const unknown = await overTls({ ...asking, certificate: { ca: authority.cert, ...stranger } })
  assert.deepEqual([unknown.answer.kind, unknown.asked], ['unavailable', 0])
})

test('the second address is asked when the first cannot be connected to, and only then', async () => {
  const server = await startSecurityServer({ services: [things(() => {})] })
  const gone = new URL('http://127.0.0.1:1')
  assert.equal((await xRoadExchange({ securityServer: [gone, server.url], client: CLIENT }).ask(question)).kind, 'answered')
  await server.close()
})

test('connections are kept alive between questions', async () => {
  let connections = 0
  const answers = await answersTo(http(200, GOOD, '{}'), { times: 3, onConnection: () => connections++ })
  assert.ok(answers.every(answer => answer.kind === 'answered'))
  assert.equal(connections, 1)
})

function things(onRequest: (request: ProviderRequest) => void) {
  const answer = (request: ProviderRequest) => {
    onRequest(request)
    return jsonReply(200, { ok: true })
  }
  return {
    id: readService(SERVICE),
    type: 'REST',
    endpoints: [{ method: '*', path: '**' }],
    allow: [{ client: CLIENT }],
    answer,
  } as const
}

async function seenFor(asked: Question): Promise<ProviderRequest> {
  const seen: ProviderRequest[] = []
  const server = await startSecurityServer({ services: [things(request => seen.push(request))] })
  await xRoadExchange({ securityServer: server.url, client: CLIENT }).ask(asked)
  await server.close()
  return seen[0]!
}

interface OverTls {
  readonly own: Certificate
  /** Who signs clients that the server takes; without it none is asked for. */
  readonly clients?: string
  readonly certificate: ClientCertificate
}

async function overTls({ own, clients, certificate }: OverTls): Promise<{ answer: Answer; told: TrustFault[]; asked: number }> {
  let asked = 0
  const told: TrustFault[] = []
  const tls = { ...own, ...(clients ? { ca: clients, requestCert: true, rejectUnauthorized: true } : {}) }
  const server = await startSecurityServer({ services: [things(() => asked++)], tls })
  const exchange = xRoadExchange({
    ...{ securityServer: server.url, client: CLIENT },
    certificate: () => certificate,
    tell: fault => told.push(fault),
  })
  const answer = await exchange.ask(question)
  await server.close()
  return { answer, told, asked }
}

async function answerTo(bytes: Buffer | ((socket: Socket) => void)): Promise<Answer> {
  const [answer] = await answersTo(bytes, { times: 1, onConnection: () => {} })
  return answer!
}

/** Asks a server that says the same bytes to whatever it hears. */
async function answersTo(
  bytes: Buffer | ((socket: Socket) => void),
  { times, onConnection }: { times: number; onConnection: () => void },
): Promise<Answer[]> {
  const sockets = new Set<Socket>()
  const say = (socket: Socket) => (typeof bytes === 'function' ? bytes(socket) : socket.write(bytes))
  const server = createServer(socket => {
    onConnection()
    sockets.add(socket.on('error', () => {}).on('data', () => say(socket)))
  })
  const exchange = xRoadExchange({ securityServer: await urlOf(server), client: CLIENT, timeoutMs: 500 })
  const answers: Answer[] = []
  for (let time = 0; time < times; time++) answers.push(await exchange.ask(question))
  for (const socket of sockets) socket.destroy()
  server.close()
  return answers
}

function urlOf(server: Server): Promise<URL> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(new URL(`http://127.0.0.1:${(server.address() as { port: number }).port}`)))
  })
}

function http(status: number, headers: readonly string[], body: string | Buffer): Buffer {
  const content = Buffer.from(body as string)
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Said\r\n${[...headers, `Content-Length: ${content.byteLength}`].join('\r\n')}\r\n\r\n`),
    content,
  ])
}

function hasJson(answer: Answer, json: unknown): boolean {
  return answer.kind === 'answered' && answer.json === json
}
