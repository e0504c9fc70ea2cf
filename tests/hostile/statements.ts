import pg from 'pg'

const ask = pg.Client.prototype.query
let heard: string[] | undefined

// Every statement goes through here, also those of a transaction.
pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
  const [statement] = asked
  heard?.push(typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? ''))
  return (ask as (...all: unknown[]) => unknown).apply(this, asked)
} as typeof ask

/** What an act asked the database, in order of their texts: what was asked at once may come in any order. */
export async function statementsOf<Result>(act: () => Promise<Result>): Promise<{ result: Result; statements: string[] }> {
  const list: string[] = []
  heard = list
  try {
    return { result: await act(), statements: list.sort() }
  } finally {
    heard = undefined
  }
}
