import { Unavailable } from './errors.ts'

export interface Together<Item, Result> {
  /** Writes them all in one transaction; one result for each, in order. An error means that nothing was written. */
  write(items: readonly Item[]): Promise<readonly Result[]>
  /** Whom or what it is about. What is about the same is never in two writings at a time: one of them would only wait for the other. */
  about(item: Item): string | number
  /** The largest number written at once. */
  readonly most: number
  /** How many writings may be under way at a time. */
  readonly inFlight: number
  /** How many may wait; whoever comes then is told when to come back. */
  readonly room: number
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: () => number
}

export interface Queue<Item, Result> {
  /** Resolves once what was given is committed. @throws {Unavailable} WRITE_QUEUE_FULL, and whatever its own writing failed of */
  add(item: Item): Promise<Result>
  waiting(): number
}

interface Waiting<Item, Result> {
  readonly item: Item
  resolve(result: Result): void
  reject(fault: unknown): void
}

const RATE_OVER_MS = 2_000
const LONGEST_WAIT_SECONDS = 60

/**
 * Writes what many ask for at once in few transactions. Whoever comes alone is written at once; while writings are under way
 * what comes next gathers, so that a batch is as large as the load makes it. One bad item fails alone: its batch is halved until it is found.
 */
export function writeTogether<Item, Result>(how: Together<Item, Result>): Queue<Item, Result> {
  const clock = how.clock ?? (() => performance.now())
  let waiting: Waiting<Item, Result>[] = []
  const rate = rateOf(clock)
  const beingWritten = new Set<string | number>()
  let underWay = 0
  let isDue = false

  function flush(): void {
    isDue = false
    while (waiting.length > 0 && underWay < how.inFlight) {
      // A share for each writing that may run, so that one large batch does not leave the others idle.
      const share = Math.ceil(waiting.length / (how.inFlight - underWay))
      const batch = take(Math.min(how.most, share))
      if (batch.length === 0) return
      const about = batch.map(({ item }) => how.about(item))
      for (const one of about) beingWritten.add(one)
      underWay++
      void writeBatch(how, batch).then(() => {
        for (const one of about) beingWritten.delete(one)
        underWay--
        rate.add(batch.length)
        flush()
      })
    }
  }

  /** The first of those who wait that are about nobody in a writing under way. */
  function take(most: number): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = []
    const later: Waiting<Item, Result>[] = []
    for (const one of waiting) (batch.length < most && !beingWritten.has(how.about(one.item)) ? batch : later).push(one)
    waiting = later
    return batch
  }

  return {
    waiting: () => waiting.length,
    add(item) {
      if (waiting.length >= how.room)
        return Promise.reject(new Unavailable('WRITE_QUEUE_FULL', { retryAfterSeconds: rate.secondsFor(waiting.length) }))
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (isDue || underWay >= how.inFlight) return
        isDue = true
        // After this turn's other requests were read too.
        setImmediate(flush)
      })
    },
  }
}

async function writeBatch<Item, Result>(how: Together<Item, Result>, batch: readonly Waiting<Item, Result>[]): Promise<void> {
  try {
    const results = await how.write(batch.map(({ item }) => item))
    for (const [at, one] of batch.entries()) one.resolve(results[at]!)
  } catch (fault) {
    // A database that is away is away for each of them.
    if (batch.length === 1 || fault instanceof Unavailable) for (const one of batch) one.reject(fault)
    else {
      const half = Math.ceil(batch.length / 2)
      await writeBatch(how, batch.slice(0, half))
      await writeBatch(how, batch.slice(half))
    }
  }
}

/** How many a second went through lately, to say honestly how long a queue takes. */
function rateOf(clock: () => number) {
  let [since, count, before] = [clock(), 0, 0]
  const roll = () => {
    const ms = clock() - since
    if (ms < RATE_OVER_MS) return
    before = (count * 1000) / ms
    since = clock()
    count = 0
  }
  return {
    add(written: number) {
      count += written
      roll()
    },
    secondsFor(waiting: number): number {
      const rate = before || (count * 1000) / Math.max(clock() - since, 1)
      return rate > 0 ? Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.ceil(waiting / rate))) : 5
    },
  }
}
