import { randomUUID } from 'node:crypto'
import { as } from '../database/actor.ts'
import type { Database } from '../database/connection.ts'
import type { World } from '../world.ts'
import { readProxies, type TrustedProxies } from './address.ts'
import { type Gauge, openGauge } from './gauge.ts'
import { openLimiter } from './limits.ts'
import { openRoom, type Room } from './room.ts'

/** What keeps a site on its feet when more come than it can serve; one for each process. */
export interface Crowd {
  readonly gauge: Gauge
  readonly room: Room
  readonly limiter: ReturnType<typeof openLimiter>
  readonly proxies: TrustedProxies | undefined
  /** What was turned away since the start, by why. */
  readonly turnedAway: Record<'busy' | 'limit' | 'queue', number>
  /** The reference under which the present crowd stands in the log: once, however many are turned away. */
  reference(): string
  /** In how many seconds it is worth coming back: what is under way at the rate at which it was worked off, and not all at once. */
  secondsUntilRoom(): number
  stop(): void
}

const SPREAD = 5
const EPISODE_ENDS_MS = 60_000

/** Begins to watch over a site. @param trustedProxies a list of addresses and networks, such as `10.0.0.0/8` */
export function openCrowd(world: World & { readonly db: Database }, { trustedProxies }: { trustedProxies?: string } = {}): Crowd {
  const gauge = openGauge(world.db)
  const room = openRoom(as(world, 'system platform.crowd'), gauge)
  let turn = 0
  const episode = { reference: '', lastAt: Number.NEGATIVE_INFINITY }
  return {
    ...{ gauge, room, limiter: openLimiter() },
    proxies: trustedProxies ? readProxies(trustedProxies) : undefined,
    turnedAway: { busy: 0, limit: 0, queue: 0 },
    reference() {
      const at = performance.now()
      if (at - episode.lastAt > EPISODE_ENDS_MS) {
        episode.reference = randomUUID().replaceAll('-', '').slice(0, 10)
        world.log.warn(
          { reference: episode.reference, code: 'TOO_BUSY' },
          'more come than can be served: some are turned away for now',
        )
      }
      episode.lastAt = at
      return episode.reference
    },
    secondsUntilRoom() {
      const backlog = (gauge.underWay + gauge.waitingForDatabase) / Math.max(gauge.answeredPerSecond, 1)
      turn = (turn + 1) % SPREAD
      return Math.min(120, Math.ceil(backlog + gauge.pressure) + 1 + turn)
    },
    stop() {
      gauge.stop()
      room.stop()
    },
  }
}
