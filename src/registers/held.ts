import type { HeldTable, Parting } from '#platform'

/** What this module holds of a person. */
export const registersHeld: readonly HeldTable[] = [
  { table: 'registers.lookup', key: ['lookup_id'] },
  {
    table: 'registers.happening',
    key: ['id'],
    sealed: { sealed_details: 'json' },
    leftOut: {
      sealed_people: 'identifiers of everybody concerned, also of others; let go of when the event is done',
      people: 'fingerprints of identifiers, which tell nobody anything',
      digest: 'a fingerprint of what was told, which tells nobody anything',
    },
  },
]

/** What of it leaves, and when; the number goes with it, so that what is told again after that is new. */
export const registersParts: readonly Parting[] = [
  {
    name: 'events-told',
    table: 'registers.happening',
    which: 'r.done_at is not null',
    after: { since: 'r.done_at', period: 'P2Y' },
  },
]
