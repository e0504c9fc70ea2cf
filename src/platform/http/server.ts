import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Refusal, Unavailable } from '../errors.ts'
import { sameText } from '../keys.ts'
import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import type { Asset } from './assets.ts'
import { type Fields, noFields, readFields } from './fields.ts'
import { standingHeaders } from './headers.ts'
import { observe } from './metrics.ts'
import { notThere, plainPage, sendOnceMore } from './pages.tsx'
import type { Cookie, PageReply, Reply } from './reply.ts'
import type { Answered, Route, Visit } from './route.ts'
import { FORM_TOKEN_FIELD, readVisit, writeCookie } from './visit.ts'
import { words } from './words.ts'

/** A website: its routes, its files, and the page drawn around every page. */
export interface Site<W extends World> {
  readonly routes: readonly Route<W>[]
  readonly assets: ReadonlyMap<string, Asset>
  /** Where people reach it, such as `https://service.example`; cookies are Secure when it is https. */
  readonly publicUrl: string
  /** Other origins a form may end up at. */
  readonly formTargets: readonly string[]
  shell(page: PageReply, visit: Visit, caller: unknown): VNode
}

const REQUEST_TIMEOUT_MS = 15_000
const HEADERS_TIMEOUT_MS = 10_000
const YEAR_SECONDS = 31_536_000

/** Builds the server of a site. It is not listening yet. */
export function buildServer<W extends World>(world: W, site: Site<W>): FastifyInstance {
  const secure = site.publicUrl.startsWith('https:')
  const app = Fastify({
    logger: false,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    frameworkErrors: (_error, request, reply) =>
      void answerWith({ world, site, secure, request, reply }, async visit => ({ reply: notThere(visit.language) })),
  })
  const standing = standingHeaders({ secure, formTargets: site.formTargets })
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(standing)
    next()
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  for (const route of site.routes) {
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.bodyBytes,
      handler: (request, reply) => serve({ world, site, secure, request, reply }, route),
    })
  }
  app.get('/assets/*', (request, reply) =>
    serveAsset(site.assets.get((request.params as { '*': string })['*']), reply, () =>
      answerWith({ world, site, secure, request, reply }, async visit => ({ reply: notThere(visit.language) })),
    ),
  )
  app.setNotFoundHandler((request, reply) =>
    answerWith({ world, site, secure, request, reply }, async visit => ({ reply: notThere(visit.language) })),
  )
  app.setErrorHandler((error: { statusCode?: number }, request, reply) =>
    answerWith({ world, site, secure, request, reply }, async () => Promise.reject(httpFault(error))),
  )
  return app
}

interface Exchange<W extends World> {
  readonly world: W
  readonly site: Site<W>
  readonly secure: boolean
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function serve<W extends World>(exchange: Exchange<W>, route: Route<W>): Promise<FastifyReply> {
  return answerWith(exchange, async visit => {
    const fields =
      route.method === 'POST' ? readFields((exchange.request.body as Buffer | undefined) ?? Buffer.alloc(0)) : noFields
    const stale = route.method === 'POST' && route.from === 'our-forms' ? checkForm(exchange, visit, fields) : undefined
    if (stale) return { reply: stale }
    return route.answer({ world: exchange.world, visit, params: exchange.request.params as Record<string, string>, fields })
  })
}

/** A form from another website is refused; one of ours that grew stale is offered once more with all that was typed. */
function checkForm<W extends World>({ site, request }: Exchange<W>, visit: Visit, fields: Fields): Reply | undefined {
  const { origin, 'sec-fetch-site': from } = request.headers
  const foreign =
    (origin !== undefined && origin !== new URL(site.publicUrl).origin) ||
    (from !== undefined && from !== 'same-origin' && from !== 'none')
  if (foreign) throw new Refusal('FORM_FROM_ELSEWHERE', 403, language => words(language)('form-elsewhere'))
  return sameText(fields.one[FORM_TOKEN_FIELD] ?? '', visit.formToken) ? undefined : sendOnceMore(visit, fields.names, fields)
}

async function answerWith<W extends World>(
  exchange: Exchange<W>,
  answer: (visit: Visit) => Promise<Answered>,
): Promise<FastifyReply> {
  const { request } = exchange
  const started = performance.now()
  const { visit, cookies } = visitOf(exchange)
  const answered = await answer(visit).catch(error => ({ reply: explain(exchange, visit, error) }))
  send(exchange, visit, answered, cookies)
  observe({
    route: request.routeOptions.url ?? 'none',
    method: request.method,
    status: exchange.reply.statusCode,
    ms: performance.now() - started,
  })
  return exchange.reply
}

function visitOf<W extends World>({ world, secure, request }: Exchange<W>): { visit: Visit; cookies: Cookie[] } {
  try {
    return readVisit(request, { keys: world.keys, secure })
  } catch {
    request.raw.url = '/'
    return readVisit(request, { keys: world.keys, secure })
  }
}

function send<W extends World>(
  { site, secure, reply: out }: Exchange<W>,
  visit: Visit,
  { reply, caller }: Answered,
  cookies: readonly Cookie[],
): void {
  const all = new Map([...cookies, ...(reply.cookies ?? [])].map(cookie => [cookie.name, cookie]))
  if (all.size && reply.kind !== 'data')
    out.header(
      'set-cookie',
      [...all.values()].map(cookie => writeCookie(cookie, secure)),
    )
  if (reply.headers) out.headers(reply.headers)
  out.code(reply.status)
  if (reply.kind === 'redirect') out.header('location', reply.to).send('')
  else if (reply.kind === 'data') out.type(reply.type).send(reply.body)
  else out.type('text/html; charset=utf-8').send(`<!DOCTYPE html>${renderToString(site.shell(reply, visit, caller))}`)
}

function explain<W extends World>({ world, request }: Exchange<W>, { language }: Visit, error: unknown): Reply {
  const t = words(language)
  if (error instanceof Refusal) {
    if (error.status === 404) return notThere(language)
    return plainPage(language, { title: t('refused-title'), text: error.say(language), status: error.status })
  }
  if (error instanceof Unavailable) {
    const seconds = error.retryAfterSeconds
    const reply = plainPage(language, { title: t('unavailable-title'), text: t('unavailable-text', { seconds }), status: 503 })
    return { ...reply, headers: { 'retry-after': String(seconds) } }
  }
  const reference = randomBytes(5).toString('hex')
  world.log.error(
    { reference, route: request.routeOptions.url ?? 'none', method: request.method, error: traceOf(error) },
    'a request failed',
  )
  return plainPage(language, { title: t('broken-title'), text: t('broken-text', { reference }), status: 500 })
}

function httpFault(error: { statusCode?: number }): unknown {
  const status = error.statusCode ?? 500
  if (status < 400 || status >= 500) return error
  return new Refusal(status === 413 ? 'FORM_TOO_LARGE' : 'FORM_NOT_OURS', status, language =>
    words(language)(status === 413 ? 'form-too-large' : 'form-not-ours'),
  )
}

function serveAsset(
  asset: Asset | undefined,
  reply: FastifyReply,
  otherwise: () => Promise<FastifyReply>,
): FastifyReply | Promise<FastifyReply> {
  if (!asset) return otherwise()
  return reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`).type(asset.type).send(asset.body)
}
