import type { Catalogue } from '#catalogue'
import type { PeopleWorld } from '#people'
import type { RegistersWorld } from '#registers'

/** What a journey leans on: who is asking, what services there are, and what the registers know. */
export type JourneysWorld = PeopleWorld & RegistersWorld & { readonly catalogue: Catalogue }
