import { setTimeout as pause } from 'node:timers/promises'
import { type Ask, type Connections, openConnections } from '../../dev/visitor/connections.ts'
import { newVisitor, signIn, type Visitor } from '../../dev/visitor/visitor.ts'
import { sendReady, walkToCheck } from '../../dev/visitor/walk-journey.ts'
import { quantile } from '../measure.ts'
import { answers } from './answers.ts'
import type { Address } from './people.ts'

/** What the crowd is asked to do. `closed`: so many at a time; `rush`: so many newcomers a second, none of them patient for ever. */
export type CrowdWish =
  | { readonly load: 'closed'; readonly people: number; readonly seconds: number }
  | { readonly load: 'rush'; readonly rate: number; readonly seconds: number }

export interface Crowded {
  readonly seconds: number
  readonly came: number
  readonly requests: number
  readonly sent: number
  /** Sent within the middle of the time, without its beginning: what the house does once it knows. */
  readonly sentPerSecond: number
  /** When each was sent, in seconds from the beginning. */
  readonly sentAt: readonly number[]
  readonly leftTheQueue: number
  readonly failures: readonly string[]
  /** Of requests by those let in, in milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Wait told at the door against wait had, of those who were let in from the queue: the share that came true within a fifth (or two looks). */
  readonly toldWell: number
  readonly queued: number
}

const GOAL = '/services/warm-home-grant'
const WARM_UP_SECONDS = 4
// How long each waits between looks and how often they look before they leave. Two thirds look without any jitter.
const KINDS = [
  { everyMs: 50, looks: 8, jitter: 0 },
  { everyMs: 1_000, looks: 12, jitter: 0 },
  { everyMs: 5_000, looks: 12, jitter: 0.3 },
] as const

const { site, identityProvider } = JSON.parse(process.argv[2]!) as Address
const service = new URL(site)
const provider = new URL(identityProvider)
const connect = ({ hostname, port }: URL) => openConnections({ hostname, port: Number(port) })
const inside = connect(service)
const atProvider = connect(provider)
let next = 0

process.on('message', async (wish: CrowdWish) => process.send!(await fulfil(wish)))
process.on('disconnect', () => process.exit(0))
process.send!('ready')

interface Made {
  readonly sentAt: number[]
  readonly insideMs: number[]
  readonly failures: string[]
  readonly told: { told: number; had: number; lookMs: number }[]
  requests: number
  came: number
  left: number
}

async function fulfil(wish: CrowdWish): Promise<Crowded> {
  const made: Made = { sentAt: [], insideMs: [], failures: [], told: [], requests: 0, came: 0, left: 0 }
  const began = performance.now()
  const until = began + wish.seconds * 1000
  const door = connect(service)
  if (wish.load === 'closed')
    await Promise.all(
      Array.from({ length: wish.people }, async () => {
        while (performance.now() < until) await person(made, { kind: KINDS[1], until, door })
      }),
    )
  else await rush(made, { ...wish, door }, until)
  // Whoever still stands at the door leaves, and closes the page; those inside go on.
  door.close()
  const [from, to] = [began + WARM_UP_SECONDS * 1000, until]
  const inTime = made.sentAt.filter(at => at >= from && at <= to).length
  const { insideMs, failures, told } = made
  const well = told.filter(({ told: said, had, lookMs }) => Math.abs(had - said) <= Math.max(said * 0.2, (2 * lookMs) / 1000))
  return {
    ...{
      seconds: (performance.now() - began) / 1000,
      came: made.came,
      requests: made.requests,
      leftTheQueue: made.left,
      failures,
    },
    sentAt: made.sentAt.map(at => (at - began) / 1000),
    ...{ sent: made.sentAt.length, sentPerSecond: inTime / ((to - from) / 1000) },
    ...{ p50: quantile(insideMs, 0.5), p95: quantile(insideMs, 0.95), p99: quantile(insideMs, 0.99) },
    ...{ toldWell: told.length === 0 ? 1 : well.length / told.length, queued: told.length },
  }
}

/** They come by the clock, whatever becomes of those before them. */
async function rush(
  made: Made,
  { rate, seconds, door }: { rate: number; seconds: number; door: Connections },
  until: number,
): Promise<void> {
  const began = performance.now()
  for (let number = 0; number < rate * seconds; number++) {
    const wait = began + (number / rate) * 1000 - performance.now()
    if (wait > 1) await pause(wait)
    void person(made, { kind: KINDS[number % KINDS.length]!, until, door })
  }
  await pause(Math.max(0, until - performance.now()))
}

type Kind = (typeof KINDS)[number]

/** One who comes, looks at the door until it opens, and then walks the whole way. */
async function person(made: Made, { kind, until, door }: { kind: Kind; until: number; door: Connections }): Promise<void> {
  made.came += 1
  let isIn = false
  const connections = new Map<string, Pick<Connections, 'ask'>>([
    [service.origin, { ask: (ask: Ask) => (isIn ? inside : door).ask(ask) }],
    [provider.origin, atProvider],
  ])
  const timed = (url: URL, ms: number) => {
    if (url.origin !== service.origin) return
    made.requests += 1
    if (isIn) made.insideMs.push(ms)
  }
  const visitor = newVisitor({ connections, timed })
  try {
    if (!(await comeIn(visitor, { made, kind, until }))) {
      made.left += 1
      return
    }
    isIn = true
    const start = await signIn(visitor, { site: service, subject: `population-${next++}`, goal: GOAL })
    const receipt = await sendReady(visitor, await walkToCheck(visitor, start, answers))
    if (receipt) made.sentAt.push(performance.now())
    else made.failures.push('no receipt')
  } catch (error) {
    if (performance.now() < until) made.failures.push((error as Error).message)
  }
}

/** Looks at the door until it opens, or patience ends. */
async function comeIn(visitor: Visitor, { made, kind, until }: { made: Made; kind: Kind; until: number }): Promise<boolean> {
  const came = performance.now()
  let told: number | undefined
  let at = new URL(`/sign-in?then=${encodeURIComponent(GOAL)}`, service)
  for (let look = 0; look < kind.looks && performance.now() < until; look++) {
    const view = await visitor.visit(at)
    at = view.url
    if (view.url.origin !== service.origin) {
      if (told !== undefined) made.told.push({ told, had: (performance.now() - came) / 1000, lookMs: kind.everyMs })
      return true
    }
    told ??= view.waitSeconds
    // By number, not by chance: every run is the same.
    await pause(kind.everyMs * (1 + kind.jitter * (((next + look * 7) % 11) / 11)))
  }
  return false
}
