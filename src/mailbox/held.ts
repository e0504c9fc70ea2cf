import type { HeldTable, Parting } from '#platform'

/** What this module holds of a person. */
export const mailboxHeld: readonly HeldTable[] = [
  { table: 'mailbox.message', key: ['id'] },
  { table: 'mailbox.notice_address', key: [], sealed: { sealed: 'text' } },
  { table: 'mailbox.notice', key: ['message_id'] },
]

/** What of it leaves, and when; a decision is a letter with legal effect, and stays. */
export const mailboxParts: readonly Parting[] = [
  {
    name: 'archived-messages',
    table: 'mailbox.message',
    which: "r.read_at is not null and r.archived_at is not null and r.kind <> 'decided'",
    onRequest: true,
    after: { since: 'r.archived_at', period: 'P2Y' },
  },
  { name: 'notice-address', table: 'mailbox.notice_address', which: 'true', onRequest: true },
  { name: 'notices-sent', table: 'mailbox.notice', which: 'true', after: { since: 'r.sent_at', period: 'P1Y' } },
]
