import type { Answers } from '#catalogue'
import { newId, record, type Tx, transaction, type World } from '#platform'
import { type EntryId, idsByKeys, insertEntries, insertStatements } from './entry-store.ts'
import { fingerprintsOf } from './fingerprints.ts'
import type { OwnRegister } from './own-register.ts'

export interface NewOwnEntry {
  readonly values: Answers
  /** From which day on it is so. */
  readonly from: string
}

/** Enters something in a register, from a day on; whose key is there already is not entered again. */
export async function enterEntry(
  world: World,
  register: OwnRegister,
  { by, ...entry }: NewOwnEntry & { readonly by: string },
): Promise<{ readonly id: EntryId; readonly isNew: boolean }> {
  return transaction(world, async tx => {
    const [id] = await enterAll(tx, register, { entries: [entry], by })
    if (id) return { id, isNew: true }
    const { key } = fingerprintsOf(tx, register, entry.values)
    return { id: (await idsByKeys(tx, register, [key])).get(key)!, isNew: false }
  })
}

/** Enters all that is not there yet, each with its event. @returns the ids of those entered */
export async function enterAll(
  tx: Tx,
  register: OwnRegister,
  { entries, by }: { entries: readonly NewOwnEntry[]; by: string },
): Promise<EntryId[]> {
  const all = entries.map(entry => ({ ...entry, id: newId(), marks: fingerprintsOf(tx, register, entry.values) }))
  const entered = await insertEntries(tx, register, all)
  const fresh = all.filter(({ id }) => entered.has(id))
  if (fresh.length === 0) return []
  const statements = fresh.map(({ id, values, from }) => {
    return { entry: id, seq: 1, kind: 'entered', from, until: null, values, reason: null, by } as const
  })
  await insertStatements(tx, register, statements)
  const facts = { register: register.id, agency: register.agency, seq: 1 }
  await record(tx, ...fresh.map(({ id }) => ({ kind: 'register-entry.entered', about: id, by, facts }) as const))
  return fresh.map(({ id }) => id)
}
