import { Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Whether a server is about to end: it then says that it is not ready, and keeps no connection. */
export interface Presence {
  isLeaving: boolean
}

/** How long a server that ends waits for others, in milliseconds. */
export interface Farewell {
  /** Not ready any more, and still serving whoever comes: until the balancer has noticed. */
  readonly noticeMs: number
  /** No longer accepting; connections that ask for nothing are kept, in case a request is on its way in one. */
  readonly idleMs: number
  /** Requests under way are cut off. */
  readonly finishMs: number
}

const FINISH_WITHIN_MS = 30_000

/** Nobody is waited for who is not being answered: at the keyboard, in tests. */
export const AT_ONCE: Farewell = { noticeMs: 0, idleMs: 0, finishMs: FINISH_WITHIN_MS }

/** Ends a server without breaking off anybody who is being answered. */
export async function bidFarewell(app: FastifyInstance, presence: Presence, farewell: Farewell): Promise<void> {
  const { server } = app
  presence.isLeaving = true
  if (farewell.noticeMs > 0) await pause(farewell.noticeMs)
  // Node's own http close breaks off idle connections at once, and with them a request that is just arriving.
  const gone = new Promise<void>(resolve => Server.prototype.close.call(server, () => resolve()))
  if (farewell.idleMs === 0) server.closeIdleConnections()
  const tidying = setTimeout(() => server.closeIdleConnections(), farewell.idleMs)
  const cutting = setTimeout(() => server.closeAllConnections(), farewell.finishMs)
  await gone
  clearTimeout(tidying)
  clearTimeout(cutting)
  await app.close()
}
