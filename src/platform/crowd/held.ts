/** Looks that wait for their answer: those that came sooner than they were told to, and those whose turn it is while there is no room yet. */
export interface Held {
  /** Until then on the room's clock, or as long as anything is held; undefined where so many are held that this one is answered at once. */
  hold(number: number, until: number): HeldLook | undefined
  /** Lets go of those whose time it is. */
  release(at: number): void
  /** Those up to a number, in order. */
  upTo(number: number): readonly number[]
  letGo(number: number): void
  letAllGo(): void
}

export interface HeldLook {
  /** Resolves when it is to be answered. */
  readonly isOver: Promise<void>
  /** On the room's clock. */
  readonly until: number
  /** @returns whether it was still held */
  forget(): boolean
}

// Whoever left is known to have no later than this and a little; and proxies give up after half a minute.
const LONGEST_MS = 5_000
// Some seven thousand bytes each (Node 24, fastify 5), beside the connection, which stays open between looks as well.
const MOST = 10_000

export function openHeld(now: () => number): Held {
  const held = new Map<number, { until: number; answer: () => void }>()
  const letGo = (number: number) => {
    held.get(number)?.answer()
    held.delete(number)
  }
  return {
    hold(number, until) {
      // Whoever looks in two tabs, or again: the older one is answered.
      letGo(number)
      if (held.size >= MOST) return undefined
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = { until: Math.min(until, now() + LONGEST_MS), answer: resolve }
      held.set(number, look)
      return { isOver: promise, until: look.until, forget: () => held.get(number) === look && held.delete(number) }
    },
    release(at) {
      for (const [number, { until }] of held) if (until <= at) letGo(number)
    },
    upTo: last => [...held.keys()].filter(number => number <= last).sort((a, b) => a - b),
    letGo,
    letAllGo() {
      for (const number of held.keys()) letGo(number)
    },
  }
}
