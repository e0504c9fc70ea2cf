import { setTimeout as pause } from 'node:timers/promises'

const EVERY_MS = 20
const UNANSWERED_MS = 2_000
const STEADY_MS = 1_500
const PATIENCE_MS = 60_000

/**
 * The longest time without an answer that came from the database, from a fault on until the answers have been steady again.
 * @returns milliseconds; rejects when the service does not come back within a minute
 */
export async function gapAfter(site: string, fault: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let [longest, last, brokenAt] = [0, began, began]
  const made = fault().then(() => {
    // What was answered before the fault was made in full says nothing of the time after it.
    brokenAt = performance.now()
    return true
  })
  // Heard below, once there is an answer to wait for.
  made.catch(() => {})
  while (performance.now() - brokenAt < STEADY_MS || !(await Promise.race([made, pause(0, false)]))) {
    const isServed = await isReady(site)
    const now = performance.now()
    if (!isServed) brokenAt = now
    else {
      longest = Math.max(longest, now - last)
      last = now
    }
    if (now - began > PATIENCE_MS) throw new Error(`the service did not come back within ${PATIENCE_MS / 1000} seconds`)
    await pause(EVERY_MS)
  }
  return longest
}

async function isReady(site: string): Promise<boolean> {
  const signal = AbortSignal.timeout(UNANSWERED_MS)
  return fetch(new URL('/health/ready', site), { signal }).then(
    async answer => {
      await answer.text()
      return answer.ok
    },
    () => false,
  )
}
