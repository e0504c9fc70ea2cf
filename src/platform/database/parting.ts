import { sealText } from '../keys.ts'
import type { Tx, World } from '../world.ts'
import { one, run } from './query.ts'
import type { Sql } from './sql.ts'

/**
 * Something held of people that leaves: when its person asks, or by itself.
 * Its SQL is written by hand in a module's `held.ts`, of the row `r` and of `$1`, the present instant; nothing anybody typed gets near it.
 */
export interface Parting {
  /** What it is called on pages, in the log and on the command line, `unsent-drafts`. */
  readonly name: string
  /** `schema.table`; it has a column `person_id`. */
  readonly table: string
  /** Which rows; one that has left is no longer among them. */
  readonly which: string
  /** The person may let it go whenever they like. */
  readonly onRequest?: true
  /** It goes by itself so long after an instant; `period` is ISO 8601, `P6M`. */
  readonly after?: { readonly since: string; readonly period: string }
  /** It is let go together with this other one, and is no choice of its own. */
  readonly goesWith?: string
  /** What stays of the row has these columns emptied; without it the whole row goes. */
  readonly empties?: Readonly<Record<string, 'null' | 'sealed text' | 'sealed json' | 'now'>>
}

/** Whose rows: one person's, when they ask; or all that are past their time, except of those whose data is held back. */
export type Leaving = { readonly of: string } | { readonly dueExcept: readonly string[] }

/** How many rows would leave. */
export async function countParting(world: World, parting: Parting, leaving: Leaving): Promise<number> {
  const { text, values } = found(world, parting, leaving)
  const name = `count ${parting.name} ${'of' in leaving}`
  return (await one<{ count: number }>(world, { name, text: `select count(*)::int as count ${text}`, values })).count
}

/** Lets rows leave, `limit` at the most. @returns how many did */
export async function carryOutParting(tx: Tx, parting: Parting, leaving: Leaving, limit?: number): Promise<number> {
  const { text, values } = found(tx, parting, leaving)
  const rows = `select r.ctid ${text} ${limit ? `limit ${limit}` : ''} for update of r`
  return run(tx, { ...effect(tx, parting, rows, values), name: `part ${parting.name} ${'of' in leaving}` })
}

function found(world: World, { table, which, after }: Parting, leaving: Leaving): Pick<Sql, 'text' | 'values'> {
  const rule = `from ${table} r where (${which}) and $1::timestamptz is not null`
  if ('of' in leaving) return { text: `${rule} and r.person_id = $2`, values: [world.now(), leaving.of] }
  if (!after) return { text: `${rule} and $2::uuid[] is null`, values: [world.now(), []] }
  const past = `(${after.since}) + interval '${after.period}' <= $1::timestamptz`
  return { text: `${rule} and ${past} and r.person_id <> all ($2::uuid[])`, values: [world.now(), leaving.dueExcept] }
}

/** Without `empties` a deletion; what was sealed is sealed anew as nothing, so that whatever reads it finds nothing. */
function effect(tx: Tx, { table, empties }: Parting, rows: string, values: unknown[]): Pick<Sql, 'text' | 'values'> {
  if (!empties) return { text: `delete from ${table} where ctid in (${rows})`, values }
  const nothing = {
    null: null,
    now: tx.now(),
    'sealed text': sealText(tx, ''),
    'sealed json': sealText(tx, '{}'),
  }
  const columns = Object.keys(empties)
  const set = columns.map((column, index) => `${column} = $${values.length + index + 1}`)
  const emptied = columns.map(column => nothing[empties[column]!])
  return { text: `update ${table} set ${set.join(', ')} where ctid in (${rows})`, values: [...values, ...emptied] }
}
