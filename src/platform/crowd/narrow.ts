import { Unavailable } from '../errors.ts'

/** How many may be at it at once, how many may wait for that, and how long. */
export interface Width {
  readonly atOnce: number
  readonly waiting: number
  readonly waitMs: number
}

/** A way so narrow that only a few pass at a time; the others wait in order, and nobody for ever. */
export function openNarrow({ atOnce, waiting, waitMs }: Width) {
  let inside = 0
  const queue: { go(): void }[] = []
  const leave = () => {
    const next = queue.shift()
    if (next) next.go()
    else inside -= 1
  }
  return {
    get inside() {
      return inside
    },
    get waiting() {
      return queue.length
    },
    /** Waits for a turn. @returns how to leave again, which must be called once @throws Unavailable when too many wait, or it took too long */
    async enter(): Promise<() => void> {
      if (inside < atOnce) {
        inside += 1
        return leave
      }
      if (queue.length >= waiting) throw full(waitMs)
      await turn(queue, waitMs)
      return leave
    },
  }
}

function turn(queue: { go(): void }[], waitMs: number): Promise<void> {
  return new Promise((go, fail) => {
    const late = setTimeout(() => {
      queue.splice(queue.indexOf(waiter), 1)
      fail(full(waitMs))
    }, waitMs)
    const waiter = {
      go() {
        clearTimeout(late)
        go()
      },
    }
    queue.push(waiter)
  })
}

function full(waitMs: number): Unavailable {
  return new Unavailable('TOO_MUCH_AT_ONCE', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}
