import pg from 'pg'
import { type LogSource, logIn } from './read-log.ts'

const SETTINGS = {
  default_transaction_read_only: 'on',
  // The verifier's own name, which sees every entry; a role that is held by nothing sees them anyway.
  'portico.actor': 'system platform.verify',
  statement_timeout: '0',
  client_encoding: 'UTF8',
  // The rows lie in the order in which they are read, near enough: following the index, none of them is written to disk to be sorted.
  enable_sort: 'off',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
}

/** Opens a log to be read and nothing else, as of one moment. Were rows hidden from it, their heads would still say that they are missing. */
export async function openLogAt(url: string): Promise<LogSource & { close(): Promise<void> }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'portico log verify',
  })
  client.on('error', () => {})
  await client.connect()
  for (const [name, value] of Object.entries(SETTINGS)) await client.query(`set ${name} = '${value}'`)
  await client.query('begin isolation level repeatable read read only')
  return { ...logIn(client), close: () => client.end() }
}
