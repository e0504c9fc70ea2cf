import { totalmem } from 'node:os'

const MEGABYTE = 2 ** 20

/** Server settings, as arguments: those of this release hold, whatever an earlier one left in the cluster. */
export const SETTINGS = {
  listen_addresses: '',
  max_connections: '100',
  shared_buffers: `${quarterOfMemory()}MB`,
  effective_cache_size: '1GB',
  // After each checkpoint every page is written whole once, and rows of many people touch very many pages: with the usual gigabyte a busy hour
  // had a checkpoint every forty seconds, which took a fifth of all the database did.
  max_wal_size: '4GB',
  wal_compression: 'on',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
  // A person's words may stand in a statement, in an error ("invalid input: …") and in its detail ("Key (email)=(…)"):
  // the log keeps what the server says of itself and nothing that a statement said.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
} as const

/** For databases that nobody will miss: tests only. */
export const FORGETFUL: Settings = {
  ...SETTINGS,
  // Each test file keeps a world of its own, with its pool.
  max_connections: '500',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
}

/** What PostgreSQL advises to give it: the rest is left to the system's own cache, and to us. @returns megabytes */
function quarterOfMemory(): number {
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY
  return Math.max(128, Math.floor(Math.min(limit, totalmem()) / 4 / MEGABYTE))
}

export type Settings = Readonly<Record<keyof typeof SETTINGS, string>>

/** With more of them for one start. */
export type StartSettings = Settings & Readonly<Record<string, string>>

export function asArguments(settings: StartSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
