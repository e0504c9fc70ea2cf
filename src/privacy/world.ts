import type { CasesWorld } from '#cases'
import type { PeopleWorld } from '#people'
import type { RegistersWorld } from '#registers'

/** What telling people of their own data leans on: who they are, what registers and agencies are called, and the key that signs receipts. */
export type PrivacyWorld = PeopleWorld & RegistersWorld & CasesWorld
