const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A session ends after this long, however busy it is. */
export const SESSION_MS = 12 * HOUR_MS
/** Being seen is written down at most this often, so a session may end up to this much early, never late. */
export const SEEN_EVERY_MS = MINUTE_MS

const IDLE_MS = { citizen: 30 * MINUTE_MS, officer: 15 * MINUTE_MS }

interface Times {
  readonly seenAt: Date
  readonly endsAt: Date
  readonly isOfficer: boolean
}

/** Whether a session that nobody ended still holds: officers 15 minutes idle, everybody else 30, all of them 12 hours. */
export function isAlive({ seenAt, endsAt, isOfficer }: Times, now: Date): boolean {
  const idleMs = now.getTime() - seenAt.getTime()
  return now < endsAt && idleMs < IDLE_MS[isOfficer ? 'officer' : 'citizen']
}
