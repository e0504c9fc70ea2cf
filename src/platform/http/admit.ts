import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf, nobodyTrusted } from '../crowd/address.ts'
import type { Crowd } from '../crowd/index.ts'
import type { TooSoon } from '../crowd/room.ts'
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
  app.addHook('preClose', async () => crowd.room.letGo())
  app.get(WAITING, { config: { urgency: 'always' } }, (request, reply) =>
    wait(doorway, { request, reply, then: thenOf(request), ticket: ticketIn(doorway, request) }),
  )
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
  if (urgency === 'reading' && ticketIn(doorway, request)?.kind === 'pass' && !isTurnedAway('under-way', crowd.gauge.pressure))
    return true
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

function ticketIn({ world, secure }: Doorway, { headers }: FastifyRequest): Ticket | undefined {
  const cookies = headers.cookie ? readCookies(headers.cookie, secure) : noCookies
  return readTicket(world.keys, cookies[TICKET_COOKIE], world.now())
}

/** Whoever starts: at once while there is room, else from a place in the queue. */
function start(doorway: Doorway, request: FastifyRequest, reply: FastifyReply): boolean {
  const { world, crowd } = doorway
  const ticket = ticketIn(doorway, request)
  // A script asks whether it is their turn, and must not begin in their stead.
  if (!isLive(request)) {
    if (ticket && isPassed(crowd, ticket)) {
      crowd.room.cameBack(Number(ticket.of))
      return true
    }
    if (ticket?.kind === 'place' ? crowd.room.comeIn(Number(ticket.of)) : crowd.room.mayEnter()) {
      reply.header('set-cookie', passCookie(doorway, ticket))
      return true
    }
  }
  crowd.turnedAway.queue += 1
  const url = request.raw.url ?? '/'
  if (request.method === 'GET') {
    wait(doorway, { request, reply, then: url, ticket }).catch(error => {
      world.log.error({ error: traceOf(error) }, 'somebody who waits could not be answered')
      request.raw.destroy()
    })
    return false
  }
  // The page on which the button stands is above the address that the button leads to.
  const then = url.slice(0, Math.max(1, url.lastIndexOf('/')))
  const location = `${WAITING}?then=${encodeURIComponent(then)}`
  reply.hijack()
  reply.raw.writeHead(303, { location, 'cache-control': 'no-store', connection: 'close', 'content-length': 0 })
  reply.raw.end()
  return false
}

/** Somebody looks whether it is their turn to go where they wanted. */
interface Look {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly then: string
  readonly ticket: Ticket | undefined
}

/** The waiting room: where in the queue somebody is, and in with them when it is their turn. */
async function wait(doorway: Doorway, { request, reply, then, ticket }: Look): Promise<void> {
  const { world, crowd, turnAway } = doorway
  const asked = { request, reply, takes: 'form' } as const
  const place = ticket?.kind === 'place' ? Number(ticket.of) : undefined
  const stands = isPassed(crowd, ticket) ? 'passed' : await standing(crowd, place, reply)
  if (stands === 'gone') {
    reply.hijack()
    return
  }
  if (stands !== 'waits') {
    letIn({ request, reply }, { then, cookies: stands === 'in' ? [passCookie(doorway, ticket)] : [] })
    return
  }
  try {
    const number = place ?? (await crowd.room.draw())
    const cookies = place === undefined ? [ticketCookie(doorway, { kind: 'place', of: String(number) })] : []
    turnAway.waiting(asked, crowd.room.placeOf(number), cookies)
  } catch (error) {
    world.log.warn({ route: WAITING, error: traceOf(error) }, 'nobody can be given a place in the queue')
    turnAway.waiting(asked, undefined, [])
  }
}

/** A pass is good for a few starts, so that it is worth little to hand it on. */
function isPassed({ limiter }: Crowd, ticket: Ticket | undefined): boolean {
  return ticket?.kind === 'pass' && limiter.count('passes', { address: ticket.of })?.waitSeconds === 0
}

/** How it stands with somebody who looks, once they are to be answered. */
async function standing({ room }: Crowd, place: number | undefined, reply: FastifyReply): Promise<'in' | 'waits' | 'gone'> {
  if (place === undefined) return room.mayEnter() ? 'in' : 'waits'
  if (room.comeIn(place)) return 'in'
  if (await hasHungUp(reply, room.tooSoon(place))) return 'gone'
  return room.comeIn(place) ? 'in' : 'waits'
}

/** Waits until a look that came too soon is to be answered. @returns whether whoever looked is gone by then */
async function hasHungUp({ raw }: FastifyReply, look: TooSoon | undefined): Promise<boolean> {
  if (!look) return false
  const closed = new Promise<boolean>(resolve => raw.once('close', () => resolve(true)))
  const isGone = await Promise.race([look.isOver.then(() => false), closed])
  if (isGone) look.hungUp()
  return isGone
}

function thenOf({ raw }: FastifyRequest): string {
  return new URLSearchParams((raw.url ?? '').split('?')[1]).get('then') ?? '/'
}

function letIn(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { then, cookies }: { then: string; cookies: string[] },
): void {
  // Only to a page of ours; `//elsewhere` would lead away.
  const to = /^\/(?![/\\])[\x21-\x7e]*$/.test(then) && then.length <= PATH_MAX && !then.startsWith(WAITING) ? then : '/'
  reply.hijack()
  // A script that asks cannot be led elsewhere: it is told to ask as the page itself.
  const headers = { ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}), 'cache-control': 'no-store', 'content-length': 0 }
  if (isLive(request)) reply.raw.writeHead(205, headers)
  else reply.raw.writeHead(303, { ...headers, location: to })
  reply.raw.end()
}

function isLive({ headers }: FastifyRequest): boolean {
  return headers['portico-live'] !== undefined
}

/** Leave to start. It keeps the number of a place, by which it is known that they came. */
function passCookie(doorway: Doorway, ticket: Ticket | undefined): string {
  return ticketCookie(doorway, { kind: 'pass', of: ticket?.kind === 'place' ? ticket.of : randomUUID() })
}

function ticketCookie({ world, secure }: Doorway, { kind, of }: Omit<Ticket, 'givenAt'>): string {
  const value = writeTicket(world.keys, { kind, of, givenAt: Math.floor(world.now().getTime() / 1000) })
  return writeCookie({ name: TICKET_COOKIE, value, maxAgeSeconds: TICKET_SECONDS }, secure)
}
