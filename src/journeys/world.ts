import type { OpeningWorld } from '#cases'
import type { DocumentsWorld, FilesWorld } from '#documents'
import type { PeopleWorld } from '#people'
import type { RegistersWorld } from '#registers'
import type { DraftsAtHand } from './drafts-at-hand.ts'

/**
 * What a journey leans on: who is asking, what services there are, what the registers know, who looks through files, where cases are
 * opened, and the key that signs receipts.
 */
export type JourneysWorld = PeopleWorld &
  RegistersWorld &
  OpeningWorld &
  FilesWorld &
  DocumentsWorld & {
    /** What a running program saw last; undefined where everything asks the database. */
    readonly atHand?: DraftsAtHand
  }
