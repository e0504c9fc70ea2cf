import pg from 'pg'
import type { Sql } from './sql.ts'

/** What pg's own query is made of, as far as a flight leans on it. */
interface QueryInside {
  name: string
  text: string
  queryMode: 'extended'
  callback: (fault: Error | null, result: never) => void
  readonly _result: { _types: unknown }
  readonly _results: pg.QueryResult
  readonly _canceledDueToError: Error | false
  prepare(connection: Wire): void
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Wire): void
  handleError(fault: Error, connection: Wire): void
  handleReadyForQuery(connection: Wire): void
}

interface Wire {
  readonly parsedStatements: Readonly<Record<string, string>>
  readonly submittedNamedStatements: Record<string, string>
  parse(statement: { text: string; name: string; types: never[] }): void
  bind(portal: { portal: string; statement: string; values: never[] }): void
  execute(portal: { portal: string; rows: number }): void
  sync(): void
}

/** One statement, and the SET that says for whom it is. */
export interface Asked {
  readonly statement: Sql
  readonly actingAs: string
}

/** Between statements that share a flight, in its text. */
export const BETWEEN = ';\n'

// Its pipeline takes no queries but its own kind. Where it is given a statement as an object, it copies that property by property first.
const Query = pg.Query as unknown as new (text: string, values: readonly unknown[]) => QueryInside

const [BEGIN, COMMIT] = [
  { name: 'portico begin', text: 'begin' },
  { name: 'portico commit', text: 'commit' },
]
const ROLLBACK = { name: '', text: 'rollback' }
// Who travels with others does not make them wait for a lock: then each is asked alone.
const BRIEFLY = { name: 'portico briefly', text: `set local lock_timeout = '100ms'` }

/** Lets a connection know by name what every flight says; asked once, before anything else. */
export function prepareFlights(client: pg.PoolClient): void {
  for (const statement of [BEGIN, BRIEFLY, COMMIT]) client.query(statement).catch(() => {})
}

/**
 * A transaction as one message: begin, then for whom each statement is and the statement, and commit are asked with one `Sync`, and so answered together.
 * When one fails, PostgreSQL passes over those behind it: the transaction stays open, to be rolled back.
 */
export class Flight extends Query {
  /** What PostgreSQL answers in turn: our own words, and the statements. */
  readonly #answers: readonly (QueryInside | undefined)[]
  readonly #asked: readonly (Asked & { readonly query: QueryInside })[]
  #done = 0

  constructor(asked: readonly Asked[]) {
    // As its text stands what it asks, for whoever listens to what a connection is asked.
    super(asked.map(({ statement }) => statement.text).join(BETWEEN), [])
    this.name = ''
    this.queryMode = 'extended'
    this.#asked = asked.map(one => ({ ...one, query: queryOf(one.statement) }))
    const ours = this.#isShared ? [undefined, undefined] : [undefined]
    this.#answers = [...ours, ...this.#asked.flatMap(({ query }) => [undefined, query]), undefined]
  }

  get #isShared(): boolean {
    return this.#asked.length > 1
  }

  /** Whether the transaction had begun, for whom it is, when it failed, if it did. */
  get isUnderWay(): boolean {
    return this.#done >= this.#answers.findIndex(query => query !== undefined)
  }

  override prepare(connection: Wire): void {
    // The statements as pg would ask them, without the end that is ours to say.
    const within = Object.create(connection, { sync: { value: () => {} } })
    let isSendable = true
    say(connection, BEGIN)
    if (this.#isShared) say(connection, BRIEFLY)
    for (const { query, actingAs } of this.#asked) {
      if (!isSendable) break
      say(connection, { name: '', text: actingAs })
      query._result._types = this._result._types
      query.callback = fault => {
        isSendable = false
        this.callback(fault, undefined as never)
      }
      query.prepare(within)
    }
    // What was said to have failed is not to be found done.
    say(connection, isSendable ? COMMIT : ROLLBACK)
    connection.sync()
  }

  override handleRowDescription(message: unknown): void {
    this.#answers[this.#done]?.handleRowDescription(message)
  }

  override handleDataRow(message: unknown): void {
    this.#answers[this.#done]?.handleDataRow(message)
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    this.#answers[this.#done]?.handleCommandComplete(message, connection)
    this.#done += 1
    // Under its name PostgreSQL knows the statement that comes next; pg keeps which it knows.
    const { name = '', text = '' } = this.#answers[this.#done] ?? {}
    this.name = name
    this.text = text
  }

  override handleError(fault: Error, connection: Wire): void {
    // What stood behind the failed one was passed over, and is not known by its name.
    for (const query of this.#answers.slice(this.#done)) if (query) delete connection.submittedNamedStatements[query.name]
    super.handleError(fault, connection)
  }

  override handleReadyForQuery(): void {
    const unreadable = this.#asked.find(({ query }) => query._canceledDueToError)?.query._canceledDueToError
    if (unreadable) this.callback(unreadable, undefined as never)
    else this.callback(null, this.#asked.map(({ query }) => query._results) as never)
  }
}

function queryOf({ name, text, values }: Sql): QueryInside {
  const query = new Query(text, values)
  query.name = name
  query.queryMode = 'extended'
  return query
}

/** Asks a statement without an answer of its own. */
function say(connection: Wire, { name, text }: { name: string; text: string }): void {
  const isKnown = name !== '' && connection.parsedStatements[name] !== undefined
  if (!isKnown) connection.parse({ text, name: '', types: [] })
  connection.bind({ portal: '', statement: isKnown ? name : '', values: [] })
  connection.execute({ portal: '', rows: 0 })
}

/** Sends a flight, and waits until all of it was answered. */
export function answered(client: pg.PoolClient, flight: Flight): Promise<pg.QueryResult[]> {
  return new Promise((resolve, reject) => {
    flight.callback = (fault, results) => {
      if (!fault) return resolve(results as pg.QueryResult[])
      // From where it was asked, and not from where it was read.
      Error.captureStackTrace(fault)
      reject(fault)
    }
    client.query(flight as unknown as pg.Submittable)
  })
}
