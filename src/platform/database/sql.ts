import { createHash } from 'node:crypto'

/** One parametrised statement; `name` lets PostgreSQL keep its plan, and is empty where that might not survive a new column. */
export interface Sql {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

const known = new WeakMap<TemplateStringsArray, { name: string; text: string }>()

/** Writes a statement: every `${value}` becomes a parameter, so nothing a person typed is ever read as SQL. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  const statement = known.get(strings) ?? prepare(strings)
  return { ...statement, values }
}

// PostgreSQL refuses a kept plan whose columns have changed: a column added while we run would fail it. Hot statements name theirs.
const ALL_COLUMNS = /\b(select|returning)\s+(\w+\.)?\*/i

function prepare(strings: TemplateStringsArray) {
  const text = strings.reduce((before, part, index) => `${before}$${index}${part}`)
  const statement = {
    text,
    name: ALL_COLUMNS.test(text) ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 20),
  }
  known.set(strings, statement)
  return statement
}
