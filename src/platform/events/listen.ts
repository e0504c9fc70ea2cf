import { logFailure } from '../log.ts'
import type { World } from '../world.ts'
import { hearNext, STRETCH, type Subscription } from './subscription.ts'

// After a stretch that was not full too: under load the news of a moment is heard at once instead of one by one.
const PAUSE_MS = 200
const PAUSE_AFTER_FAULT_MS = 2_000

/** Keeps every consumer hearing the news until stopped. A consumer that fails waits and tries the same events again. */
export function listen<W extends World>(world: W, subscriptions: readonly Subscription<W>[]): { stop(): Promise<void> } {
  const ending = new AbortController()
  const loops = subscriptions.map(subscription => keepHearing(world, subscription, ending.signal))
  return {
    async stop() {
      ending.abort()
      await Promise.all(loops)
    },
  }
}

async function keepHearing<W extends World>(world: W, subscription: Subscription<W>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const pauseMs = await hearOnce(world, subscription)
    if (pauseMs) await pause(pauseMs, signal)
  }
}

async function hearOnce<W extends World>(world: W, subscription: Subscription<W>): Promise<number> {
  try {
    return (await hearNext(world, subscription)) < STRETCH ? PAUSE_MS : 0
  } catch (error) {
    const { consumer } = subscription
    logFailure(world.log, error, { consumer, message: 'a consumer failed and will hear the same events again' })
    return PAUSE_AFTER_FAULT_MS
  }
}

/** Waits, or returns at once when the signal is given. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

/** Hears everything there is to hear and returns: for tests, seeds and drills. */
export async function catchUp<W extends World>(world: W, subscriptions: readonly Subscription<W>[]): Promise<void> {
  let heard = 1
  while (heard > 0) {
    heard = 0
    for (const subscription of subscriptions) heard += await hearNext(world, subscription)
  }
}
