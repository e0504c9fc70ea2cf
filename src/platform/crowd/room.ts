import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import { refill, take } from './bucket.ts'
import type { Gauge } from './gauge.ts'
import { type LookAgain, lookAgainIn, openPresent } from './present.ts'
import { admitUpTo, drawNumbers, type Queue, readQueue } from './room-store.ts'

/** Where somebody stands: how many are before them, and in how many seconds it should be their turn. */
export interface Place {
  readonly before: number
  readonly seconds: number
  /** In how many seconds they should look again. */
  readonly again: LookAgain
}

/** Those who want to start: let in as fast as there is room, in the order in which they came. */
export interface Room {
  /** Whether somebody without a number may start at once: nobody waits and there is room. */
  mayEnter(): boolean
  /** A new number, the next of all machines'. */
  draw(): Promise<number>
  isAdmitted(number: number): boolean
  /** Somebody looks: where they are, and that they are still there. */
  placeOf(number: number): Place
  /** How many wait here, as last seen. */
  readonly waiting: number
  /** Looks at the queue and lets in whom there is room for; it does so by itself, twice a second. */
  look(): Promise<void>
  stop(): void
}

const LOOK_MS = 500
const SPEED_OVER_MS = 20_000
const BURST_LEAST = 5

/** Opens the room. It looks at the queue twice a second, and lets in as many of those who are still there as the measured pace allows. */
export function openRoom(world: World, gauge: Gauge, now: () => number = () => performance.now()): Room {
  const bucket = { left: gauge.pace.startsPerSecond, at: now() }
  const present = openPresent()
  const letIn: { at: number; count: number }[] = []
  const drawn = { here: 0, before: undefined as number | undefined }
  const wanted: ((number: PromiseLike<number>) => void)[] = []
  let queue: Queue = { last: 0, admitted: 0 }
  const allowance = () => ({ most: Math.max(gauge.pace.startsPerSecond, BURST_LEAST), perSecond: gauge.pace.startsPerSecond })

  /** Takes in how far the queue has come, whoever moved it: those of ours who are in now are ours to serve. */
  const settle = (fresh: Queue) => {
    queue = fresh
    const count = present.settle(queue.admitted, now())
    bucket.left -= count
    gauge.started(count)
    if (present.count === 0 && count === 0) letIn.length = 0
    else letIn.push({ at: now(), count })
    while (letIn.length > 2 && letIn[1]!.at <= now() - SPEED_OVER_MS) letIn.shift()
  }
  const look = async () => {
    settle(await readQueue(world))
    if (present.count === 0) {
      Object.assign(drawn, { here: 0, before: undefined })
      return
    }
    gauge.heldBack()
    const free = Math.floor(refill(bucket, allowance(), now()))
    const number = free > 0 ? present.upTo(free) : undefined
    if (number !== undefined) settle(await admitUpTo(world, number))
  }
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch(error => world.log.warn({ error: traceOf(error) }, 'the waiting room could not look at its queue'))
      .finally(() => {
        isLooking = false
      })
  }, LOOK_MS).unref()

  const drawAll = () => {
    const all = wanted.splice(0)
    const numbers = drawNumbers(world, all.length)
    all.forEach((give, at) => void give(numbers.then(given => given[at]!)))
    numbers.then(
      given => {
        drawn.before ??= given[0]! - 1
        drawn.here += given.length
        queue = { ...queue, last: Math.max(queue.last, given.at(-1)!) }
        // Known at once here: nobody who comes next walks past those who just took a number.
        for (const number of given) present.saw(number, now(), 3)
      },
      () => {},
    )
  }
  /** Of all who took a number since somebody waits here, how many there are to each who took theirs here. */
  const others = () => (drawn.before === undefined ? 1 : Math.max(1, (queue.last - drawn.before) / Math.max(1, drawn.here)))
  return {
    mayEnter() {
      if (present.count === 0 && wanted.length === 0 && take(bucket, allowance(), now()) === 0) {
        gauge.started(1)
        return true
      }
      gauge.heldBack()
      return false
    },
    draw() {
      const { promise, resolve } = Promise.withResolvers<number>()
      // All who come in one turn of the loop draw together.
      if (wanted.push(resolve) === 1) setImmediate(drawAll)
      return promise
    },
    isAdmitted: number => number <= queue.admitted,
    placeOf(number) {
      const rank = present.rankOf(number)
      const before = Math.min(Math.round(rank * others()), Math.max(0, number - queue.admitted - 1))
      const seconds = Math.ceil((rank + 1) / speedOf(letIn, gauge.pace.startsPerSecond))
      const again = lookAgainIn(seconds, present.count)
      present.saw(number, now(), again)
      return { before, seconds, again }
    },
    get waiting() {
      return present.count
    },
    look,
    stop: () => clearInterval(timer),
  }
}

const KNOWN_AFTER_MS = 3_000

/** How many of those who wait here are let in a second, of late; before that is known, what this machine reckons with. */
export function speedOf(letIn: readonly { readonly at: number; readonly count: number }[], reckoned: number): number {
  const [first, last] = [letIn[0], letIn.at(-1)]
  const ms = first && last ? last.at - first.at : 0
  // What was let in at the very beginning had been saved up before.
  const moved = letIn.reduce((sum, { at, count }) => (at > first!.at ? sum + count : sum), 0)
  return ms >= KNOWN_AFTER_MS && moved > 0 ? moved / (ms / 1000) : reckoned
}
