import { run } from '../database/query.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { OnBehalf, Tx, World } from '../world.ts'

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
  await run(
    tx,
    sql`insert into platform.event (at, kind, about, person_id, by, facts)
        select ${tx.now()}, kind, about, person_id, by, facts
        from jsonb_to_recordset(${written(tx, events)}::jsonb) as e(kind text, about text, person_id uuid, by text, facts jsonb)`,
  )
}

/** An act, and what else is done in the same statement when it touched a row; that numbers its parameters from where the act's end. */
export type Act = Sql & { readonly beside?: ((from: number) => Pick<Sql, 'text' | 'values'>) | undefined }

/**
 * Does an act that is a single write and records it, all in one statement: a transaction that takes one trip instead of four.
 * @param act  a write that ends in `returning`; when it touches no row nothing is recorded
 * @returns whether it touched a row
 */
export async function runAndRecord(world: World, act: Act, ...events: readonly NewEvent[]): Promise<boolean> {
  const beside = act.beside?.(act.values.length + 1)
  const length = act.values.length + (beside?.values.length ?? 0)
  const { name, text, values } = toldFrom(length + 1, world, events)
  const { rowCount } = await world.db.write({
    name: `${act.name}+${name}${beside ? '+beside' : ''}`,
    text: `with act as (${act.text})${beside ? `, beside as (${beside.text})` : ''}
        insert into platform.event (at, kind, about, person_id, by, facts) ${text} where exists (select from act)`,
    values: [...act.values, ...(beside?.values ?? []), ...values],
  })
  return (rowCount ?? 0) > 0
}

/** Rows of the log, selected from parameters numbered from one on. A single event, as most acts have, is spared being read out of JSON. */
function toldFrom(from: number, world: World, events: readonly NewEvent[]): Sql {
  const [event, ...more] = events
  if (!event || more.length > 0)
    return {
      name: 'events',
      text: `select $${from}::timestamptz, kind, about, person_id, by, facts
          from jsonb_to_recordset($${from + 1}::jsonb) as e(kind text, about text, person_id uuid, by text, facts jsonb)`,
      values: [world.now(), written(world, events)],
    }
  const { kind, about, person_id, by, facts } = rowOf(world, event)
  const types = ['timestamptz', 'text', 'text', 'uuid', 'text', 'jsonb']
  return {
    name: 'event',
    text: `select ${types.map((type, at) => `$${from + at}::${type}`).join(', ')}`,
    values: [world.now(), kind, about, person_id, by, JSON.stringify(facts)],
  }
}

function written(world: World, events: readonly NewEvent[]): string {
  return JSON.stringify(events.map(event => rowOf(world, event)))
}

function rowOf({ onBehalf }: World, event: NewEvent) {
  const { kind, about, person, by, facts = {} } = onBehalf && event.by === onBehalf.of ? doneFor(event, onBehalf) : event
  return { kind, about, person_id: person ?? null, by, facts }
}

/** What a person did is told of whoever did it for them, with the mandate they did it by. */
function doneFor(event: NewEvent, { by, mandate }: OnBehalf): NewEvent {
  return { ...event, by, facts: { ...event.facts, mandate } }
}
