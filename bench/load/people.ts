import { type Connections, openConnections } from '../../dev/visitor/connections.ts'
import type { Typed } from '../../dev/visitor/fill-form.ts'
import { newVisitor, signIn } from '../../dev/visitor/visitor.ts'
import { sendReady, walkToCheck } from '../../dev/visitor/walk-journey.ts'

export interface Address {
  /** The service's public address. */
  readonly site: string
  readonly identityProvider: string
}

/** What people come for: the page of a service, and all they type. */
export interface Errand {
  readonly goal: string
  readonly answers: Typed
}

/** What became of all the journeys that people of Fairhaven made. */
export interface Journeys {
  readonly receipts: string[]
  /** Milliseconds of every request to the service. */
  readonly requestsMs: number[]
  readonly failures: string[]
}

/** Fairhaven's people, one after the other: each call is the whole journey of somebody who has not been there before. */
export function openTown({ site, identityProvider, goal, answers }: Address & Errand) {
  const service = new URL(site)
  const connections = new Map<string, Connections>()
  for (const url of [service, new URL(identityProvider)])
    connections.set(url.origin, openConnections({ hostname: url.hostname, port: Number(url.port) }))
  let next = 0
  return {
    close: () => connections.forEach(one => void one.close()),
    async nextJourney({ receipts, requestsMs, failures }: Journeys): Promise<void> {
      const timed = (url: URL, ms: number) => url.origin === service.origin && void requestsMs.push(ms)
      const visitor = newVisitor({ connections, timed })
      try {
        const start = await signIn(visitor, { site: service, subject: `population-${next++}`, goal })
        const receipt = await sendReady(visitor, await walkToCheck(visitor, start, answers))
        if (receipt) receipts.push(receipt)
        else failures.push('no receipt')
      } catch (error) {
        failures.push((error as Error).message)
      }
    },
  }
}
