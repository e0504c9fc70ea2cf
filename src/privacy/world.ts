import type { CasesWorld } from '#cases'
import type { PeopleWorld } from '#people'
import type { Notices, RegistersWorld } from '#registers'

/**
 * What telling people of their own data leans on: who they are, what registers and agencies are called, the key that signs receipts, and
 * the way by which others hear of a correction.
 */
export type PrivacyWorld = PeopleWorld & RegistersWorld & CasesWorld & { readonly notices: Notices }
