import { performance } from 'node:perf_hooks'
import type { Connection } from '../database/connection.ts'
import { Unavailable } from '../errors.ts'
import { pause } from '../events/listen.ts'
import { type DataKey, dataKey, type Keys, type SteadyKey } from '../keys.ts'
import { type Log, logFailure } from '../log.ts'
import { StartFault } from '../postgres/start-fault.ts'
import { type KeyEncryption, wrappedBy } from './adapters/index.ts'
import { openSteady } from './steady.ts'
import { insertFirstKey, KEYS, type StoredKey, storedKeys } from './store.ts'

const EVERY_MS = 1_000

/** For how long a program may seal without having heard which key seals now. A key is destroyed only after longer than that. */
export const STALE_MS = 30_000

/** The keys of one database, opened; kept up with what other programs change. */
export interface KeyRing extends Keys {
  /** Reads again which keys there are. */
  refresh(): Promise<void>
  /** Reads them again every second from now on. */
  keepUp(log: Log): { stop(): Promise<void> }
}

/**
 * Opens the keys of a database, and makes the first one where there is none.
 * @throws {StartFault} ROOT_SECRET_OTHER when they are wrapped by a key that is not here
 */
export async function openKeyRing(db: Connection, encryption: KeyEncryption): Promise<KeyRing> {
  const ring = ringOf(db.as(KEYS), encryption)
  await ring.refresh()
  return ring
}

function ringOf(db: Connection, encryption: KeyEncryption): KeyRing {
  let known: ReadonlyMap<string, DataKey> = new Map()
  let current: DataKey
  let steady: SteadyKey
  let heardAt = Number.POSITIVE_INFINITY
  let isKeptUp = false
  async function refresh() {
    const asked = performance.now()
    const stored = await keysIn(db, encryption)
    known = await unwrapAll(stored, known, encryption)
    current = known.get(stored.find(key => key.isActive && known.has(key.id))!.id)!
    steady ??= await openSteady(
      db,
      encryption,
      [...known.values()].find(({ isFirst }) => isFirst),
    )
    heardAt = asked
  }
  return {
    refresh,
    get current() {
      if (isKeptUp && performance.now() - heardAt > STALE_MS) throw new Unavailable('KEYS_NOT_HEARD', { retryAfterSeconds: 2 })
      return current
    },
    get latest() {
      return current
    },
    get steady() {
      return steady
    },
    get known() {
      return known
    },
    stranger: () => new Unavailable('KEY_NOT_HEARD_YET', { retryAfterSeconds: 2 }),
    keepUp(log) {
      isKeptUp = true
      const ending = new AbortController()
      const loop = keepUp(refresh, { log, signal: ending.signal })
      return {
        async stop() {
          ending.abort()
          await loop
        },
      }
    },
  }
}

async function keepUp(refresh: () => Promise<void>, { log, signal }: { log: Log; signal: AbortSignal }): Promise<void> {
  while (!signal.aborted) {
    await pause(EVERY_MS, signal)
    if (signal.aborted) return
    await refresh().catch(error => logFailure(log, error, { message: 'the keys could not be read again' }))
  }
}

/** Those that can still open something. */
async function keysIn(db: Connection, encryption: KeyEncryption): Promise<StoredKey[]> {
  const stored = await storedKeys({ db })
  if (stored.length > 0) return stored.filter(({ wrapped }) => wrapped !== null)
  const { id, material } = encryption.first()
  await insertFirstKey({ db }, { id, wrapped: await encryption.wrap(material, id) })
  return storedKeys({ db })
}

async function unwrapAll(
  stored: readonly StoredKey[],
  known: ReadonlyMap<string, DataKey>,
  encryption: KeyEncryption,
): Promise<ReadonlyMap<string, DataKey>> {
  if (stored.length === known.size && stored.every(({ id }) => known.has(id))) return known
  const opened = await Promise.all(stored.map(async key => known.get(key.id) ?? unwrap(key, encryption)))
  return new Map(opened.map(key => [key.id, key]))
}

async function unwrap({ id, wrapped, isFirst }: StoredKey, encryption: KeyEncryption): Promise<DataKey> {
  try {
    return dataKey(id, await encryption.unwrap(wrapped!, id), { isFirst })
  } catch (cause) {
    throw Object.assign(otherSecret(wrappedBy(wrapped!), encryption.id), { cause })
  }
}

function otherSecret(by: string, ours: string): StartFault {
  return new StartFault(
    'ROOT_SECRET_OTHER',
    `The keys in this database are wrapped by the root secret ${by}, and the one given is ${ours}: give the right PORTICO_SECRET, or the one before as PORTICO_SECRET_BEFORE.`,
  )
}
