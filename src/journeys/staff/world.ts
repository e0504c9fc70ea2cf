import type { OpeningWorld } from '#cases'
import type { Library } from '#catalogue'
import type { PeopleWorld } from '#people'

/** What the pages of those lean on who answer for services. */
export type StaffWorld = PeopleWorld & OpeningWorld & { readonly library: Library }
