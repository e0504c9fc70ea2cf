import type { Answers } from '#catalogue'
import { maybe, openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import { joined, parted } from './entry-values.ts'
import type { Fingerprints } from './fingerprints.ts'
import type { OwnRegister } from './own-register.ts'
import type { Statement } from './statement.ts'

export type EntryId = string

/** An entry with all that was ever stated of it, in the order in which it was stated. */
export interface Entry {
  readonly id: EntryId
  readonly statements: readonly Statement[]
}

export interface NewEntry {
  readonly id: EntryId
  readonly marks: Fingerprints
}

/** Enters what was not there; those whose key is there already are left out. @returns the ids of those entered */
export async function insertEntries(tx: Tx, register: OwnRegister, entries: readonly NewEntry[]): Promise<Set<EntryId>> {
  const values = entries.map(({ id, marks }) => ({ entry_id: id, key_index: marks.key, words: marks.words, named: marks.named }))
  const found = await rows<{ entryId: EntryId }>(
    tx,
    sql`insert into registers.own_entry (register, entry_id, agency, key_index, word_indexes, named_indexes, entered_at)
        select ${register.id}, entry_id, ${register.agency}, key_index, words, named, ${tx.now()}
        from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as e(entry_id uuid, key_index text, words text[], named text[])
        on conflict (register, key_index) do nothing
        returning entry_id`,
  )
  return new Set(found.map(({ entryId }) => entryId))
}

/** An entry is found by what was ever stated of it. */
export async function addFingerprints(tx: Tx, { id }: OwnRegister, { entry, marks }: { entry: EntryId; marks: Fingerprints }) {
  await run(
    tx,
    sql`update registers.own_entry
        set word_indexes = array(select distinct unnest(word_indexes || ${marks.words}::text[])),
            named_indexes = array(select distinct unnest(named_indexes || ${marks.named}::text[]))
        where register = ${id} and entry_id = ${entry}`,
  )
}

export type NewStatement = Omit<Statement, 'recordedAt'> & { readonly entry: EntryId }

/** States what was found to be so; nothing that was stated before is touched. */
export async function insertStatements(tx: Tx, register: OwnRegister, statements: readonly NewStatement[]): Promise<void> {
  const written = statements.map(({ entry, values, reason, from, until, ...told }) => {
    const { open, guarded } = values ? parted(register, values) : { open: null, guarded: null }
    return {
      ...told,
      ...{ entry_id: entry, valid_from: from, valid_until: until, open_values: open },
      sealed_values: guarded && sealText(tx, JSON.stringify(guarded)),
      reason_sealed: reason === null ? null : sealText(tx, reason),
    }
  })
  // A clock that was put back must not make what came later look as if it had come first.
  await run(
    tx,
    sql`insert into registers.own_statement (register, entry_id, agency, seq, kind, valid_from, valid_until, open_values, sealed_values,
                                             reason_sealed, by, recorded_at)
        select ${register.id}, s.entry_id, ${register.agency}, s.seq, s.kind, s.valid_from, s.valid_until, s.open_values, s.sealed_values, s.reason_sealed, s.by,
               greatest(${tx.now()}::timestamptz, (select max(before.recorded_at) from registers.own_statement before
                                      where before.register = ${register.id} and before.entry_id = s.entry_id))
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as s(entry_id uuid, seq int, kind text, valid_from date,
               valid_until date, open_values jsonb, sealed_values text, reason_sealed text, by text)`,
  )
}

type Row = Omit<Statement, 'values' | 'reason'> & {
  readonly entryId: EntryId
  readonly openValues: Answers | null
  readonly sealedValues: string | null
  readonly reasonSealed: string | null
}

/** Entries with all that was stated of them, in no order. */
export async function findEntries(world: World, register: OwnRegister, ids: readonly EntryId[]): Promise<Entry[]> {
  const found = await rows<Row>(
    world,
    sql`select entry_id, seq, kind, valid_from as "from", valid_until as until, open_values, sealed_values, reason_sealed, by, recorded_at
        from registers.own_statement
        where register = ${register.id} and entry_id = any(${ids}::uuid[]) order by entry_id, seq`,
  )
  const entries = Map.groupBy(found, ({ entryId }) => entryId)
  return [...entries].map(([id, all]) => ({ id, statements: all.map(row => statementFrom(world, register, row)) }))
}

function statementFrom(world: World, register: OwnRegister, row: Row): Statement {
  const { entryId: _, openValues, sealedValues, reasonSealed, ...told } = row
  const values = openValues && joined(register, openValues, JSON.parse(openText(world, sealedValues!)) as Answers)
  return { ...told, values, reason: reasonSealed && openText(world, reasonSealed) }
}

export async function findEntry(world: World, register: OwnRegister, id: EntryId): Promise<Entry | undefined> {
  return (await findEntries(world, register, [id]))[0]
}

/** Holds an entry as it is until the transaction ends. @returns whether it is there */
export async function lockEntry(tx: Tx, { id }: OwnRegister, entry: EntryId): Promise<boolean> {
  return (
    (await maybe(
      tx,
      sql`select 1 as there from registers.own_entry where register = ${id} and entry_id = ${entry} for update`,
    )) !== undefined
  )
}

/** Which entries have these keys, by the key's fingerprint. */
export async function idsByKeys(world: World, { id }: OwnRegister, keys: readonly string[]): Promise<Map<string, EntryId>> {
  const found = await rows<{ keyIndex: string; entryId: EntryId }>(
    world,
    sql`select key_index, entry_id from registers.own_entry where register = ${id} and key_index = any(${keys}::text[])`,
  )
  return new Map(found.map(({ keyIndex, entryId }) => [keyIndex, entryId]))
}

/** Entries that all these words stand in, the first entered first. */
export async function idsByWords(
  world: World,
  { id }: OwnRegister,
  { words, limit }: { words: readonly string[]; limit: number },
): Promise<EntryId[]> {
  const found = await rows<{ entryId: EntryId }>(
    world,
    sql`select entry_id from registers.own_entry where register = ${id} and word_indexes @> ${words}::text[]
        order by entered_at, entry_id limit ${limit}`,
  )
  return found.map(({ entryId }) => entryId)
}

/** Entries that ever named somebody. */
export async function idsNaming(world: World, { id }: OwnRegister, named: string): Promise<EntryId[]> {
  const found = await rows<{ entryId: EntryId }>(
    world,
    sql`select entry_id from registers.own_entry where register = ${id} and named_indexes @> array[${named}]::text[] limit 100`,
  )
  return found.map(({ entryId }) => entryId)
}

export async function countEntries(world: World, { id }: OwnRegister): Promise<number> {
  const [found] = await rows<{ count: number }>(
    world,
    sql`select count(*)::int as count from registers.own_entry where register = ${id}`,
  )
  return found!.count
}

/** Notes that a file was taken in. @returns false when it was before */
export async function insertImport(
  tx: Tx,
  { id, agency }: OwnRegister,
  { digest, entries, by }: { digest: string; entries: number; by: string },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into registers.own_import (register, digest, agency, entries, by, taken_at)
        values (${id}, ${digest}, ${agency}, ${entries}, ${by}, ${tx.now()}) on conflict do nothing`,
  )
  return touched > 0
}

export async function wasImported(world: World, { id }: OwnRegister, digest: string): Promise<boolean> {
  return (
    (await maybe(world, sql`select 1 as there from registers.own_import where register = ${id} and digest = ${digest}`)) !==
    undefined
  )
}
