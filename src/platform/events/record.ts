import { run } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import type { Tx } from '../world.ts'

/** What may be told of an act: ids, codes, counts and yes or no. Never a person's words or data. */
export type EventFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One act that happened: `kind` is `module.done-thing`, `about` the id of what it happened to. */
export interface NewEvent {
  readonly kind: `${string}.${string}`
  readonly about: string
  /** Whose matter it is; absent for acts that concern nobody in particular. */
  readonly person?: string | undefined
  /** Who did it: a person's or officer's id, or `system`. */
  readonly by: string
  readonly facts?: EventFacts
}

/** Writes an event in the act's own transaction: no act without its event, no event without its act. */
export async function record(tx: Tx, ...events: readonly NewEvent[]): Promise<void> {
  const written = events.map(({ kind, about, person, by, facts = {} }) => ({ kind, about, person_id: person ?? null, by, facts }))
  await run(
    tx,
    sql`insert into platform.event (at, kind, about, person_id, by, facts)
        select ${tx.now()}, kind, about, person_id, by, facts
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as e(kind text, about text, person_id uuid, by text, facts jsonb)`,
  )
}
