import { createHash } from 'node:crypto'
import { dayOf, record, type Tx, transaction, type World } from '#platform'
import { enterAll } from './enter-entry.ts'
import { findEntries, idsByKeys, insertImport, wasImported } from './entry-store.ts'
import { isSame, keyIn } from './entry-values.ts'
import { keyIndex } from './fingerprints.ts'
import type { OwnRegister } from './own-register.ts'
import { type CsvEntries, type CsvFault, readCsv } from './read-csv.ts'

/** What came, or would come, of a file: everything wrong in it, or how many entries are new and how many stand there already. */
export type Imported =
  | { readonly kind: 'faulty'; readonly faults: readonly CsvFault[]; readonly entries: number }
  | { readonly kind: 'checked' | 'entered'; readonly fresh: number; readonly known: number }
  /** The very same file was taken in before: nothing is changed. */
  | { readonly kind: 'before' }

interface Import {
  readonly text: string
  readonly by: string
  /** Only says what would come of it. */
  readonly isDryRun: boolean
  /** Hears how many entries of how many are done. */
  readonly tell?: (done: number, of: number) => void
}

const BATCH = 1000

/** Enters all entries of a file, or none. What stands there already and says the same is left as it is; what says otherwise is a fault. */
export async function importEntries(
  world: World,
  register: OwnRegister,
  { text, by, isDryRun, tell }: Import,
): Promise<Imported> {
  const digest = createHash('sha256').update(text).digest('hex')
  if (await wasImported(world, register, digest)) return { kind: 'before' }
  const read = readCsv(register, text, dayOf(world.now()))
  const { fresh, known, faults } = await sorted(world, register, read)
  if (faults.length > 0) return { kind: 'faulty', faults, entries: read.entries.length }
  if (isDryRun) return { kind: 'checked', fresh: fresh.length, known }
  const wasFirst = await transaction(world, async tx => {
    if (!(await insertImport(tx, register, { digest, entries: fresh.length, by }))) return false
    await enterInBatches(tx, register, { fresh, by, tell })
    const facts = { register: register.id, agency: register.agency, entered: fresh.length, known }
    await record(tx, { kind: 'register.imported', about: digest, by, facts })
    return true
  })
  return wasFirst ? { kind: 'entered', fresh: fresh.length, known } : { kind: 'before' }
}

type Read = CsvEntries['entries'][number]

async function enterInBatches(
  tx: Tx,
  register: OwnRegister,
  { fresh, by, tell }: { fresh: readonly Read[]; by: string; tell: Import['tell'] },
): Promise<void> {
  for (let at = 0; at < fresh.length; at += BATCH) {
    const entries = fresh.slice(at, at + BATCH)
    const entered = await enterAll(tx, register, { entries, by })
    // Somebody entered one of them meanwhile: then the file is not what was checked, and nothing of it is kept.
    if (entered.length < entries.length) throw new Error('the register changed while the file was taken in; take it in again')
    tell?.(at + entries.length, fresh.length)
  }
}

/** Which entries are new, and which are there: those that say otherwise are a fault, to be corrected one by one with a reason. */
async function sorted(world: World, register: OwnRegister, { entries, faults }: CsvEntries) {
  const fresh: Read[] = []
  const otherwise: CsvFault[] = []
  for (let at = 0; at < entries.length; at += BATCH) {
    const batch = entries.slice(at, at + BATCH)
    const keyed = batch.map(entry => ({ entry, index: keyIndex(world, register, keyIn(register, entry.values)) }))
    const ids = await idsByKeys(
      world,
      register,
      keyed.map(({ index }) => index),
    )
    const there = new Map((await findEntries(world, register, [...ids.values()])).map(entry => [entry.id, entry]))
    for (const { entry, index } of keyed) {
      const id = ids.get(index)
      if (!id) fresh.push(entry)
      else if (!there.get(id)?.statements.some(({ values }) => values && isSame(register, values, entry.values)))
        otherwise.push({ line: entry.line, column: register.key.name, code: 'in-register' })
    }
  }
  const all = [...faults, ...otherwise].sort((a, b) => a.line - b.line)
  return { fresh, known: entries.length - fresh.length - otherwise.length, faults: all }
}
