import type { IncomingMessage, ServerResponse } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { World } from '../world.ts'
import { answerWith, type Exchange, visitorOf } from './answer.ts'
import { BODY_TYPES, bodyFault, readBody } from './body.ts'
import { answerBrokenOff } from './broken-off.ts'
import { checkForm } from './check-form.ts'
import { noFields } from './fields.ts'
import { standingHeaders } from './headers.ts'
import { readMultipart } from './multipart.ts'
import { notThere } from './pages.tsx'
import type { Answered, Route, Visit } from './route.ts'
import type { Site } from './site.ts'

const YEAR_SECONDS = 31_536_000
const HEADER_BYTES = 16_384
const PARAM_CHARACTERS = 200

/** How long a client may take to send its headers, the whole of a request, and one with files; and how often that is looked at. Milliseconds. */
export interface Patience {
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly uploadTimeout: number
  readonly connectionsCheckingInterval: number
}

const PATIENCE: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  uploadTimeout: 180_000,
  connectionsCheckingInterval: 1_000,
}

/** Builds the server of a site. It is not listening yet. */
export function buildServer<W extends World>(world: W, site: Site<W>, patience = PATIENCE): FastifyInstance {
  const { protocol, origin } = new URL(site.publicUrl)
  const secure = protocol === 'https:'
  const standing = standingHeaders({ secure, formTargets: site.formTargets })
  const exchange = (request: FastifyRequest, reply: FastifyReply): Exchange<W> => {
    const { takes = 'form' } = configOf(request)
    return { world, site, origin, secure, standing, takes, request, reply }
  }
  const nothingThere = (request: FastifyRequest, reply: FastifyReply) => {
    const asked = exchange(request, reply)
    return answerWith(asked, async visit => ({ ...notThereFor(visit), caller: await visitorOf(asked, visit) }))
  }
  const app = Fastify({
    logger: false,
    // What still arrives while the server ends is answered.
    return503OnClosing: false,
    // Node knows one limit for all requests: the longest. Those without files are held to theirs below.
    requestTimeout: patience.uploadTimeout,
    http: { ...patience, requestTimeout: patience.uploadTimeout, maxHeaderSize: HEADER_BYTES },
    // Nobody reads Fastify's own reading of the query: ours is stricter.
    routerOptions: { maxParamLength: PARAM_CHARACTERS, querystringParser: () => ({}) },
    clientErrorHandler: answerBrokenOff(standing),
    frameworkErrors: (_error, request, reply) => void nothingThere(request, reply),
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(BODY_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addContentTypeParser('multipart/form-data', async (request: FastifyRequest) => {
    const { files } = configOf(request)
    if (!files || request.headers['content-encoding'] !== undefined)
      throw Object.assign(new Error('refused'), { statusCode: 415 })
    return readMultipart(request.raw, files)
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'POST' && !configOf(request).files) hurry(request.raw, reply.raw, { patience, standing })
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (site.presence?.isLeaving) reply.header('connection', 'close')
    done()
  })
  for (const route of site.routes) {
    const handler = (request: FastifyRequest, reply: FastifyReply) => serve(exchange(request, reply), route)
    const { method, path: url, bodyBytes: bodyLimit, takes, files } = route
    app.route({ method, url, bodyLimit, config: { takes, files }, handler })
  }
  app.get('/assets/*', (request, reply) => {
    const asset = site.assets.get((request.params as { '*': string })['*'])
    if (!asset) return nothingThere(request, reply)
    reply.headers(standing).header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
    return reply.type(asset.type).send(asset.body)
  })
  app.setNotFoundHandler(nothingThere)
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    // What was not read to its end would be taken for the next request.
    if (!request.raw.complete) reply.header('connection', 'close')
    const failed = exchange(request, reply)
    return answerWith(failed, () => Promise.reject(bodyFault(error, failed.takes)))
  })
  return app
}

/** What a route says of the bodies it takes; nothing where there is no route. */
function configOf(request: FastifyRequest): Partial<Pick<Route, 'takes' | 'files'>> {
  return request.routeOptions.config as Partial<Pick<Route, 'takes' | 'files'>>
}

function notThereFor({ language }: Visit): Answered {
  return { reply: notThere(language) }
}

function serve<W extends World>(exchange: Exchange<W>, route: Route<W>): Promise<FastifyReply> {
  const { world, request } = exchange
  return answerWith(exchange, (visit, admitted) => {
    const { fields, json } = route.method === 'POST' ? readBody(request, route.takes) : { fields: noFields }
    const stale =
      route.method === 'POST' && route.from === 'our-forms'
        ? checkForm({ ...exchange, headers: request.headers, visit, fields, keys: world.keys })
        : undefined
    if (stale) return { reply: stale }
    const params = request.params as Record<string, string>
    // PostgreSQL takes no NUL, and nothing of ours is named with one.
    if (Object.values(params).some(value => value.includes('\0'))) return notThereFor(visit)
    return route.answer({ world, visit, params, fields, json, admitted })
  })
}

/** Lets a client go whose request has not come whole in time. */
function hurry(
  sent: IncomingMessage,
  answer: ServerResponse,
  { patience, standing }: { patience: Patience; standing: Readonly<Record<string, string>> },
): void {
  const breakOff = answerBrokenOff(standing)
  const late = setTimeout(() => {
    if (sent.complete) return
    if (answer.headersSent) sent.destroy()
    else breakOff(Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), sent.socket)
  }, patience.requestTimeout).unref()
  sent.once('close', () => clearTimeout(late))
}
