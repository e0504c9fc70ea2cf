import type { Answers } from '#catalogue'
import { isId, record, type Tx, transaction, type World } from '#platform'
import { addFingerprints, type Entry, type EntryId, findEntry, insertStatements, lockEntry } from './entry-store.ts'
import { keyIn } from './entry-values.ts'
import { fingerprintsOf } from './fingerprints.ts'
import type { OwnRegister } from './own-register.ts'
import { entryNotThere } from './refusals.ts'

interface Stated {
  readonly entry: EntryId
  readonly from: string
  readonly reason: string
  readonly by: string
}

/** States that from a day on, until another or for good, an entry is otherwise. What was stated before stays readable. */
export function correctEntry(
  world: World,
  register: OwnRegister,
  { values, until, ...stated }: Stated & { readonly values: Answers; readonly until: string | null },
): Promise<void> {
  return state(world, register, { ...stated, kind: 'corrected', values, until })
}

/** States that from a day on there is no such entry. */
export function endEntry(world: World, register: OwnRegister, stated: Stated): Promise<void> {
  return state(world, register, { ...stated, kind: 'ended', values: null, until: null })
}

type Statement = Stated & {
  readonly kind: 'corrected' | 'ended'
  readonly values: Answers | null
  readonly until: string | null
}

function state(world: World, register: OwnRegister, { entry: id, values, ...told }: Statement): Promise<void> {
  return transaction(world, async tx => {
    const entry = isId(id) && (await lockEntry(tx, register, id)) ? await findEntry(tx, register, id) : undefined
    if (!entry) throw entryNotThere()
    const seq = entry.statements.length + 1
    if (values) await foundByAll(tx, register, { entry, values })
    await insertStatements(tx, register, [{ ...told, entry: id, seq, values }])
    const facts = { register: register.id, agency: register.agency, seq }
    await record(tx, { kind: `register-entry.${told.kind}`, about: id, by: told.by, facts })
  })
}

async function foundByAll(tx: Tx, register: OwnRegister, { entry, values }: { entry: Entry; values: Answers }): Promise<void> {
  const before = entry.statements.find(statement => statement.values)?.values
  if (keyIn(register, before ?? {}) !== keyIn(register, values)) throw new Error('the key of an entry is never corrected')
  await addFingerprints(tx, register, { entry: entry.id, marks: fingerprintsOf(tx, register, values) })
}
