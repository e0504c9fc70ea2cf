import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Crowd } from '../crowd/index.ts'
import type { Counted } from '../crowd/limits.ts'
import { type LookAgain, lookAgains } from '../crowd/present.ts'
import type { Place } from '../crowd/room.ts'
import { Refusal, Unavailable } from '../errors.ts'
import { formatNumber } from '../i18n/format.ts'
import type { Language } from '../i18n/language.ts'
import { remember } from '../remember.ts'
import type { World } from '../world.ts'
import { busyPage, sayWait, tooManyPage, waitingPage } from './crowd-pages.tsx'
import { crowdWords } from './crowd-words.ts'
import { keptUntil, prepare, told } from './prepared.ts'
import type { Route } from './route.ts'
import type { Site } from './site.ts'
import { languageOf } from './visit.ts'

interface Asked {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly takes: Route['takes'] | undefined
}

/** Answers of which every byte but a few was made at the start: what is said to whoever cannot come in now. */
export type TurnAway = ReturnType<typeof openTurnAway>

/** Prepares the pages of a site that turn people away. */
export function openTurnAway<W extends World>(
  world: W,
  site: Site<W>,
  { crowd, secure, standing }: { crowd: Crowd; secure: boolean; standing: Readonly<Record<string, string>> },
) {
  const busy = prepare(site.shell, ['wait', 'day', 'reference'], busyPage)
  const many = prepare(site.shell, ['wait'], tooManyPage)
  const placedFor = (refreshSeconds: LookAgain) =>
    prepare(site.shell, ['before', 'wait', 'day'], (visit, blanks) => waitingPage(visit, { ...blanks, refreshSeconds }))
  const placed = Object.fromEntries(lookAgains.map(again => [again, placedFor(again)])) as Record<
    LookAgain,
    ReturnType<typeof placedFor>
  >
  const unplaced = prepare(site.shell, ['day'], (visit, { day }) =>
    waitingPage(visit, { before: undefined, wait: undefined, day, refreshSeconds: AWAY_SECONDS }),
  )
  const send = ({ request, reply }: Asked, { status, type, body, headers = {} }: Sent) => {
    reply.hijack()
    // What was not read to its end would be taken for the next request.
    const close = request.raw.complete || request.method === 'GET' ? {} : { connection: 'close' }
    reply.raw.writeHead(status, { ...standing, ...headers, ...close, 'content-type': type, 'content-length': body.length })
    reply.raw.end(body)
  }
  const problem = (asked: Asked, { status, code, seconds, headers }: Problem) => {
    const language = languageOf(asked.request, secure)
    const said = crowdWords(language)(status === 429 ? 'many-text' : 'busy-text', { wait: sayWait(language, seconds) })
    const body = Buffer.from(JSON.stringify({ status, code, title: code, detail: said }))
    send(asked, { status, type: 'application/problem+json', body, headers: { ...headers, 'retry-after': String(seconds) } })
  }
  return {
    busy(asked: Asked): void {
      crowd.turnedAway.busy += 1
      const seconds = crowd.secondsUntilRoom()
      const reference = crowd.reference()
      const headers = { 'retry-after': String(seconds), 'portico-reference': reference }
      if (asked.takes === 'json') {
        problem(asked, { status: 503, code: tooBusy(seconds).code, seconds, headers })
        return
      }
      const language = languageOf(asked.request, secure)
      const body = busy(language, { ...told(language, { seconds, now: world.now(), reference }), path: pathOf(asked) })
      send(asked, { status: 503, type: HTML, body, headers })
    },
    tooMany(asked: Asked, { waitSeconds, policy, state }: Counted): void {
      crowd.turnedAway.limit += 1
      const seconds = Math.ceil(waitSeconds)
      const headers = { 'retry-after': String(seconds), 'ratelimit-policy': policy, ratelimit: state }
      if (asked.takes === 'json') {
        problem(asked, { status: 429, code: tooManyRequests.code, seconds, headers })
        return
      }
      const language = languageOf(asked.request, secure)
      send(asked, {
        status: 429,
        type: HTML,
        body: many(language, { wait: sayWait(language, seconds), path: pathOf(asked) }),
        headers,
      })
    },
    waiting(asked: Asked, place: Place | undefined, cookies: readonly string[]): void {
      const language = languageOf(asked.request, secure)
      const day = keptUntil(language, world.now())
      const headers = {
        'retry-after': String(place?.again ?? AWAY_SECONDS),
        ...(place ? { 'portico-wait-seconds': String(place.seconds) } : {}),
        ...(cookies.length > 0 ? { 'set-cookie': [...cookies] } : {}),
      }
      const body = place
        ? placed[place.again](language, {
            before: sayBefore(language, place.before),
            wait: sayWait(language, place.seconds),
            day,
            path: pathOf(asked),
          })
        : unplaced(language, { day, path: pathOf(asked) })
      send(asked, { status: 503, type: HTML, body, headers })
    },
  }
}

const HTML = 'text/html; charset=utf-8'
const AWAY_SECONDS = 15

interface Sent {
  readonly status: number
  readonly type: string
  readonly body: Buffer
  readonly headers?: Readonly<Record<string, string | string[]>>
}

interface Problem {
  readonly status: number
  readonly code: string
  readonly seconds: number
  readonly headers: Readonly<Record<string, string>>
}

const tooManyRequests = new Refusal('TOO_MANY_REQUESTS', 429, language => crowdWords(language)('many-title'))

/** What whoever is under way meets when even they cannot be served: their form comes back with all that was typed. */
export function tooBusy(retryAfterSeconds: number): Unavailable {
  return new Unavailable('TOO_BUSY', { retryAfterSeconds })
}

const sayBefore = remember(5_000, (language: Language, before: number) => {
  const t = crowdWords(language)
  return before === 0 ? t('waiting-next') : t('waiting-before', { before: formatNumber(language, before) })
})

function pathOf({ request }: Asked): string {
  const url = request.raw.url ?? '/'
  return /^\/(?![/\\])/.test(url) ? url : '/'
}
