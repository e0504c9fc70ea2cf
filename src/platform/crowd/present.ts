/** Those who wait and still look, as one machine sees them. Whoever did not look for a while has left, and takes nobody's turn. */
export interface Present {
  readonly count: number
  /** They look now, and will again in so many seconds. */
  saw(number: number, at: number, againIn: number): void
  /** Forgets whoever left, and whoever is in. @returns how many of those who still look were let in */
  settle(admitted: number, at: number): number
  /** How many who still look are before this number, as last settled. */
  rankOf(number: number): number
  /** The number up to which so many of them would be in; undefined when nobody looks. */
  upTo(count: number): number | undefined
}

/**
 * When somebody who waits so many seconds should look again: soon when they are near, so that whoever left is known to have before their turn,
 * and else no more often than the many who wait can all be shown their place.
 */
export function lookAgainIn(seconds: number, waiting: number): LookAgain {
  if (seconds <= NEAR_SECONDS) return 3
  return lookAgains.findLast(again => again <= seconds / 2 && (again === 6 || again <= waiting / LOOKS_A_SECOND)) ?? 6
}

export const lookAgains = [3, 6, 12, 30, 60] as const
const NEAR_SECONDS = 12
const LOOKS_A_SECOND = 1_000
export type LookAgain = (typeof lookAgains)[number]

// One look missed, and a little. Whoever looks later all the same has lost nothing: their number is what it was.
const LEFT_AFTER = 1.1
const LATE_MS = 1_500
const MOST = 200_000

export function openPresent(): Present {
  const seen = new Map<number, number>()
  let inOrder: number[] = []
  return {
    get count() {
      return seen.size
    },
    saw(number, at, againIn) {
      if (seen.size < MOST || seen.has(number)) seen.set(number, at + againIn * LEFT_AFTER * 1000 + LATE_MS)
    },
    settle(admitted, at) {
      let letIn = 0
      for (const [number, leftAt] of seen) {
        if (number <= admitted) letIn += 1
        if (number <= admitted || at > leftAt) seen.delete(number)
      }
      inOrder = [...seen.keys()].sort((a, b) => a - b)
      return letIn
    },
    rankOf(number) {
      let [from, to] = [0, inOrder.length]
      while (from < to) {
        const middle = (from + to) >> 1
        if (inOrder[middle]! < number) from = middle + 1
        else to = middle
      }
      return from
    },
    upTo: count => inOrder[Math.min(count, inOrder.length) - 1],
  }
}
