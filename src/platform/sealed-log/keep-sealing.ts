import { Gauge } from 'prom-client'
import { as } from '../database/actor.ts'
import { pause } from '../events/listen.ts'
import { metrics } from '../http/metrics.ts'
import { logFailure } from '../log.ts'
import type { Witness } from './adapters/index.ts'
import { type HandOver, handOver } from './hand-over.ts'
import { type SealingWorld, sealNext } from './seal.ts'
import { BATCH, newestHead, SEALER, unsealed } from './store.ts'

const EVERY_MS = 3_000
const LATE_MS = 10_000

const gauge = (name: string, help: string) => new Gauge({ name: `portico_log_${name}`, help, registers: [metrics] })
const gauges = {
  waiting: gauge('unsealed_entries', 'entries of the log that are not sealed yet, at most 100000'),
  waitingSeconds: gauge('unsealed_seconds', 'for how long the oldest of them has waited'),
  headSeconds: gauge('head_age_seconds', 'how long ago the newest head was sealed'),
  unwitnessed: gauge('unwitnessed_entries', 'sealed entries that a witness was not given yet, or has not taken'),
}

/** Seals the log every three seconds and gives its heads to the witnesses, until stopped. Any number of programs may; one at a time seals. */
export function keepSealing(world: SealingWorld, witnesses: readonly Witness[]): { stop(): Promise<void> } {
  const ending = new AbortController()
  const loop = sealUntil(as(world, SEALER), handOver(witnesses), ending.signal)
  return {
    async stop() {
      ending.abort()
      await loop
    },
  }
}

async function sealUntil(world: SealingWorld, handing: HandOver, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sealOnce(world, handing, signal)
    if (!signal.aborted) await pause(EVERY_MS, signal)
  }
  // What was written until the end is sealed before it.
  await sealOnce(world, handing)
}

/** Seals all there is, hands the newest head over, and says so when sealing is late. A fault is logged, and tried again next time. */
async function sealOnce(world: SealingWorld, handing: HandOver, signal?: AbortSignal): Promise<void> {
  try {
    while ((await sealNext(world)) === BATCH && !signal?.aborted) {}
  } catch (error) {
    logFailure(world.log, error, { message: 'the log could not be sealed, and will be tried again' })
  }
  try {
    await handing.now(world)
    await watch(world, handing)
  } catch (error) {
    logFailure(world.log, error, { message: 'how far the log is sealed could not be told' })
  }
}

async function watch(world: SealingWorld, handing: HandOver): Promise<void> {
  const [{ count, since, isFromTheFuture }, head] = await Promise.all([unsealed(world), newestHead(world)])
  const now = world.now().getTime()
  const waitingMs = since ? now - since.getTime() : 0
  gauges.waiting.set(count)
  gauges.waitingSeconds.set(waitingMs / 1000)
  gauges.headSeconds.set(head ? (now - head.sealedAt.getTime()) / 1000 : 0)
  gauges.unwitnessed.set(head ? Math.max(0, head.size - handing.size) : 0)
  if (waitingMs > LATE_MS) world.log.warn({ count, ms: waitingMs }, 'the log is not sealed for more than ten seconds')
  if (isFromTheFuture)
    world.log.error(
      {},
      'this PostgreSQL counts transactions from below those of the log: nothing can be sealed; see docs/OPERATIONS.md',
    )
}
