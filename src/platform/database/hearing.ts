import type { Client } from 'pg'

/** Hears from the database of whom something changed, so that what was asked of a person need not be asked again for every page. */
export interface Hearing {
  /**
   * Whether what was asked of a person still stands; false whenever that cannot be known.
   * @param askedAt `performance.now()` from before it was asked
   */
  stillStands(person: string, askedAt: number): boolean
  /** Something of theirs is being changed by this process: it does not wait to hear so. */
  changed(person: string): void
}

/** The end of it that holds the connection. */
export interface Ear extends Hearing {
  /** From now on all is heard on this connection. */
  listenOn(client: Client): Promise<void>
  /** The connection answered what it was asked at that moment, so all that was told before has been heard. */
  answered(askedAt: number): void
}

const CHANNEL = 'portico_changed'
// What is older is asked again, however quiet it was: so long is remembered of whom something changed.
const STANDS_MS = 60_000
const DEAF_AFTER_MS = 2_000

export function openHearing(): Ear {
  const changedAt = new Map<string, number>()
  let listensSince = Number.POSITIVE_INFINITY
  let heardUntil = Number.NEGATIVE_INFINITY

  function changed(person: string): void {
    const now = performance.now()
    for (const [other, at] of changedAt) {
      if (now - at < STANDS_MS) break
      changedAt.delete(other)
    }
    // At the end, which stays the latest.
    changedAt.delete(person)
    changedAt.set(person, now)
  }

  return {
    changed,
    stillStands(person, askedAt) {
      const now = performance.now()
      const isKnown = askedAt > listensSince && now - askedAt < STANDS_MS && now - heardUntil < DEAF_AFTER_MS
      return isKnown && askedAt > (changedAt.get(person) ?? Number.NEGATIVE_INFINITY)
    },
    async listenOn(client) {
      client.on('notification', ({ channel, payload }) => {
        if (channel === CHANNEL && payload) changed(payload)
      })
      await client.query(`listen ${CHANNEL}`)
      listensSince = performance.now()
    },
    answered(askedAt) {
      heardUntil = askedAt
    },
  }
}
