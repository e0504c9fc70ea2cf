import { randomBytes } from 'node:crypto'
import type { Connection } from '../database/connection.ts'
import { type DataKey, STEADY_BYTES, type SteadyKey, steadyKey } from '../keys.ts'
import type { Tx } from '../world.ts'
import { type KeyEncryption, wrappedBy } from './adapters/index.ts'
import { insertSteady, rewrapSteady, storedSteady } from './store.ts'

const ID = 'steady'

/**
 * The steady key of a database, opened; made where there is none.
 * @throws when it is wrapped by a key that is not here
 */
export async function openSteady(db: Connection, encryption: KeyEncryption, first: DataKey | undefined): Promise<SteadyKey> {
  const stored = await storedSteady({ db })
  const wrapped = stored?.wrapped ?? (await makeSteady(db, encryption, stored && first))
  return steadyKey(await encryption.unwrap(wrapped, ID))
}

/** A database of earlier times goes on with the fingerprints it has, which were made with the first data key. */
async function makeSteady(db: Connection, encryption: KeyEncryption, before: DataKey | undefined): Promise<string> {
  const fresh = randomBytes(STEADY_BYTES)
  before?.index.export().copy(fresh)
  await insertSteady({ db }, await encryption.wrap(fresh, ID))
  return (await storedSteady({ db }))!.wrapped!
}

/** The steady key wrapped anew, to be written in a transaction; undefined when it is wrapped by the key of keys that holds now. */
export async function steadyWrappedAnew(
  db: Connection,
  encryption: KeyEncryption,
): Promise<((tx: Tx) => Promise<boolean>) | undefined> {
  const from = (await storedSteady({ db }))?.wrapped
  if (!from || wrappedBy(from) === encryption.id) return undefined
  const to = await encryption.wrap(await encryption.unwrap(from, ID), ID)
  return tx => rewrapSteady(tx, { from, to })
}
