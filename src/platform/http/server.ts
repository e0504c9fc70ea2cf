import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { World } from '../world.ts'
import { answerWith, type Exchange } from './answer.ts'
import { BODY_TYPES, bodyFault, readBody } from './body.ts'
import { answerBrokenOff } from './broken-off.ts'
import { checkForm } from './check-form.ts'
import { noFields } from './fields.ts'
import { standingHeaders } from './headers.ts'
import { notThere } from './pages.tsx'
import type { Answered, Route, Visit } from './route.ts'
import type { Site } from './site.ts'

const YEAR_SECONDS = 31_536_000
const HEADER_BYTES = 16_384
const PARAM_CHARACTERS = 200

/** How long a client may take to send its headers, and the whole of a request; and how often that is looked at. Milliseconds. */
export interface Patience {
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly connectionsCheckingInterval: number
}

const PATIENCE: Patience = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 }

/** Builds the server of a site. It is not listening yet. */
export function buildServer<W extends World>(world: W, site: Site<W>, patience = PATIENCE): FastifyInstance {
  const { protocol, origin } = new URL(site.publicUrl)
  const secure = protocol === 'https:'
  const standing = standingHeaders({ secure, formTargets: site.formTargets })
  const exchange = (request: FastifyRequest, reply: FastifyReply): Exchange<W> => {
    const { takes = 'form' } = request.routeOptions.config as Partial<Pick<Route, 'takes'>>
    return { world, site, origin, secure, standing, takes, request, reply }
  }
  const nothingThere = (request: FastifyRequest, reply: FastifyReply) => answerWith(exchange(request, reply), notThereFor)
  const app = Fastify({
    logger: false,
    requestTimeout: patience.requestTimeout,
    http: { ...patience, maxHeaderSize: HEADER_BYTES },
    // Nobody reads Fastify's own reading of the query: ours is stricter.
    routerOptions: { maxParamLength: PARAM_CHARACTERS, querystringParser: () => ({}) },
    clientErrorHandler: answerBrokenOff(standing),
    frameworkErrors: (_error, request, reply) => void nothingThere(request, reply),
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(BODY_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  for (const route of site.routes) {
    const handler = (request: FastifyRequest, reply: FastifyReply) => serve(exchange(request, reply), route)
    app.route({ method: route.method, url: route.path, bodyLimit: route.bodyBytes, config: { takes: route.takes }, handler })
  }
  app.get('/assets/*', (request, reply) => {
    const asset = site.assets.get((request.params as { '*': string })['*'])
    if (!asset) return nothingThere(request, reply)
    reply.headers(standing).header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
    return reply.type(asset.type).send(asset.body)
  })
  app.setNotFoundHandler(nothingThere)
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const failed = exchange(request, reply)
    return answerWith(failed, () => Promise.reject(bodyFault(error, failed.takes)))
  })
  return app
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
        ? checkForm({ ...exchange, headers: request.headers, visit, fields })
        : undefined
    if (stale) return { reply: stale }
    const params = request.params as Record<string, string>
    // PostgreSQL takes no NUL, and nothing of ours is named with one.
    if (Object.values(params).some(value => value.includes('\0'))) return notThereFor(visit)
    return route.answer({ world, visit, params, fields, json, admitted })
  })
}
