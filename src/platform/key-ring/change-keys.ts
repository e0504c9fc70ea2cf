import { randomBytes } from 'node:crypto'
import { as } from '../database/actor.ts'
import { transaction } from '../database/transaction.ts'
import { record } from '../events/record.ts'
import { MATERIAL_BYTES } from '../keys.ts'
import type { World } from '../world.ts'
import { type KeyEncryption, wrappedBy } from './adapters/index.ts'
import { STALE_MS } from './open-key-ring.ts'
import { queueResealing } from './reseal.ts'
import { countUnder, type Progress, progressUnder } from './reseal-store.ts'
import { sealedColumns } from './sealed-columns.ts'
import { steadyWrappedAnew } from './steady.ts'
import { forgetKey, insertKey, KEYS, lockKeys, rewrap, secondsSinceReplaced, storedKeys } from './store.ts'

/** How long after it was made a key begins to seal: every program reads the keys each second. */
export const ANNOUNCED_SECONDS = 10
const MARGIN = 2

/** Why keys were not changed, as a sentence for the operator. */
export interface Unchanged {
  readonly why: string
}

/** Makes a new data key: it seals once every program has it, and everything sealed before is then sealed anew in the background. */
export async function rotateKeys(
  world: World,
  encryption: KeyEncryption,
  { afterSeconds = ANNOUNCED_SECONDS }: { afterSeconds?: number } = {},
): Promise<{ id: string; activeFrom: Date } | Unchanged> {
  const id = randomBytes(4).toString('hex')
  const wrapped = await encryption.wrap(randomBytes(MATERIAL_BYTES), id)
  return transaction(as(world, KEYS), async tx => {
    await lockKeys(tx)
    const [newest] = await storedKeys(tx)
    const isUnderWay = newest && !newest.resealedAt && !newest.isFirst
    if (isUnderWay) return { why: `The change to the key ${newest.id} is not finished yet: see portico keys list.` }
    const { activeFrom } = await insertKey(tx, { id, wrapped, afterSeconds })
    await queueResealing(tx, id, activeFrom)
    await record(tx, { kind: 'key.made', about: id, by: 'system' })
    return { id, activeFrom }
  })
}

/** Queues the sealing anew once more, from the beginning: for what came in from a backup, or was interrupted for good. */
export function resealAgain(world: World): Promise<string> {
  return transaction(as(world, KEYS), async tx => {
    const [newest] = await storedKeys(tx)
    await queueResealing(tx, newest!.id)
    return newest!.id
  })
}

/** Wraps every data key, and the steady one, with the key of keys that holds now; what is sealed under them stays as it is. @returns how many were wrapped by another */
export async function rewrapKeys(world: World, encryption: KeyEncryption): Promise<number> {
  const others = (await storedKeys(as(world, KEYS))).flatMap(({ id, wrapped }) =>
    wrapped && wrappedBy(wrapped) !== encryption.id ? [{ id, from: wrapped }] : [],
  )
  const wrapped = await Promise.all(
    others.map(async ({ id, from }) => ({ id, from, to: await encryption.wrap(await encryption.unwrap(from, id), id) })),
  )
  const steady = await steadyWrappedAnew(as(world, KEYS).db, encryption)
  return transaction(as(world, KEYS), async tx => {
    await lockKeys(tx)
    for (const key of wrapped)
      if (!(await rewrap(tx, key))) throw new Error(`the key ${key.id} was changed at the same time; try again`)
    if (steady && !(await steady(tx))) throw new Error('the steady key was changed at the same time; try again')
    const count = wrapped.length + (steady ? 1 : 0)
    if (count > 0) await record(tx, { kind: 'key.rewrapped', about: encryption.id, by: 'system' })
    return count
  })
}

/**
 * Destroys a data key: what is still sealed under it can be read by nobody any more. It is refused while anything is.
 * A backup holds the key as it was wrapped then; that goes with the key of keys, when that is changed.
 */
export async function destroyKey(world: World, id: string): Promise<Unchanged | undefined> {
  return transaction(as(world, KEYS), async tx => {
    await lockKeys(tx)
    const why = await reasonToKeep(tx, id)
    if (why) return { why }
    await forgetKey(tx, id)
    await record(tx, { kind: 'key.destroyed', about: id, by: 'system' })
    return undefined
  })
}

async function reasonToKeep(world: World, id: string): Promise<string | undefined> {
  const stored = await storedKeys(world)
  const key = stored.find(one => one.id === id)
  if (!key || key.destroyedAt) return `There is no key ${id}; see portico keys list.`
  const seconds = await secondsSinceReplaced(world, id)
  if (seconds === undefined || !stored.some(one => one.isActive && one.activeFrom > key.activeFrom))
    return `The key ${id} seals now; make another first: portico keys rotate.`
  if (seconds * 1000 < STALE_MS * MARGIN)
    return `The key ${id} was replaced less than a minute ago; wait a moment, and try again.`
  const left = await valuesUnder(world, id)
  if (left.length === 0) return undefined
  const places = left.map(({ place, count }) => `${count} in ${place}`).join(', ')
  return `Still sealed under the key ${id}: ${places}. Wait until portico keys list says that all is done, or run portico keys reseal.`
}

/** Where values are still sealed under a key. */
export async function valuesUnder(outside: Pick<World, 'db'>, id: string): Promise<{ place: string; count: number }[]> {
  const world = as(outside, KEYS)
  const found = []
  for (const column of await sealedColumns(world)) found.push({ place: column.place, count: await countUnder(world, column, id) })
  return found.filter(({ count }) => count > 0)
}

/** A data key as its operator sees it. */
export interface ListedKey {
  readonly id: string
  readonly state: 'coming' | 'seals' | 'opens' | 'destroyed'
  readonly madeAt: Date
  readonly wrappedBy: string | undefined
  /** Of the sealing anew under this key; empty for the first. */
  readonly progress: readonly Progress[]
}

/** All data keys there ever were, the newest first. */
export async function listKeys(outside: Pick<World, 'db'>): Promise<ListedKey[]> {
  const world = as(outside, KEYS)
  const stored = await storedKeys(world)
  const current = stored.find(({ isActive, wrapped }) => isActive && wrapped)
  return Promise.all(
    stored.map(async ({ id, wrapped, isActive, madeAt }) => ({
      ...{ id, madeAt, wrappedBy: wrapped ? wrappedBy(wrapped) : undefined },
      state: wrapped === null ? 'destroyed' : id === current?.id ? 'seals' : isActive ? 'opens' : 'coming',
      progress: await progressUnder(world, id),
    })),
  )
}
