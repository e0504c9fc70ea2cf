import type { World } from '../world.ts'
import type { Sql } from './sql.ts'

type Asker = Pick<World, 'db'>

/** All rows of a statement; `received_at` arrives as `receivedAt`. */
export async function rows<Row>(world: Asker, statement: Sql): Promise<Row[]> {
  const result = await world.db.query(statement)
  return result.rows.map(row => camel(row) as Row)
}

/** The first row, or undefined when there is none. */
export async function maybe<Row>(world: Asker, statement: Sql): Promise<Row | undefined> {
  const result = await world.db.query(statement)
  return result.rows[0] && (camel(result.rows[0]) as Row)
}

/** The one row that must be there. */
export async function one<Row>(world: Asker, statement: Sql): Promise<Row> {
  const row = await maybe<Row>(world, statement)
  if (!row) throw new Error(`no row where one was certain: ${statement.text.trim().slice(0, 80)}`)
  return row
}

/** Runs a statement for its effect. @returns how many rows it touched */
export async function run(world: Asker, statement: Sql): Promise<number> {
  return (await world.db.query(statement)).rowCount ?? 0
}

const camelNames = new Map<string, string>()

function camel(row: Record<string, unknown>): Record<string, unknown> {
  const turned: Record<string, unknown> = {}
  for (const name in row) turned[camelName(name)] = row[name]
  return turned
}

function camelName(name: string): string {
  let turned = camelNames.get(name)
  if (turned === undefined) {
    turned = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    camelNames.set(name, turned)
  }
  return turned
}
