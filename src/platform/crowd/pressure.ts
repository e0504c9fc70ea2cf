/** How a process is doing, as measured over a tenth of a second. */
export interface Strain {
  /** How late the program came to a timer: what everything else waits too. */
  readonly loopDelayMs: number
  /** Requests that have no connection to the database yet. */
  readonly waitingForDatabase: number
  readonly answeredPerSecond: number
  readonly underWay: number
}

const LATE_MS = 100
const QUEUE_SECONDS = 0.25
const UNDER_WAY_MAX = 2_000
// Where next to nothing is answered, a handful that waits says nothing about how long.
const ANSWERED_LEAST = 40

/** One number for all of it: below 1 there is room; at 1 people wait a tenth of a second for their turn, at 12 well over a second. */
export function pressureOf({ loopDelayMs, waitingForDatabase, answeredPerSecond, underWay }: Strain): number {
  const queueSeconds = waitingForDatabase / Math.max(answeredPerSecond, ANSWERED_LEAST)
  return Math.max(loopDelayMs / LATE_MS, queueSeconds / QUEUE_SECONDS, underWay / UNDER_WAY_MAX)
}

const WINDOW = 4

/** The pressure that held for all of the last four measurements: one long pause is no crowd. @param recent newest last */
export function lastingPressure(recent: readonly number[]): number {
  return recent.length < WINDOW ? 0 : Math.min(...recent.slice(-WINDOW))
}
