import { setTimeout as pause } from 'node:timers/promises'
import { answers } from '../bench/load/answers.ts'
import { type Connections, openConnections } from '../dev/visitor/connections.ts'
import { newVisitor, signIn, type Visitor } from '../dev/visitor/visitor.ts'
import { type Ready, walkToCheck } from '../dev/visitor/walk-journey.ts'

/** People who go on while things break: each walks a journey, sends it until told a receipt, now and then sends it again, and comes back as somebody else. */
export interface Crowd {
  /** Every receipt that somebody was shown, in that order. */
  readonly receipts: readonly string[]
  /** Sentences on those who were told two things about one request. */
  readonly contradictions: readonly string[]
  /** Journeys that were given up because something broke. */
  readonly givenUp: () => number
  /** How often each status from 500 on was answered. */
  readonly broken: ReadonlyMap<number, number>
  stop(): Promise<void>
}

interface Address {
  readonly site: string
  readonly identityProvider: string
}

/** Somebody who has answered everything and not yet sent it. */
export interface Waiting {
  /** Sends it, or sends it again. */
  send(): Promise<{ status: number; receipt: string | undefined }>
}

/** Walks one person's journey to its last page. @param number who it is, of the synthetic population */
export async function walkOne({ site, identityProvider }: Address, number: number): Promise<Waiting & { close(): void }> {
  const service = new URL(site)
  const connections = new Map<string, Connections>()
  for (const url of [service, new URL(identityProvider)])
    connections.set(url.origin, openConnections({ hostname: url.hostname, port: Number(url.port) }))
  const visitor = newVisitor({ connections })
  const start = await signIn(visitor, { site: service, subject: `population-${number}`, goal: GOAL })
  const { action, form } = await walkToCheck(visitor, start, answers)
  return {
    async send() {
      const { status, location } = await visitor.ask(action, form)
      return { status, receipt: receiptAt(location) }
    },
    close: () => connections.forEach(one => void one.close()),
  }
}

function receiptAt(location: string | undefined): string | undefined {
  return /^\/receipts\/([^/]+)$/.exec(location ?? '')?.[1]
}

const GOAL = '/services/warm-home-grant'
// Of the synthetic town's adults; those beyond are left to the faults themselves.
const ADULTS = 5_000
const AGAIN_AFTER_MS = 100
const PATIENCE_AT_THE_END_MS = 15_000

/** @param restMs how long each rests between two journeys, so that a small machine has time for the faults as well */
export function openCrowd(
  { site, identityProvider }: Address,
  { people, restMs = 0, from = 0 }: { people: number; restMs?: number; from?: number },
): Crowd {
  const service = new URL(site)
  const broken = new Map<number, number>()
  const connections = new Map<string, Connections>()
  for (const url of [service, new URL(identityProvider)])
    connections.set(url.origin, counting(openConnections({ hostname: url.hostname, port: Number(url.port) }), broken))
  const receipts: string[] = []
  const contradictions: string[] = []
  let next = from
  let givenUp = 0
  let endsAt = Number.POSITIVE_INFINITY

  async function live(): Promise<void> {
    while (performance.now() < endsAt - PATIENCE_AT_THE_END_MS) {
      const number = next++ % ADULTS
      const visitor = newVisitor({ connections })
      const ready = await walk(visitor, number).catch(() => undefined)
      if (ready) await send(visitor, ready, number)
      else givenUp++
      await pause(ready ? restMs : AGAIN_AFTER_MS)
    }
  }

  async function walk(visitor: Visitor, number: number): Promise<Ready> {
    const start = await signIn(visitor, { site: service, subject: `population-${number}`, goal: GOAL })
    return walkToCheck(visitor, start, answers)
  }

  async function send(visitor: Visitor, ready: Ready, number: number): Promise<void> {
    const told = await untilTold(visitor, ready)
    if (!told) return void givenUp++
    receipts.push(told)
    const again = number % 4 === 0 ? await untilTold(visitor, ready) : told
    if (again !== undefined && again !== told) contradictions.push(`one request was told two receipts, ${told} and ${again}`)
  }

  /** What a person does who met a broken page: sends the same once more. */
  async function untilTold(visitor: Visitor, { action, form }: Ready): Promise<string | undefined> {
    while (performance.now() < endsAt) {
      const answer = await visitor.ask(action, form).catch(() => undefined)
      const told = receiptAt(answer?.location)
      if (told) return told
      await pause(AGAIN_AFTER_MS)
    }
    return undefined
  }

  const living = Array.from({ length: people }, live)
  return {
    ...{ receipts, contradictions, broken },
    givenUp: () => givenUp,
    async stop() {
      endsAt = performance.now() + PATIENCE_AT_THE_END_MS
      await Promise.all(living)
      connections.forEach(one => void one.close())
    },
  }
}

function counting(connections: Connections, broken: Map<number, number>): Connections {
  return {
    ...connections,
    async ask(ask) {
      const answer = await connections.ask(ask)
      if (answer.status >= 500) broken.set(answer.status, (broken.get(answer.status) ?? 0) + 1)
      return answer
    },
  }
}
