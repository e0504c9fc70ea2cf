import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import { take } from './bucket.ts'
import type { Gauge } from './gauge.ts'
import { admitNext, drawNumbers, type Queue, readQueue } from './room-store.ts'

/** Where somebody stands: how many are before them, and in how many seconds it should be their turn. */
export interface Place {
  readonly before: number
  readonly seconds: number
}

/** Those who want to start: let in as fast as there is room, in the order in which they came. */
export interface Room {
  /** Whether somebody without a number may start at once: nobody waits and there is room. */
  mayEnter(): boolean
  /** A new number, the next of all machines'. */
  draw(): Promise<number>
  isAdmitted(number: number): boolean
  placeOf(number: number): Place
  /** How many wait, as last seen. */
  readonly waiting: number
  /** Looks at the queue and lets in whom there is room for; it does so by itself, twice a second. */
  look(): Promise<void>
  stop(): void
}

interface Seen extends Queue {
  readonly at: number
}

const LOOK_MS = 500
const SPEED_OVER_MS = 20_000
const BURST_LEAST = 5

/** Opens the room. It looks at the queue twice a second, and lets in as many as the measured pace allows. */
export function openRoom(world: World, gauge: Gauge, now: () => number = () => performance.now()): Room {
  const bucket = { left: gauge.pace.startsPerSecond, at: now() }
  const seen: Seen[] = []
  const wanted: ((number: PromiseLike<number>) => void)[] = []
  const allowance = () => ({ most: Math.max(gauge.pace.startsPerSecond, BURST_LEAST), perSecond: gauge.pace.startsPerSecond })
  const newest = () => seen.at(-1) ?? { last: 0, admitted: 0, at: now() }
  const waiting = () => Math.max(0, newest().last - newest().admitted)
  const note = (queue: Queue) => {
    const at = now()
    // How fast it moved counts from when somebody began to wait.
    if (waiting() === 0) seen.length = 0
    seen.push({ ...queue, at })
    while (seen.length > 2 && seen[1]!.at <= at - SPEED_OVER_MS) seen.shift()
  }
  const look = async () => {
    if (waiting() === 0) return note(await readQueue(world))
    gauge.heldBack()
    let free = 0
    while (free < waiting() && take(bucket, allowance(), now()) === 0) free += 1
    const before = newest().admitted
    note(await admitNext(world, free))
    gauge.started(Math.max(0, Math.min(free, newest().admitted - before)))
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
    all.forEach((give, at) => void give(numbers.then(drawn => drawn[at]!)))
    // Known at once here: nobody who comes next walks past those who just took a number.
    numbers.then(
      drawn => note({ last: Math.max(newest().last, drawn.at(-1)!), admitted: newest().admitted }),
      () => {},
    )
  }
  return {
    mayEnter() {
      if (waiting() === 0 && take(bucket, allowance(), now()) === 0) {
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
    isAdmitted: number => number <= newest().admitted,
    placeOf(number) {
      const before = Math.max(0, number - newest().admitted - 1)
      return { before, seconds: Math.ceil((before + 1) / speedOf(seen, gauge.pace.startsPerSecond)) }
    },
    get waiting() {
      return waiting()
    },
    look,
    stop: () => clearInterval(timer),
  }
}

const KNOWN_AFTER_MS = 3_000

/** How many are let in a second, as all machines together did of late; before that is known, what this one reckons with. */
export function speedOf(seen: readonly Seen[], reckoned: number): number {
  const [first, last] = [seen[0], seen.at(-1)]
  const ms = first && last ? last.at - first.at : 0
  const moved = first && last ? last.admitted - first.admitted : 0
  return ms >= KNOWN_AFTER_MS && moved > 0 ? moved / (ms / 1000) : reckoned
}
