import type { Connection } from './database/connection.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'

/** What a verb may lean on: the database, the time, the log and the keys. Modules that need more extend it by name. */
export interface World {
  readonly db: Connection
  now(): Date
  readonly log: Log
  readonly keys: Keys
}

/** A world inside a transaction: only here may an event be recorded or a job be queued. */
export type Tx<W extends World = World> = W & { readonly db: { readonly kind: 'transaction' } }
