import pg from 'pg'
import type { Sql } from './sql.ts'

/** What pg's own query is made of, as far as a flight leans on it. */
interface QueryInside {
  name: string
  callback: Answered
  prepare(connection: Wire): void
  handleCommandComplete(message: { readonly text: string }, connection: Wire): void
}

interface Wire {
  readonly parsedStatements: Readonly<Record<string, string>>
  parse(statement: { text: string; name: string; types: never[] }): void
  bind(portal: { portal: string; statement: string; values: never[] }): void
  execute(portal: { portal: string; rows: number }): void
  sync(): void
}

type Answered = (fault: Error | null, result: pg.QueryResult) => void

// Its pipeline takes no queries but its own kind.
const Query = pg.Query as unknown as new (statement: Sql & { queryMode: 'extended' }) => QueryInside

const [BEGIN, COMMIT] = [
  { name: 'portico begin', text: 'begin' },
  { name: 'portico commit', text: 'commit' },
]

/** Lets a connection know by name what every flight says; asked once, before anything else. */
export function prepareFlights(client: pg.PoolClient): void {
  for (const statement of [BEGIN, COMMIT]) client.query(statement).catch(() => {})
}

/**
 * A transaction of one statement as one message: begin, for whom it is, the statement and commit are asked with one `Sync`, and so answered together.
 * When one fails, PostgreSQL passes over the others: the transaction stays open, to be rolled back.
 */
export class Flight extends Query {
  readonly #actingAs: string
  readonly #name: string
  #done = 0

  constructor(statement: Sql, actingAs: string) {
    super({ ...statement, queryMode: 'extended' })
    this.#actingAs = actingAs
    this.#name = statement.name
  }

  /** Whether the transaction had begun for whom it is when it failed, if it did. */
  get isUnderWay(): boolean {
    return this.#done >= 2
  }

  override prepare(connection: Wire): void {
    say(connection, BEGIN)
    say(connection, { name: '', text: this.#actingAs })
    // The statement as pg would ask it, without the end that is ours to say.
    super.prepare(Object.create(connection, { sync: { value: () => {} } }))
    say(connection, COMMIT)
    connection.sync()
    // What PostgreSQL says first is not of the statement that has this name.
    this.name = ''
  }

  override handleCommandComplete(message: { readonly text: string }, connection: Wire): void {
    this.#done += 1
    if (this.#done === 2) this.name = this.#name
    if (this.#done === 3) super.handleCommandComplete(message, connection)
  }
}

/** Asks a statement without an answer of its own. */
function say(connection: Wire, { name, text }: { name: string; text: string }): void {
  const isKnown = name !== '' && connection.parsedStatements[name] !== undefined
  if (!isKnown) connection.parse({ text, name: '', types: [] })
  connection.bind({ portal: '', statement: isKnown ? name : '', values: [] })
  connection.execute({ portal: '', rows: 0 })
}

/** Sends a flight, and waits until all of it was answered. */
export function answered(client: pg.PoolClient, flight: Flight): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    flight.callback = (fault, result) => {
      if (!fault) return resolve(result)
      // From where it was asked, and not from where it was read.
      Error.captureStackTrace(fault)
      reject(fault)
    }
    client.query(flight as unknown as pg.Submittable)
  })
}
