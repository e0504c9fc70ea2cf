import { logFailure } from '../log.ts'
import type { World } from '../world.ts'
import { refill, take } from './bucket.ts'
import type { Gauge } from './gauge.ts'
import { openHeld } from './held.ts'
import { type LookAgain, lookAgainIn, openPresent } from './present.ts'
import { admitUpTo, drawNumbers, type Queue, readQueue } from './room-store.ts'

/** Where somebody stands: how many are before them, and in how many seconds it should be their turn. */
export interface Place {
  readonly before: number
  readonly seconds: number
  /** In how many seconds they should look again. */
  readonly again: LookAgain
}

/** A look that waits for its answer. */
export interface TooSoon {
  /** Resolves when it is to be answered. */
  readonly isOver: Promise<void>
  hungUp(): void
}

/** Those who want to start: let in as fast as there is room, in the order in which they came. */
export interface Room {
  /** Whether somebody without a number may start at once: there is room, and nobody waits or nobody who waits takes it. */
  mayEnter(): boolean
  /** A new number, the next of all machines'. */
  draw(): Promise<number>
  /** Whether the queue has come so far. */
  isTurnOf(number: number): boolean
  /** In with them, when there is room this very moment and it is their turn, or nobody whose turn it is takes it. */
  comeIn(number: number): boolean
  /** Somebody came with the leave that this number was given: if they held the line for it, their place is taken now. */
  cameBack(number: number): void
  /** Holds a look that comes sooner than they were told to, or at their turn while there is no room; undefined for one to be answered now. */
  tooSoon(number: number): TooSoon | undefined
  /** Somebody looks: where they are, and that they are still there. */
  placeOf(number: number): Place
  /** How many wait here, as last seen. */
  readonly waiting: number
  /** Looks at the queue and lets in whom there is room for; it does so by itself, twice a second. */
  look(): Promise<void>
  /** Answers everybody at once, as before the end. */
  letGo(): void
  stop(): void
}

const LOOK_MS = 500
const SPEED_OVER_MS = 20_000
// Where nobody waits, some who come at one moment are let in at once.
const BURST = { seconds: 2, least: 5 }
const AHEAD_MS = 8_000
// Whose turn it is and who is here is in by then: looks are three seconds apart, or held.
const SPARE_AFTER_MS = 3_500
// Whoever's turn it is comes when their page looks again, every three seconds.
const COMES_AFTER_SECONDS = 1.5
// All who come within so long draw their numbers together: in a rush hundreds come in a second, each question to the database wakes it, and nobody sees a hundredth of one.
const DRAWN_WITHIN_MS = 10
// Many look at one time: at their turn the door holds them back for a little.
const TOGETHER_SECONDS = 2

/** Opens the room. It looks at the queue twice a second, and lets in as many of those who are still there as the measured pace allows. */
export function openRoom(world: World, gauge: Gauge, now: () => number = () => performance.now()): Room {
  const bucket = { left: gauge.pace.startsPerSecond, at: now() }
  const present = openPresent()
  const held = openHeld(now)
  // Let in while they held the line: to be answered, and to come with their leave.
  const entering = new Set<number>()
  const awaited = new Set<number>()
  const letIn: { at: number; count: number }[] = []
  const drawn = { here: 0, before: undefined as number | undefined }
  const wanted: ((number: PromiseLike<number>) => void)[] = []
  // Who came in, or did not come although it was their turn.
  let passed = 0
  let queue: Queue = { last: 0, admitted: 0 }
  const allowance = () => ({
    most: Math.max(gauge.pace.startsPerSecond * (present.count === 0 ? BURST.seconds : 1), BURST.least),
    perSecond: gauge.pace.startsPerSecond,
  })
  // When somebody last came whose turn it was, or nobody waited.
  let takenAt = now()
  /** Whether nobody takes the places although people wait: those whose turn it is have left, and it is not known yet. Then whoever is here may come in. */
  const hasSpare = () => now() - takenAt >= SPARE_AFTER_MS && !(gauge.pressure >= 1)
  /** Whoever comes in is ours to serve. */
  const enter = (number: number) => {
    present.came(number)
    passed += 1
    bucket.left -= 1
    gauge.started(1)
  }
  /** Takes in how far the queue has come, whoever moved it. */
  const settle = (fresh: Queue) => {
    queue = fresh
    passed += present.settle(queue.admitted, now())
    if (present.count === 0) {
      takenAt = now()
      awaited.clear()
    }
    if (present.count === 0 && passed === 0) letIn.length = 0
    else letIn.push({ at: now(), count: passed })
    passed = 0
    while (letIn.length > 2 && letIn[1]!.at <= now() - SPEED_OVER_MS) letIn.shift()
    for (const number of held.upTo(hasSpare() ? Number.POSITIVE_INFINITY : queue.admitted)) {
      if (refill(bucket, allowance(), now()) < 1) break
      enter(number)
      entering.add(number)
      if (number <= queue.admitted) awaited.add(number)
      held.letGo(number)
    }
  }
  const look = async () => {
    held.release(now())
    settle(await readQueue(world))
    if (present.count === 0) {
      Object.assign(drawn, { here: 0, before: undefined })
      return
    }
    const free = refill(bucket, allowance(), now())
    const number = present.upTo(roomAhead(free, gauge.pace.startsPerSecond), { from: now(), ms: LOOK_MS })
    if (number !== undefined) settle(await admitUpTo(world, number))
    if (bucket.left < 1) gauge.heldBack()
  }
  let isLooking = false
  const timer = setInterval(() => {
    // Also while the database keeps us waiting: nobody else is kept longer than they were told.
    held.release(now())
    if (isLooking) return
    isLooking = true
    look()
      .catch(error => logFailure(world.log, error, { level: 'warn', message: 'the waiting room could not look at its queue' }))
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
      if ((present.count === 0 || hasSpare()) && wanted.length === 0 && take(bucket, allowance(), now()) === 0) {
        gauge.started(1)
        return true
      }
      gauge.heldBack()
      return false
    },
    draw() {
      const { promise, resolve } = Promise.withResolvers<number>()
      if (wanted.push(resolve) === 1) setTimeout(drawAll, DRAWN_WITHIN_MS)
      return promise
    },
    isTurnOf: number => number <= queue.admitted,
    comeIn(number) {
      if (entering.delete(number)) return true
      if ((number > queue.admitted && !hasSpare()) || refill(bucket, allowance(), now()) < 1) return false
      if (number <= queue.admitted) takenAt = now()
      enter(number)
      return true
    },
    cameBack(number) {
      if (awaited.delete(number)) takenAt = now()
    },
    tooSoon(number) {
      const at = now()
      const until = number <= queue.admitted ? Number.POSITIVE_INFINITY : present.tooSoon(number, at)
      const look = until === undefined ? undefined : held.hold(number, until)
      if (!look) return undefined
      present.waits(number, at, look.until)
      const hungUp = () => {
        if (look.forget()) present.waits(number, at, now())
      }
      return { isOver: look.isOver, hungUp }
    },
    placeOf(number) {
      const { waiting, coming } = present.rankOf(number)
      const before = Math.min(Math.round(waiting * others()), Math.max(0, number - queue.admitted - 1)) + coming
      // At the beginning of a rush the pace goes down and up again: what was carried before it tells more.
      const speed = speedOf(letIn, gauge.pace.carried ?? gauge.pace.startsPerSecond)
      const seconds = Math.ceil(COMES_AFTER_SECONDS + (waiting + coming + 1) / speed)
      const again = lookAgainIn(seconds, present.count, present.isNew(number))
      present.saw(number, now(), again)
      return { before, seconds, again }
    },
    get waiting() {
      return present.count
    },
    look,
    letGo: held.letAllGo,
    stop: () => clearInterval(timer),
  }
}

/** For how many there is room by the end of each stretch between two looks at the queue, from this one on. */
function roomAhead(free: number, startsPerSecond: number): number[] {
  const inEach = (startsPerSecond * LOOK_MS) / 1000
  return Array.from({ length: AHEAD_MS / LOOK_MS }, (_, slot) =>
    slot === 0 ? free : free + inEach * slot + startsPerSecond * TOGETHER_SECONDS,
  )
}

// Whoever has just come looks again in three seconds or six: how fast it goes shows after that.
const KNOWN_AFTER_MS = 10_000

/** How many of those who wait here are let in a second, of late; before that is known, what this machine reckons with. */
export function speedOf(letIn: readonly { readonly at: number; readonly count: number }[], reckoned: number): number {
  const [first, last] = [letIn[0], letIn.at(-1)]
  const ms = first && last ? last.at - first.at : 0
  // What was let in at the very beginning had been saved up before.
  const moved = letIn.reduce((sum, { at, count }) => (at > first!.at ? sum + count : sum), 0)
  return ms >= KNOWN_AFTER_MS && moved > 0 ? moved / (ms / 1000) : reckoned
}
