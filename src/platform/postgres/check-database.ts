import pg from 'pg'
import { StartFault } from './start-fault.ts'

const OLDEST_MAJOR = 16
const PATIENCE_MS = 5_000

/** What a server says of itself and of our place in it. */
export interface ServerFacts {
  /** As in `server_version_num`: 160004 is 16.4. */
  version: number
  encoding: string
  isReadOnly: boolean
  mayCreate: boolean
}

/** Asks the database behind DATABASE_URL whether Portico can work in it. Rejects with a `StartFault`, which never shows the password. */
export async function checkDatabase(url: string): Promise<void> {
  const place = placeOf(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    judge(await askServer(client), place)
  } catch (error) {
    throw error instanceof StartFault ? error : connectionFault(error, place)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Throws the fault that keeps Portico from working in such a server. */
export function judge(server: ServerFacts, place: string): void {
  const major = Math.floor(server.version / 10_000)
  if (major < OLDEST_MAJOR)
    throw new StartFault(
      'DATABASE_TOO_OLD',
      `The database at ${place} is PostgreSQL ${major}, and Portico needs ${OLDEST_MAJOR} or newer: upgrade it, or leave DATABASE_URL out to use the one Portico brings.`,
    )
  const wants = []
  if (server.encoding !== 'UTF8') wants.push(`must hold its text as UTF8, not ${server.encoding}`)
  if (server.isReadOnly) wants.push('can only be read: name the primary server instead')
  if (!server.mayCreate) wants.push('must let this user create schemas (grant create on database)')
  if (wants.length > 0) throw new StartFault('DATABASE_NOT_SUITABLE', `The database at ${place} ${wants.join('; it ')}.`)
}

async function askServer(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(
    `select current_setting('server_version_num')::int as version,
            current_setting('server_encoding') as encoding,
            pg_is_in_recovery() or current_setting('default_transaction_read_only')::bool as "isReadOnly",
            has_database_privilege(current_database(), 'create') as "mayCreate"`,
  )
  return rows[0]!
}

function placeOf(url: string): string {
  const { host, port, database, user } = readUrl(url)
  return `${host}:${port}/${database} (user ${user})`
}

function readUrl(url: string): pg.Client {
  try {
    if (!/^(postgres|postgresql|socket):\/\//.test(url)) throw new Error('not a PostgreSQL URL')
    return new pg.Client({ connectionString: url })
  } catch {
    throw new StartFault(
      'DATABASE_URL_UNREADABLE',
      'DATABASE_URL is not a PostgreSQL address: write it as postgres://user:password@host:5432/database, with special characters of the password percent-encoded.',
    )
  }
}

function connectionFault(error: unknown, place: string): StartFault {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === '3D000')
    return new StartFault('DATABASE_MISSING', `The server has no such database: ${place}. Create it, or correct DATABASE_URL.`)
  if (code.startsWith('28'))
    return new StartFault('DATABASE_REFUSES_US', `The database refuses the user or the password: ${place}. Correct DATABASE_URL.`)
  const why = code && !message.includes(code) ? `${message}, ${code}` : message || code
  return new StartFault(
    'DATABASE_UNREACHABLE',
    `No database answers at ${place} (${why || 'no reason given'}): start it, or correct DATABASE_URL.`,
  )
}
