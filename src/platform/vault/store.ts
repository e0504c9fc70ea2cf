import { rows, run } from '../database/query.ts'
import { type Sql, sql } from '../database/sql.ts'
import { openText } from '../keys.ts'
import type { Tx, World } from '../world.ts'
import type { Entry } from './entry.ts'

interface Kept {
  readonly person: string
  /** The journey they were given in. */
  readonly about: string
  readonly entries: readonly Entry[]
}

/** Keeps identifiers, as a part of another statement whose own parameters end before `from`. It happens when that one touched a row. */
export function keptBeside(world: World, { person, about, entries }: Kept): (from: number) => Pick<Sql, 'text' | 'values'> {
  return from => ({
    text: `insert into vault.entry (person_id, token, kind, sealed_value, value_index, about, kept_at)
      select $${from}::uuid, token, kind, "sealedValue", "valueIndex", $${from + 1}::uuid, $${from + 2}::timestamptz
      from jsonb_to_recordset($${from + 3}::jsonb) as e(token uuid, kind text, "sealedValue" text, "valueIndex" text)
      where exists (select from act) on conflict (person_id, token) do nothing`,
    values: [person, about, world.now(), JSON.stringify(entries)],
  })
}

/** Keeps identifiers of many people's matters at once. */
export async function keepEntries(tx: Tx, all: readonly Kept[]): Promise<void> {
  const kept = all.flatMap(({ person, about, entries }) => entries.map(entry => ({ ...entry, person, about })))
  if (kept.length === 0) return
  await run(
    tx,
    sql`insert into vault.entry (person_id, token, kind, sealed_value, value_index, about, kept_at)
        select person, token, kind, "sealedValue", "valueIndex", about, ${tx.now()}
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
          as e(person uuid, token uuid, kind text, "sealedValue" text, "valueIndex" text, about uuid)
        on conflict (person_id, token) do nothing`,
  )
}

/** What tokens of a person stand for, opened for the one use it is asked for. */
export async function openEntries(world: World, person: string, tokens: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tokens.length === 0) return new Map()
  const found = await rows<{ token: string; sealedValue: string }>(
    world,
    sql`select token, sealed_value from vault.entry where person_id = ${person} and token = any (${tokens}::uuid[])`,
  )
  return new Map(found.map(({ token, sealedValue }) => [token, openText(world, sealedValue)]))
}

/** Lets go of what was given in a journey and stands in it no longer. */
export async function discardEntries(
  tx: Tx,
  { person, about }: { person: string; about: string },
  except: readonly string[] = [],
): Promise<void> {
  await run(
    tx,
    sql`delete from vault.entry where person_id = ${person} and about = ${about} and token <> all (${except}::uuid[])`,
  )
}
