import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf, nobodyTrusted } from '../crowd/address.ts'
import type { Crowd } from '../crowd/index.ts'
import { readTicket, type Ticket, writeTicket } from '../crowd/ticket.ts'
import { isTurnedAway } from '../crowd/urgency.ts'
import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import { readCookies, writeCookie } from './cookies.ts'
import type { Route } from './route.ts'
import type { TurnAway } from './turn-away.ts'
import { BROWSER_COOKIE } from './visit.ts'

type RouteConfig = Partial<Pick<Route, 'takes' | 'urgency' | 'limit'>>

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether it counts as under way. */
    isIn?: boolean
    /** Whether it is to be answered with its own form, because there is no room for more. */
    isTurnedAway?: boolean
  }
}

interface Doorway {
  readonly world: World
  readonly crowd: Crowd
  readonly turnAway: TurnAway
  readonly secure: boolean
}

const TICKET_COOKIE = 'place'
const TICKET_SECONDS = 4 * 3600
const WAITING = '/waiting'
const PATH_MAX = 2_000
const noCookies: Record<string, string | undefined> = {}

/** Lets requests in, or turns them away before anything is done for them: before the body, the session, the database. */
export function admitRequests(app: FastifyInstance, doorway: Doorway): void {
  const { crowd } = doorway
  app.decorateRequest('isIn', false)
  app.decorateRequest('isTurnedAway', false)
  app.addHook('onRequest', (request, reply, done) => {
    if (!admit(doorway, request, reply)) return
    const { urgency = 'always' } = request.routeOptions.config as RouteConfig
    // What is always let in says nothing about how much can be done.
    if (urgency !== 'always') {
      request.isIn = true
      crowd.gauge.came()
    }
    done()
  })
  app.addHook('onResponse', (request, _reply, done) => {
    if (request.isIn) crowd.gauge.went()
    done()
  })
  app.get(WAITING, { config: { urgency: 'always' } }, (request, reply) => wait(doorway, request, reply))
}

function admit(doorway: Doorway, request: FastifyRequest, reply: FastifyReply): boolean {
  const { crowd, turnAway, secure } = doorway
  const { takes, urgency = 'always', limit } = request.routeOptions.config as RouteConfig
  const address = addressOfRequest(crowd, request)
  const asked = { request, reply, takes }
  if (address !== undefined || limit !== undefined) {
    const browser = readCookies(request.headers.cookie, secure)[BROWSER_COOKIE]
    const all = address === undefined || urgency === 'always' ? undefined : crowd.limiter.count('requests', { browser, address })
    const counted = all && all.waitSeconds > 0 ? all : limit ? crowd.limiter.count(limit, { browser, address }) : undefined
    if (counted && counted.waitSeconds > 0) {
      turnAway.tooMany(asked, counted)
      return false
    }
    if (counted) reply.header('ratelimit-policy', counted.policy).header('ratelimit', counted.state)
  }
  if (urgency === 'starting') return start(doorway, request, reply)
  if (!isTurnedAway(urgency, crowd.gauge.pressure)) return true
  if (urgency === 'reading' && hasPass(doorway, request) && !isTurnedAway('under-way', crowd.gauge.pressure)) return true
  // The body is read, but nothing more: what was typed goes back onto the page.
  if (request.method === 'POST' && takes === 'form' && isForm(request)) {
    request.isTurnedAway = true
    return true
  }
  turnAway.busy(asked)
  return false
}

/** Who the request comes from; nobody where it comes from this machine itself. */
function addressOfRequest({ proxies }: Crowd, { raw, headers }: FastifyRequest): string | undefined {
  const peer = raw.socket.remoteAddress ?? ''
  if (proxies === undefined) return peer === '127.0.0.1' ? undefined : addressOf(peer, undefined, nobodyTrusted)
  return addressOf(peer, headers['x-forwarded-for'] as string | undefined, proxies)
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
}

function hasPass({ world, secure }: Doorway, { headers }: FastifyRequest): boolean {
  return ticketIn(world, secure, headers.cookie)?.kind === 'pass'
}

function ticketIn(world: World, secure: boolean, cookie: string | undefined): Ticket | undefined {
  const cookies = cookie ? readCookies(cookie, secure) : noCookies
  return readTicket(world.keys, cookies[TICKET_COOKIE], world.now())
}

/** Whoever starts: at once while there is room, else from a place in the queue. */
function start(doorway: Doorway, request: FastifyRequest, reply: FastifyReply): boolean {
  const { world, crowd, secure } = doorway
  const ticket = ticketIn(world, secure, request.headers.cookie)
  if (ticket?.kind === 'pass' && crowd.limiter.count('passes', { address: ticket.of })?.waitSeconds === 0) return true
  if (ticket?.kind === 'place' ? crowd.room.isAdmitted(Number(ticket.of)) : crowd.room.mayEnter()) {
    reply.header('set-cookie', passCookie(doorway))
    return true
  }
  crowd.turnedAway.queue += 1
  // The page on which the button stands is above the address that the button leads to.
  const url = request.raw.url ?? '/'
  const then = request.method === 'GET' ? url : url.slice(0, Math.max(1, url.lastIndexOf('/')))
  reply.hijack()
  const close = request.method === 'GET' ? {} : { connection: 'close' }
  reply.raw.writeHead(303, {
    location: `${WAITING}?then=${encodeURIComponent(then)}`,
    'cache-control': 'no-store',
    ...close,
    'content-length': 0,
  })
  reply.raw.end()
  return false
}

/** The waiting room: where in the queue somebody is, and in with them when it is their turn. */
async function wait(doorway: Doorway, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { world, crowd, turnAway, secure } = doorway
  const asked = { request, reply, takes: 'form' } as const
  const ticket = ticketIn(world, secure, request.headers.cookie)
  const isIn = ticket && (ticket.kind === 'pass' || crowd.room.isAdmitted(Number(ticket.of)))
  if (isIn || (!ticket && crowd.room.mayEnter())) {
    letIn(doorway, request, reply)
    return
  }
  try {
    const number = ticket ? Number(ticket.of) : await crowd.room.draw()
    const cookie = ticket ? [] : [ticketCookie(doorway, { kind: 'place', of: String(number) })]
    turnAway.waiting(asked, crowd.room.placeOf(number), cookie)
  } catch (error) {
    world.log.warn({ route: WAITING, error: traceOf(error) }, 'nobody can be given a place in the queue')
    turnAway.waiting(asked, undefined, [])
  }
}

function letIn(doorway: Doorway, request: FastifyRequest, reply: FastifyReply): void {
  const then = new URLSearchParams((request.raw.url ?? '').split('?')[1]).get('then') ?? '/'
  // Only to a page of ours; `//elsewhere` would lead away.
  const to = /^\/(?![/\\])[\x21-\x7e]*$/.test(then) && then.length <= PATH_MAX && !then.startsWith(WAITING) ? then : '/'
  reply.hijack()
  // A script that asks cannot be led elsewhere: it is told to ask as the page itself.
  const status = request.headers['portico-live'] === undefined ? { code: 303, location: to } : { code: 205, location: undefined }
  const location = status.location === undefined ? {} : { location: status.location }
  const headers = { 'set-cookie': passCookie(doorway), 'cache-control': 'no-store', ...location, 'content-length': 0 }
  reply.raw.writeHead(status.code, headers)
  reply.raw.end()
}

function passCookie(doorway: Doorway): string {
  return ticketCookie(doorway, { kind: 'pass', of: randomUUID() })
}

function ticketCookie({ world, secure }: Doorway, { kind, of }: Omit<Ticket, 'givenAt'>): string {
  const value = writeTicket(world.keys, { kind, of, givenAt: Math.floor(world.now().getTime() / 1000) })
  return writeCookie({ name: TICKET_COOKIE, value, maxAgeSeconds: TICKET_SECONDS }, secure)
}
