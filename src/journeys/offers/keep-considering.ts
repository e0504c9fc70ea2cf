import { logFailure, pause } from '#platform'
import type { JourneysWorld } from '../world.ts'
import { considerHappenings } from './consider-happenings.ts'

const PAUSE_MS = 1_000
const PAUSE_AFTER_FAULT_MS = 5_000

/** Keeps looking at what registers tell of until stopped. Several programs do so side by side, each at other events. */
export function keepConsidering(world: JourneysWorld): { stop(): Promise<void> } {
  const ending = new AbortController()
  const loop = keepOn(world, ending.signal)
  return {
    async stop() {
      ending.abort()
      await loop
    },
  }
}

async function keepOn(world: JourneysWorld, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const pauseMs = await considerOnce(world)
    if (pauseMs) await pause(pauseMs, signal)
  }
}

async function considerOnce(world: JourneysWorld): Promise<number> {
  try {
    return (await considerHappenings(world)) > 0 ? 0 : PAUSE_MS
  } catch (error) {
    logFailure(world.log, error, { message: 'events of registers could not be looked at and will be taken again' })
    return PAUSE_AFTER_FAULT_MS
  }
}
