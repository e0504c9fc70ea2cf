import type { OpeningWorld } from '#cases'
import type { FilesWorld } from '#documents'
import type { PeopleWorld } from '#people'
import type { RegistersWorld } from '#registers'

/** What a journey leans on: who is asking, what services there are, what the registers know, who looks through files, and where cases are opened. */
export type JourneysWorld = PeopleWorld & RegistersWorld & OpeningWorld & FilesWorld
