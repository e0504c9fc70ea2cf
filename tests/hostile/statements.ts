import pg from 'pg'
import type { Database } from '#platform'

const ask = pg.Client.prototype.query
let heard: { list: string[]; database: string } | undefined

// Every statement goes through here, also those of a transaction.
pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
  const statement = asked[0] as string | { readonly text?: string; readonly name?: string }
  const { text = '', name } = typeof statement === 'string' ? { text: statement } : statement
  // Other tests of this process have databases of their own, and consumers that ask them; and what a new connection says of itself no act asked.
  if (heard && heard.database === this.database && !name?.startsWith('portico ')) heard.list.push(text)
  return (ask as (...all: unknown[]) => unknown).apply(this, asked)
} as typeof ask

/** What an act asked one database, in order of their texts: what was asked at once may come in any order. */
export async function statementsOf<Result>(
  { pool }: Pick<Database, 'pool'>,
  act: () => Promise<Result>,
): Promise<{ result: Result; statements: string[] }> {
  const list: string[] = []
  heard = { list, database: new pg.Client(pool.options.connectionString).database! }
  try {
    return { result: await act(), statements: list.sort() }
  } finally {
    heard = undefined
  }
}
