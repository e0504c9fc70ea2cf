import type { HeldTable } from '#platform'

/** What this module holds of a person. */
export const registersHeld: readonly HeldTable[] = [{ table: 'registers.lookup', key: ['lookup_id'] }]
