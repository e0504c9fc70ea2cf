/** Those who wait and still look, as one machine sees them. Whoever did not look for a while has left, and takes nobody's turn. */
export interface Present {
  readonly count: number
  /** They look now, and will again in so many seconds. */
  saw(number: number, at: number, againIn: number): void
  /** Whether they are shown their place for the first time. */
  isNew(number: number): boolean
  /** Somebody looks. @returns when they were told to, where that is not yet; whoever is in haste once, is expected sooner the next time */
  tooSoon(number: number, at: number): number | undefined
  /** They wait for an answer until then, and come in as soon as it is their turn. */
  waits(number: number, at: number, until: number): void
  /** They are in. */
  came(number: number): void
  /** Takes in whose turn it is, and forgets whoever left. @returns how many did not come although it was their turn */
  settle(admitted: number, at: number): number
  /** How many are before this number: who still look, and who should come because it is their turn. */
  rankOf(number: number): { waiting: number; coming: number }
  /**
   * The number up to which it may be the turn of all: of whoever still has to come, no more have come by the end of each slot of time
   * than `room` says for it, the first of which is now. Undefined when there is no such number.
   */
  upTo(room: readonly number[], slots: { readonly from: number; readonly ms: number }): number | undefined
}

/**
 * When somebody who waits so many seconds should look again: soon when they are near, so that whoever left is known to have before their turn,
 * and else no more often than the many who wait can all be shown their place. Whoever has just come is most likely to leave: that is known soon.
 */
export function lookAgainIn(seconds: number, waiting: number, isNew = false): LookAgain {
  if (seconds <= NEAR_SECONDS) return 3
  if (isNew) return 6
  return lookAgains.findLast(again => again <= seconds / 2 && (again === 6 || again <= waiting / LOOKS_A_SECOND)) ?? 6
}

export const lookAgains = [3, 6, 12, 30, 60] as const
const NEAR_SECONDS = 12
const LOOKS_A_SECOND = 1_000
export type LookAgain = (typeof lookAgains)[number]

// One look missed, and a little. Whoever looks later all the same has lost nothing: their number is what it was.
const LEFT_AFTER = 1.1
const LATE_MS = 1_500
const HASTY_MS = 1_500
// Their page takes its time, over a slow line.
const AWAITED_MS = 2_000
// A clock that runs a little fast is no haste.
const SOON_MS = 500
const MOST = 200_000

interface Seen {
  readonly looks: number
  readonly dueAt: number
  comesAt: number
  leftAt: number
  isHasty: boolean
}

export function openPresent(): Present {
  const seen = new Map<number, Seen>()
  const coming = new Map<number, Seen>()
  let inOrder: number[] = []
  return {
    get count() {
      return seen.size
    },
    came(number) {
      coming.delete(number)
      seen.delete(number)
    },
    saw(number, at, againIn) {
      if (seen.size >= MOST && !seen.has(number)) return
      const { isHasty = false, looks = 0 } = seen.get(number) ?? {}
      // Those who just came stand behind all others at once, and not only when the queue is looked at next.
      if (!seen.has(number) && number > (inOrder.at(-1) ?? -1)) inOrder.push(number)
      const afterMs = againIn * 1000
      seen.set(number, {
        isHasty,
        looks: looks + 1,
        dueAt: at + afterMs,
        comesAt: at + afterMs,
        leftAt: at + LATE_MS + (isHasty ? HASTY_MS : afterMs * LEFT_AFTER),
      })
    },
    // They were seen when they took their number.
    isNew: number => seen.get(number)?.looks === 1,
    tooSoon(number, at) {
      const them = seen.get(number)
      if (!them) return undefined
      them.isHasty = them.dueAt - at > SOON_MS
      return them.isHasty ? them.dueAt : undefined
    },
    waits(number, at, until) {
      const them = seen.get(number) ?? coming.get(number)
      if (!them) return
      them.leftAt = until + LATE_MS
      them.comesAt = at
    },
    settle(admitted, at) {
      const before = coming.size
      for (const [number, { leftAt }] of coming) if (at > leftAt + AWAITED_MS) coming.delete(number)
      const missed = before - coming.size
      for (const [number, them] of seen) {
        if (number <= admitted) coming.set(number, them)
        if (number <= admitted || at > them.leftAt) seen.delete(number)
      }
      inOrder = [...seen.keys()].sort((a, b) => a - b)
      return missed
    },
    rankOf(number) {
      let [from, to] = [0, inOrder.length]
      while (from < to) {
        const middle = (from + to) >> 1
        if (inOrder[middle]! < number) from = middle + 1
        else to = middle
      }
      let before = 0
      for (const awaited of coming.keys()) if (awaited < number) before += 1
      return { waiting: from, coming: before }
    },
    upTo(room, { from, ms }) {
      const left = [...room]
      const last = left.length - 1
      const slotOf = ({ comesAt }: Seen) => Math.min(last, Math.max(0, Math.ceil((comesAt - from) / ms) - 1))
      const take = (slot: number) => {
        for (let at = slot; at <= last; at++) left[at]! -= 1
      }
      // Whoever is late is not waited for.
      for (const them of coming.values()) if (them.comesAt > from) take(slotOf(them))
      let upTo: number | undefined
      for (const number of inOrder) {
        const them = seen.get(number)
        // In since the order was made.
        if (!them) continue
        const slot = slotOf(them)
        if (left.slice(slot).some(places => places < 1)) break
        take(slot)
        upTo = number
      }
      return upTo
    },
  }
}
