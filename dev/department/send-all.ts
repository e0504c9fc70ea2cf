import { setTimeout as pause } from 'node:timers/promises'
import type { Journal } from './journal.ts'
import { type Line, openLine } from './line.ts'
import { type MadeRequest, madeRequest, SERVICE } from './made-requests.ts'

export interface Wish {
  readonly site: string
  readonly token: string
  readonly seed: string
  /** Numbers of the first and one past the last request. */
  readonly from: number
  readonly to: number
  /** How many are under way at a time. */
  readonly lines: number
  readonly decided: boolean
  /** Stops by itself after this long. */
  readonly seconds?: number
}

export interface SentAll {
  readonly receipts: number
  /** Requests that were never answered with a receipt, final tries included. */
  readonly unanswered: number
  /** How often there was no room, and it was sent again when it was said to. */
  readonly busy: number
  /** How often a connection broke, and it was sent again with the same key. */
  readonly broken: number
  readonly seconds: number
  /** Milliseconds that each receipt took. */
  readonly tookMs: readonly number[]
  /** Answers that should not have come. */
  readonly faults: readonly string[]
}

const TRIES_MAX = 40

/** Sends requests over so many lines at a time, each again with its own key until it is answered, and keeps the journal of all it was shown. */
export async function sendAll(wish: Wish, journal: Journal): Promise<SentAll> {
  const { hostname: host, port } = new URL(wish.site)
  const until = performance.now() + (wish.seconds ?? 3_600) * 1000
  const count = { receipts: 0, unanswered: 0, busy: 0, broken: 0 }
  const tookMs: number[] = []
  const faults: string[] = []
  let next = wish.from
  const began = performance.now()

  async function work(line: Line): Promise<void> {
    while (next < wish.to && performance.now() < until) await settle(line, madeRequest(next++, wish))
  }

  async function settle(line: Line, request: MadeRequest): Promise<void> {
    journal.add({ asked: request.key, digest: request.digest })
    const sent = performance.now()
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const answer = await line.ask(written(wish, request)).catch(() => undefined)
      if (answer?.status === 201) {
        tookMs.push(performance.now() - sent)
        return keep(request, answer.body)
      }
      if (answer && answer.status !== 503) return void faults.push(`${answer.status} ${answer.body.slice(0, 300)}`)
      count[answer ? 'busy' : 'broken']++
      await pause(answer ? (answer.retryAfterSeconds ?? 1) * 1000 : Math.min(50 * 2 ** tries, 1_000))
    }
    count.unanswered++
  }

  function keep({ key, digest: ours }: MadeRequest, body: string): void {
    const { reference, digest } = JSON.parse(body) as { reference: string; digest: string }
    journal.add({ receipt: key, reference, digest })
    count.receipts++
    if (digest !== ours) faults.push(`${key}: the receipt is for other answers than were sent`)
  }

  const lines = Array.from({ length: wish.lines }, () => openLine({ host, port: Number(port) }))
  await Promise.all(lines.map(work))
  const seconds = (performance.now() - began) / 1000
  for (const line of lines) line.close()
  await journal.kept()
  return { ...count, seconds, tookMs, faults }
}

export function written({ site, token }: Pick<Wish, 'site' | 'token'>, { key, body }: MadeRequest): string {
  return `POST /api/services/${SERVICE}/submissions HTTP/1.1\r\nhost: ${new URL(site).host}\r\nauthorization: Bearer ${token}\r\nidempotency-key: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
