import type { HeldTable, Parting } from '#platform'

const SECRET = 'only finds a secret again; whoever had it could not use it either'

/** What this module holds of a person. */
export const peopleHeld: readonly HeldTable[] = [
  {
    table: 'people.person',
    key: [],
    leftOut: { national_id_token: 'only says where the number itself is kept, which is told apart' },
  },
  {
    table: 'people.session',
    key: ['session_id'],
    leftOut: {
      secret_index: SECRET,
      attempt_index: SECRET,
      id_token_sealed: 'a pass of the sign-in service for this session, which would let another sign you out',
    },
  },
  { table: 'people.identity', key: ['issuer', 'subject'] },
  { table: 'people.organisation', key: [] },
  { table: 'people.mandate', key: ['mandate_id'], leftOut: { code_index: SECRET } },
  { table: 'people.mandate_guess', key: ['guess_id'] },
  { table: 'people.officer', key: [] },
  { table: 'people.consent', key: ['consent_id'] },
  { table: 'people.consent_moment', key: ['consent_id', 'seq'] },
]

/** What of it leaves, and when. A session that has just ended stays a day, so that a sign-in already used cannot be used again. */
export const peopleParts: readonly Parting[] = [
  {
    name: 'ended-sessions',
    table: 'people.session',
    which: "least(r.ended_at, r.ends_at) < $1::timestamptz - interval '1 day'",
    onRequest: true,
    after: { since: 'least(r.ended_at, r.ends_at)', period: 'P1Y' },
  },
  { name: 'wrong-codes', table: 'people.mandate_guess', which: 'true', after: { since: 'r.guessed_at', period: 'P1D' } },
]
