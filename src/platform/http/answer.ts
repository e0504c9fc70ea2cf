import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Refusal, Unavailable } from '../errors.ts'
import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import { writeCookie } from './cookies.ts'
import { observe } from './metrics.ts'
import { barePage, notThere, plainPage } from './pages.tsx'
import type { PageReply, Reply } from './reply.ts'
import type { Answered, Visit } from './route.ts'
import type { Site } from './site.ts'
import { type Arrival, readVisit } from './visit.ts'
import { words } from './words.ts'

/** One request under way, with what stays the same for all of them. */
export interface Exchange<W extends World> {
  readonly world: W
  readonly site: Site<W>
  readonly origin: string
  readonly secure: boolean
  readonly standing: Readonly<Record<string, string>>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What a route does with a visit; it says who the caller is as soon as that is known. */
export type Answer = (visit: Visit, admitted: (caller: unknown) => void) => Promise<Answered> | Answered

/** Answers a request, whatever happens: a failure becomes the page that says so. */
export async function answerWith<W extends World>(exchange: Exchange<W>, answer: Answer): Promise<FastifyReply> {
  const { world, secure, request, reply } = exchange
  const started = performance.now()
  const arrival = readVisit(request, { keys: world.keys, secure })
  reply.headers(exchange.standing)
  const answered = await answeredBy(answer, exchange, arrival)
  try {
    send(exchange, arrival, answered)
  } catch (failure) {
    apologise(exchange, arrival, { failure, caller: answered.caller })
  }
  const route = request.routeOptions.url ?? 'none'
  observe({ route, method: request.method, status: reply.statusCode, ms: performance.now() - started })
  return reply
}

async function answeredBy<W extends World>(answer: Answer, exchange: Exchange<W>, { visit, fault }: Arrival): Promise<Answered> {
  let caller: unknown
  const admitted = (who: unknown) => {
    caller = who
  }
  try {
    if (fault) throw fault
    return await answer(visit, admitted)
  } catch (failure) {
    return { reply: explain(exchange, visit, failure), caller }
  }
}

function send<W extends World>(exchange: Exchange<W>, arrival: Arrival, { reply, caller }: Answered): void {
  const { site, reply: out } = exchange
  // Drawn before anything is set on the answer: what fails here must leave it as it was.
  const document = reply.kind === 'page' ? documentOf(site.shell(reply, arrival.visit, caller)) : undefined
  setCookies(exchange, arrival, reply)
  if (reply.headers) out.headers(reply.headers)
  out.code(reply.status)
  if (reply.kind === 'redirect') out.header('location', reply.to).send('')
  else if (reply.kind === 'data') out.type(reply.type).send(reply.body)
  else out.type('text/html; charset=utf-8').send(document)
}

function documentOf(drawn: VNode): string {
  return `<!DOCTYPE html>${renderToString(drawn)}`
}

// What is not a page is for programs and shared by all: it marks no browser by itself.
function setCookies<W extends World>({ secure, reply: out }: Exchange<W>, { cookies }: Arrival, reply: Reply): void {
  const all = [...(reply.kind === 'data' ? [] : cookies), ...(reply.cookies ?? [])]
  if (all.length === 0) return
  const last = new Map(all.map(cookie => [cookie.name, cookie]))
  out.header(
    'set-cookie',
    [...last.values()].map(cookie => writeCookie(cookie, secure)),
  )
}

function apologise<W extends World>(exchange: Exchange<W>, arrival: Arrival, met: { failure: unknown; caller: unknown }): void {
  const { visit } = arrival
  try {
    send(exchange, arrival, { reply: explain(exchange, visit, met.failure), caller: met.caller })
  } catch (worse) {
    const bare = broken(exchange, worse, visit.language)
    exchange.reply
      .code(bare.status)
      .type('text/html; charset=utf-8')
      .send(documentOf(barePage(visit.language, bare)))
  }
}

function explain<W extends World>(exchange: Exchange<W>, { language }: Visit, failure: unknown): PageReply & Reply {
  if (failure instanceof Refusal) return refused(failure, language)
  if (failure instanceof Unavailable) return unavailable(exchange, failure, language)
  return broken(exchange, failure, language)
}

function refused({ status, say }: Refusal, language: Visit['language']) {
  if (status === 404) return notThere(language)
  return plainPage(language, { title: words(language)('refused-title'), text: say(language), status })
}

function unavailable<W extends World>({ world, request }: Exchange<W>, failure: Unavailable, language: Visit['language']) {
  const t = words(language)
  const { code, retryAfterSeconds: seconds, cause } = failure
  world.log.warn({ ...placeOf(request), code, error: traceOf(cause) }, 'a request met something that did not answer')
  const page = plainPage(language, { title: t('unavailable-title'), text: t('unavailable-text', { seconds }), status: 503 })
  return { ...page, headers: { 'retry-after': String(seconds) } }
}

function broken<W extends World>({ world, request }: Exchange<W>, failure: unknown, language: Visit['language']) {
  const t = words(language)
  const reference = randomBytes(5).toString('hex')
  world.log.error({ reference, ...placeOf(request), error: traceOf(failure) }, 'a request failed')
  return plainPage(language, { title: t('broken-title'), text: t('broken-text', { reference }), status: 500 })
}

function placeOf(request: FastifyRequest): { route: string; method: string } {
  return { route: request.routeOptions.url ?? 'none', method: request.method }
}
