import { setTimeout as pause } from 'node:timers/promises'
import type { Child } from './child.ts'
import type { ToPart } from './part.ts'

type Leave = Omit<Extract<ToPart, { is: 'stop' }>, 'is'>

/** A place among several processes that is never empty for long. */
export interface Place {
  readonly name: string
  current(): Child
  /** Puts a fresh process in, and sends the one before it away once that is ready. @returns false when the fresh one did not come up */
  replace(leave: Leave): Promise<boolean>
  stop(leave: Leave): Promise<void>
}

interface Keeping {
  readonly name: string
  launch(): Child
  tell(sentence: string): void
  /** Milliseconds before the next try, after so many that lived only briefly. */
  readonly backOff?: (briefLives: number) => number
}

const BRIEF_MS = 10_000
const GONE_WITHIN_MS = 45_000

/** At once the first time, then 0.1 s, 0.2 s … 10 s. */
export function backOffFor(briefLives: number): number {
  return briefLives === 0 ? 0 : Math.min(100 * 2 ** (briefLives - 1), 10_000)
}

/** Fills a place, and fills it again whenever its process ends by itself. @returns undefined when the first did not come up */
export async function keepPlace({ name, launch, tell, backOff = backOffFor }: Keeping): Promise<Place | undefined> {
  let current = launch()
  let isStopping = false
  let briefLives = 0
  if (!(await current.ready)) return undefined
  void watch(current, performance.now())

  async function watch(child: Child, since: number): Promise<void> {
    const how = await child.ended
    if (isStopping || child !== current) return
    tell(`A process (${name}) has ended (${how}) and is being started again.`)
    briefLives = performance.now() - since < BRIEF_MS ? briefLives + 1 : 0
    await pause(backOff(Math.max(0, briefLives - 1)))
    // Meanwhile all may have been told to end, or the place been filled by a restart.
    if (isStopping || child !== current) return
    current = launch()
    void watch(current, performance.now())
  }

  return {
    name,
    current: () => current,
    async replace(leave) {
      const fresh = launch()
      if (!(await fresh.ready)) return false
      if (isStopping) {
        await sendAway(fresh, leave)
        return false
      }
      const before = current
      current = fresh
      void watch(fresh, performance.now())
      await sendAway(before, leave)
      return true
    },
    async stop(leave) {
      isStopping = true
      await sendAway(current, leave)
    },
  }
}

async function sendAway(child: Child, leave: Leave): Promise<void> {
  child.say({ is: 'stop', ...leave })
  const cutting = setTimeout(() => child.kill(), leave.noticeMs + leave.idleMs + GONE_WITHIN_MS)
  await child.ended
  clearTimeout(cutting)
}
