import type { HeldTable } from '#platform'

/** What this module holds of a person. */
export const feedbackHeld: readonly HeldTable[] = [
  { table: 'feedback.invitation', key: ['id'] },
  { table: 'feedback.answer', key: ['invitation_id'] },
]
