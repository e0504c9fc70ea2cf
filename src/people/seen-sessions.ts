import type { Hearing, World } from '#platform'
import { SEEN_EVERY_MS } from './session.ts'
import type { FoundSession } from './session-store.ts'

/** A session as it was found, and when it was asked for, by `performance.now()`. */
interface Seen {
  readonly found: FoundSession
  readonly askedAt: number
}

const SESSIONS_MOST = 10_000

/** By the browser's secret, the latest seen last; each running program has its own. */
const seenBy = new WeakMap<Hearing, Map<string, Seen>>()

/** A session seen within the minute whose person nothing was changed of since: it need not be asked for again. */
export function recallSession(world: World, secret: string): FoundSession | undefined {
  if (!world.hearing) return undefined
  const seen = seenBy.get(world.hearing)?.get(secret)
  return seen && isRecent(world, seen) && world.hearing.stillStands(seen.found.personId, seen.askedAt) ? seen.found : undefined
}

/** Only of people who are themselves and not at work: whom a mandate or an office ends is in other people's hands. */
export function keepInMind(world: World, secret: string, seen: Seen): void {
  const { hearing } = world
  const { actingFor, officerId } = seen.found
  if (!hearing || actingFor !== null || officerId !== null) return
  const sessions = seenBy.get(hearing) ?? new Map<string, Seen>()
  seenBy.set(hearing, sessions)
  for (const [other, before] of sessions) {
    if (sessions.size < SESSIONS_MOST && isRecent(world, before)) break
    sessions.delete(other)
  }
  sessions.delete(secret)
  sessions.set(secret, seen)
}

/** It has not to be written down yet that they were seen again. */
function isRecent(world: World, { found: { seenAt, endsAt } }: Seen): boolean {
  const now = world.now()
  return now < endsAt && now.getTime() - seenAt.getTime() < SEEN_EVERY_MS
}
