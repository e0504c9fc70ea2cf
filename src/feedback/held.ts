import type { HeldTable, Parting } from '#platform'

/** What this module holds of a person. */
export const feedbackHeld: readonly HeldTable[] = [
  { table: 'feedback.invitation', key: ['id'] },
  { table: 'feedback.answer', key: ['invitation_id'] },
]

/** What of it leaves, and when; how easy it was is counted for everybody, and stays without the words. */
export const feedbackParts: readonly Parting[] = [
  {
    name: 'feedback-comments',
    table: 'feedback.answer',
    which: 'r.comment is not null',
    empties: { comment: 'null' },
    onRequest: true,
    after: { since: 'r.given_at', period: 'P1Y' },
  },
  {
    name: 'unanswered-invitations',
    table: 'feedback.invitation',
    which: `not exists (select from feedback.answer a where a.person_id = r.person_id and a.invitation_id = r.id)`,
    after: { since: 'r.invited_at', period: 'P1Y' },
  },
]
