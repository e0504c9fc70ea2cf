import type { Connection } from './database/connection.ts'
import type { Hearing } from './database/hearing.ts'
import type { Replica } from './database/replica.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'

/** What a verb may lean on: the database, the time, the log and the keys. Modules that need more extend it by name. */
export interface World {
  readonly db: Connection
  now(): Date
  readonly log: Log
  readonly keys: Keys
  /** Where public pages are read from while it is good; undefined where there is none. */
  readonly replica?: Replica
  /** Of whom something changed, as far as this process hears it; undefined where nothing is heard. */
  readonly hearing?: Hearing
  /** Set while somebody acts for somebody else: what is told of it names who really did it. */
  readonly onBehalf?: OnBehalf
}

/** Who acts, for whom, and by which mandate. */
export interface OnBehalf {
  readonly by: string
  readonly of: string
  readonly mandate: string
}

/** A world inside a transaction: only here may an event be recorded or a job be queued. */
export type Tx<W extends World = World> = W & { readonly db: { readonly kind: 'transaction' } }
