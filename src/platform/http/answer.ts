import { transcode } from 'node:buffer'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Unavailable } from '../errors.ts'
import type { World } from '../world.ts'
import { writeCookie } from './cookies.ts'
import { explain, explainAbsence, explainToProgram } from './explain.ts'
import type { Fields } from './fields.ts'
import { observe } from './metrics.ts'
import { barePage } from './pages.tsx'
import type { Reply } from './reply.ts'
import type { Answered, Route, Visit } from './route.ts'
import type { Site } from './site.ts'
import { type Arrival, readVisit } from './visit.ts'

/** One request under way, with what stays the same for all of them. */
export interface Exchange<W extends World> {
  readonly world: W
  readonly site: Site<W>
  readonly origin: string
  readonly secure: boolean
  readonly standing: Readonly<Record<string, string>>
  /** What the route takes; a program that sends JSON is answered in JSON, whatever happens. */
  readonly takes: Route['takes']
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What becomes known of a visit while it is answered: what its form brought, and who the caller is. */
export interface Heard {
  readonly brought: (fields: Fields) => void
  readonly admitted: (caller: unknown) => void
}

/** What a route does with a visit; it tells what it hears as soon as that is known. */
export type Answer = (visit: Visit, heard: Heard) => Promise<Answered> | Answered

/** Answers a request, whatever happens: a failure becomes the page that says so. */
export async function answerWith<W extends World>(exchange: Exchange<W>, answer: Answer): Promise<FastifyReply> {
  const { world, secure, request, reply } = exchange
  const started = performance.now()
  const arrival = readVisit(request, { keys: world.keys, secure })
  reply.headers(exchange.standing)
  const route = request.routeOptions.url ?? 'none'
  if (!exchange.site.tracer)
    return finish(exchange, arrival, { started, route, answered: await answeredBy(answer, exchange, arrival) })
  const parent = request.headers.traceparent as string | undefined
  return exchange.site.tracer.during({ name: `${request.method} ${route}`, kind: 'server', parent }, async end => {
    const done = finish(exchange, arrival, { started, route, answered: await answeredBy(answer, exchange, arrival) })
    const status = reply.statusCode
    end({ 'http.request.method': request.method, 'http.route': route, 'http.response.status_code': status }, status >= 500)
    return done
  })
}

function finish<W extends World>(
  exchange: Exchange<W>,
  arrival: Arrival,
  { started, route, answered }: { started: number; route: string; answered: Answered },
): FastifyReply {
  const { request, reply } = exchange
  try {
    send(exchange, arrival, answered)
  } catch (failure) {
    apologise(exchange, arrival, { failure, caller: answered.caller })
  }
  observe({ route, method: request.method, status: reply.statusCode, ms: performance.now() - started })
  return reply
}

async function answeredBy<W extends World>(answer: Answer, exchange: Exchange<W>, { visit, fault }: Arrival): Promise<Answered> {
  let caller: unknown
  let typed: Fields | undefined
  const heard = {
    brought(fields: Fields) {
      typed = fields
    },
    admitted(who: unknown) {
      caller = who
    },
  }
  try {
    if (fault) throw fault
    return await answer(visit, heard)
  } catch (failure) {
    const reply = apologyTo(exchange, visit, { failure, typed })
    return { reply, caller: caller ?? (reply.status < 500 ? await visitorOf(exchange, visit) : undefined) }
  }
}

/** Whoever came, for the frame around a page that no route drew; undefined where that cannot be said now. */
export async function visitorOf<W extends World>({ site, world, takes }: Exchange<W>, visit: Visit): Promise<unknown> {
  if (takes === 'json') return undefined
  return site.visitor?.admit(world, visit).catch(() => undefined)
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

function documentOf(drawn: VNode): Buffer {
  return encoded(`<!DOCTYPE html>${renderToString(drawn)}`)
}

/** A page as UTF-8. With a single sign beyond Latin-1, and each page has some, `Buffer.from` takes twice as long over it. */
function encoded(page: string): Buffer {
  try {
    return transcode(Buffer.from(page, 'utf16le'), 'utf16le', 'utf8')
  } catch {
    // Half a surrogate pair, which `Buffer.from` makes U+FFFD of.
    return Buffer.from(page)
  }
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
    send(exchange, arrival, { reply: apologyTo(exchange, visit, { failure: met.failure }), caller: met.caller })
  } catch (worse) {
    const bare = explain({ ...exchange, language: visit.language }, worse)
    exchange.reply
      .code(bare.status)
      .type('text/html; charset=utf-8')
      .send(documentOf(barePage(visit.language, bare)))
  }
}

function apologyTo<W extends World>(
  exchange: Exchange<W>,
  visit: Visit,
  { failure, typed }: { failure: unknown; typed?: Fields | undefined },
): Reply {
  const failed = { ...exchange, language: visit.language, crowd: exchange.site.crowd }
  if (exchange.takes === 'json') return explainToProgram(failed, failure)
  return failure instanceof Unavailable ? explainAbsence({ ...failed, visit, typed }, failure) : explain(failed, failure)
}
