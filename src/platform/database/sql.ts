import { createHash } from 'node:crypto'

/** One parametrised statement; `name` lets PostgreSQL keep its plan. */
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

function prepare(strings: TemplateStringsArray) {
  const text = strings.reduce((before, part, index) => `${before}$${index}${part}`)
  const statement = { text, name: createHash('sha256').update(text).digest('base64url').slice(0, 20) }
  known.set(strings, statement)
  return statement
}
