import type { HeldTable } from '#platform'

/** What this module holds of a person. */
export const mailboxHeld: readonly HeldTable[] = [
  { table: 'mailbox.message', key: ['id'] },
  { table: 'mailbox.notice_address', key: [], sealed: { sealed: 'text' } },
  { table: 'mailbox.notice', key: ['message_id'] },
]
