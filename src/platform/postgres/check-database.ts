import pg from 'pg'
import { StartFault } from './start-fault.ts'

const OLDEST_MAJOR = 15
const PATIENCE_MS = 5_000

/** What a server says of itself and of our place in it. */
export interface ServerFacts {
  /** As in `server_version_num`: 150013 is 15.13. */
  version: number
  encoding: string
  isReadOnly: boolean
  mayCreate: boolean
  /** Whether the server knows the role `portico_app`, and we are it or a member of it. */
  hasAppRole: boolean
  isAppRole: boolean
  /** Whether row-level security holds us: neither superuser nor BYPASSRLS nor owner of a table that has it. */
  isHeld: boolean
}

/** What an address is for: making and changing the tables, or working with them. */
export type DatabaseUse = 'owner' | 'application'

const SETTING = { owner: 'DATABASE_OWNER_URL', application: 'DATABASE_URL' } as const

/** Asks a database of the operator's whether Portico can work in it. Rejects with a `StartFault`, which never shows the password. */
export async function checkDatabase(url: string, use: DatabaseUse): Promise<void> {
  const place = placeOf(url, use)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    judge(await askServer(client), place, use)
  } catch (error) {
    throw error instanceof StartFault ? error : connectionFault(error, place, use)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Throws the fault that keeps Portico from working in such a server. */
export function judge(server: ServerFacts, place: string, use: DatabaseUse): void {
  const major = Math.floor(server.version / 10_000)
  if (major < OLDEST_MAJOR)
    throw new StartFault(
      'DATABASE_TOO_OLD',
      `The database at ${place} is PostgreSQL ${major}, and Portico needs ${OLDEST_MAJOR} or newer: upgrade it, or leave DATABASE_URL out to use the one Portico brings.`,
    )
  const wants = []
  if (server.encoding !== 'UTF8') wants.push(`must hold its text as UTF8, not ${server.encoding}`)
  if (server.isReadOnly) wants.push('can only be read: name the primary server instead')
  if (use === 'owner' && !server.mayCreate) wants.push('must let this user create schemas (grant create on database)')
  if (!server.hasAppRole) wants.push('has no role portico_app: make the roles as docs/CONFIGURATION.md shows')
  else if (use === 'application' && !server.isAppRole)
    wants.push('must be used as portico_app or a member of it (grant portico_app to this user)')
  if (use === 'application' && !server.isHeld)
    wants.push('would show this user everybody’s rows: name one that is no superuser, has no BYPASSRLS and owns no tables')
  if (wants.length > 0) throw new StartFault('DATABASE_NOT_SUITABLE', `The database at ${place} ${wants.join('; it ')}.`)
}

async function askServer(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(
    `select current_setting('server_version_num')::int as version,
            current_setting('server_encoding') as encoding,
            pg_is_in_recovery() or current_setting('default_transaction_read_only')::bool as "isReadOnly",
            has_database_privilege(current_database(), 'create') as "mayCreate",
            exists (select from pg_roles where rolname = 'portico_app') as "hasAppRole",
            exists (select from pg_roles where rolname = 'portico_app' and pg_has_role(oid, 'usage')) as "isAppRole",
            not exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls))
              and not exists (select from pg_class where relrowsecurity and pg_has_role(relowner, 'usage')) as "isHeld"`,
  )
  return rows[0]!
}

function placeOf(url: string, use: DatabaseUse): string {
  const { host, port, database, user } = readUrl(url, use)
  return `${host}:${port}/${database} (user ${user})`
}

function readUrl(url: string, use: DatabaseUse): pg.Client {
  try {
    if (!/^(postgres|postgresql|socket):\/\//.test(url)) throw new Error('not a PostgreSQL URL')
    return new pg.Client({ connectionString: url })
  } catch {
    throw new StartFault(
      'DATABASE_URL_UNREADABLE',
      `${SETTING[use]} is not a PostgreSQL address: write it as postgres://user:password@host:5432/database, with special characters of the password percent-encoded.`,
    )
  }
}

function connectionFault(error: unknown, place: string, use: DatabaseUse): StartFault {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === '3D000')
    return new StartFault('DATABASE_MISSING', `The server has no such database: ${place}. Create it, or correct ${SETTING[use]}.`)
  if (code.startsWith('28'))
    return new StartFault(
      'DATABASE_REFUSES_US',
      `The database refuses the user or the password: ${place}. Correct ${SETTING[use]}.`,
    )
  const why = code && !message.includes(code) ? `${message}, ${code}` : message || code
  return new StartFault(
    'DATABASE_UNREACHABLE',
    `No database answers at ${place} (${why || 'no reason given'}): start it, or correct ${SETTING[use]}.`,
  )
}
