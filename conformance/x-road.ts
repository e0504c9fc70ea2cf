import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Question } from '../src/registers/adapters/exchange.ts'
import { openWire, type Wire, type WireReply } from '../src/registers/adapters/wire.ts'
import { xRoadExchange } from '../src/registers/adapters/x-road.ts'
import { ProtocolFault, readRepresentedParty } from '../src/registers/adapters/x-road-identifier.ts'
import { readRequest, writeRequest } from '../src/registers/adapters/x-road-message.ts'
import { type Bench, openBench, REDIRECTED_TO, UNRESOLVABLE } from './x-road-bench.ts'

interface Result {
  readonly suite: 'x-road'
  readonly passed: number
  readonly total: number
  /** The case and what was wrong, one sentence each. */
  readonly failures: readonly string[]
}

interface Case {
  readonly id: string
  readonly request?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly repeat?: number
  readonly parse?: string
  readonly expect: unknown
}

type Proof = (one: Case, bench: Bench) => void | Promise<void>

/**
 * Runs the X-Road REST cases of `xroad/rest-cases.json` under `dataDir` (nordic-institute/X-Road, MIT): our consumer and parser
 * against the pretend security server, with an information system behind it. Throws when the file is not there.
 */
export async function run(dataDir: string): Promise<Result> {
  const { cases } = JSON.parse(readFileSync(casesFile(dataDir), 'utf8')) as { cases: readonly Case[] }
  const bench = await openBench()
  const failures: string[] = []
  for (const one of cases) await prove(one, bench).catch((error: Error) => failures.push(`${one.id}: ${error.message}`))
  await bench.close()
  return { suite: 'x-road', passed: cases.length - failures.length, total: cases.length, failures }
}

/** Whether the outside data is there. */
export function isPresent(dataDir: string): boolean {
  return existsSync(casesFile(dataDir))
}

function casesFile(dataDir: string): string {
  return join(dataDir, 'xroad', 'rest-cases.json')
}

async function prove(one: Case, bench: Bench): Promise<void> {
  const proof = PROOFS[one.id]
  assert.ok(proof, 'There is no proof of this case yet.')
  await proof(one, bench)
}

const CLIENT = 'EE/BUSINESS/consumer/sub'
const PRODUCER = 'EE/BUSINESS/producer/sub'

const PROOFS: Readonly<Record<string, Proof>> = {
  shouldFailIfClientHeaderMissing: isRefusedOnTheWire,
  shouldFailIfMalformedRequestURI: isRefusedOnTheWire,
  async shouldHandleSimplePost(one, bench) {
    const answer = await ask(bench, questionOf(one), clientOf(one))
    assert.deepEqual([answer.status, answer.json], [expected(one).status, expected(one).json])
  },
  async shouldKeepQueryId(_, bench) {
    const id = randomUUID()
    await ask(bench, { service: `${PRODUCER}/echo`, path: '', id })
    assert.equal(bench.seen.at(-1)!.headers['x-road-id'], id)
    const reply = await send(bench, 'GET', `/r1/${PRODUCER}/echo`, { 'x-road-client': CLIENT, 'x-road-id': id })
    assert.deepEqual(reply.headers['x-road-id'], [id])
  },
  async shouldHaveContentLengthHeader(_, bench) {
    const body = { text: 'öäå إ' }
    await ask(bench, { service: `${PRODUCER}/echo`, method: 'POST', path: '', body })
    const { headers, bytes } = bench.seen.at(-1)!
    assert.deepEqual([headers['content-length'], bytes], [String(bytes), Buffer.byteLength(JSON.stringify(body))])
  },
  async requestHashShouldBeUnique(one, bench) {
    const id = one.headers!['X-Road-Id']!
    const answers = await Promise.all(
      Array.from({ length: one.repeat! }, () => ask(bench, { service: `${PRODUCER}/echo`, path: '', id })),
    )
    const hashes = new Set(answers.map(answer => answer.requestHash))
    assert.ok(!hashes.has(undefined) && hashes.size === one.repeat)
  },
  async shouldHaveOnlyOneDateHeader(_, bench) {
    const reply = await send(bench, 'GET', `/r1/${PRODUCER}/echo`, { 'x-road-client': CLIENT })
    assert.equal(reply.headers.date?.length, 1)
  },
  async shouldAcceptPercentEncodedIdentifiers(one, bench) {
    const question = questionOf(one)
    const answer = await ask(bench, question, clientOf(one))
    assert.equal(answer.status, expected(one).status)
    assert.equal(`path ${bench.seen.at(-1)!.target} unchanged`, expected(one).providerSees)
    assert.equal(bench.seen.at(-1)!.headers['x-road-client'], clientOf(one))
  },
  async shouldAcceptEmptyPath(one, bench) {
    await ask(bench, questionOf(one))
    assert.equal(`path ${bench.seen.at(-1)!.target}`, expected(one).providerSees)
  },
  async shouldGetLargeBinaryMessage(one, bench) {
    const [method, target] = lineOf(one)
    const reply = await send(bench, method, target, { 'x-road-client': CLIENT })
    assert.equal(reply.body.byteLength, expected(one).bytes)
    assert.ok(reply.body.every(byte => byte === 0xa5))
  },
  async shouldNotFollow302Redirects(one, bench) {
    const reply = await send(bench, 'GET', `/r1/${PRODUCER}/redirect`, { 'x-road-client': CLIENT, 'x-stub': 'redirect' })
    assert.deepEqual([reply.status, reply.headers.location], [expected(one).status, [REDIRECTED_TO]])
  },
  async shouldNotAllowCallingWSDLServices(one, bench) {
    const reply = await send(bench, 'GET', `/r1/${PRODUCER}/wsdl`, { 'x-road-client': CLIENT })
    assertFault(reply, one)
    const answer = await exchangeOf(bench).ask(asQuestion({ service: `${PRODUCER}/wsdl`, path: '' }))
    assert.equal(answer.kind, 'refused')
  },
  async shouldNotAllowPATCH(one, bench) {
    const { GET, PATCH } = expected(one)
    const [read, patched] = await Promise.all(
      ['GET', 'PATCH'].map(method => send(bench, method, `/r1/${PRODUCER}/readable`, { 'x-road-client': CLIENT })),
    )
    assert.equal(read!.status, GET)
    assertFault(patched!, { ...one, expect: { ...expected(one), status: PATCH } })
  },
  async shouldSelectResolvableAddress(one, bench) {
    const exchange = xRoadExchange({ securityServer: [UNRESOLVABLE, bench.server.url], client: CLIENT })
    const answer = answered(await exchange.ask(asQuestion({ service: `${PRODUCER}/several`, path: '' })))
    assert.equal(answer.status, expected(one).status)
  },
  async shouldRespectAcceptHeaderInErrorResponse(one, bench) {
    const reply = await send(bench, 'GET', `/r1/${PRODUCER}/none`, { 'x-road-client': CLIENT, accept: one.headers!.Accept! })
    assert.ok(reply.headers['x-road-error'])
    assert.equal(`${reply.headers['content-type']} on the error`, expected(one).contentType)
  },
  'parse.ok'(one) {
    const [method, target] = one.parse!.split(' ') as [string, string]
    const written = writeRequest(readRequest({ method, target, headers: { 'x-road-client': CLIENT } }))
    assert.equal(`${written.method} ${written.target}`, one.parse)
  },
  'parse.wrongVersion': isRefusedByTheParser,
  'parse.invalidUrl': isRefusedByTheParser,
  'parse.invalidVerb': isRefusedByTheParser,
  'representedParty.member': readsRepresentedParty,
  'representedParty.classMember': readsRepresentedParty,
  'representedParty.invalid'(one) {
    assert.throws(() => readRepresentedParty(one.headers!['X-Road-Represented-Party']!), ProtocolFault)
  },
}

async function isRefusedOnTheWire(one: Case, bench: Bench): Promise<void> {
  const [method, target] = lineOf(one)
  const before = bench.seen.length
  assertFault(await send(bench, method, target, one.headers ?? {}), one)
  assert.equal(bench.seen.length, before, 'The information system was asked all the same.')
}

// The cases shorten what follows the fault they are about; a whole address stands in, so that only that fault can be the reason.
function isRefusedByTheParser(one: Case): void {
  const [method, target] = one.parse!.replace('/...', `/${PRODUCER}/echo`).split(' ') as [string, string]
  const headers = { 'x-road-client': CLIENT }
  assert.throws(() => readRequest({ method, target, headers }), ProtocolFault)
  assert.ok(readRequest({ method: 'GET', target: `/r1/${PRODUCER}/echo`, headers }))
}

function readsRepresentedParty(one: Case): void {
  const { memberClass, memberCode } = readRepresentedParty(one.headers!['X-Road-Represented-Party']!)
  assert.deepEqual({ class: memberClass ?? null, code: memberCode }, one.expect)
}

// "X-Road-Error present", or "X-Road-Error: the.type"; and the status, one or any of several.
function assertFault(reply: WireReply, one: Case): void {
  const { status, header } = expected(one) as { status: number | number[]; header: string }
  assert.ok([status].flat().includes(reply.status), `The status was ${reply.status}.`)
  const [, type] = header.split(': ')
  const told = reply.headers['x-road-error']
  assert.equal(told?.length, 1, 'There is no X-Road-Error header.')
  if (type) assert.equal(told[0], type)
  assert.equal(JSON.parse(reply.body.toString()).type, told[0])
}

function expected(one: Case): Readonly<Record<string, unknown>> {
  return one.expect as Readonly<Record<string, unknown>>
}

function lineOf(one: Case): [string, string] {
  return one.request!.split(' ') as [string, string]
}

function clientOf(one: Case): string {
  return one.headers?.['X-Road-Client'] ?? CLIENT
}

function questionOf(one: Case): Partial<Question> & Pick<Question, 'service' | 'path'> {
  const [method, target] = lineOf(one)
  const [, , ...parts] = target.split('/')
  const path = parts.length > 5 ? `/${parts.slice(5).join('/')}` : ''
  return {
    method: method as Question['method'],
    service: parts.slice(0, 5).join('/'),
    path,
    ...(one.body === undefined ? {} : { body: one.body }),
  }
}

function asQuestion(question: Partial<Question> & Pick<Question, 'service' | 'path'>): Question {
  return { method: 'GET', userId: 'EE-tester', issue: 'conformance', ...question }
}

function exchangeOf(bench: Bench, client = CLIENT) {
  return xRoadExchange({ securityServer: bench.server.url, client })
}

async function ask(bench: Bench, question: Partial<Question> & Pick<Question, 'service' | 'path'>, client = CLIENT) {
  return answered(await exchangeOf(bench, client).ask(asQuestion(question)))
}

function answered(answer: Answer) {
  assert.equal(answer.kind, 'answered')
  return answer as Answer & { kind: 'answered' }
}

function send(bench: Bench, method: string, target: string, headers: Readonly<Record<string, string>>): Promise<WireReply> {
  const wire: Wire = openWire({ servers: [bench.server.url], timeoutMs: 10_000, maxBytes: 64 * 1024 * 1024 })
  return wire({ method, target, headers })
}
