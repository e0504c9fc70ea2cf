import type { World } from '#platform'
import type { Mailer } from './adapters/mailer.ts'
import type { Agencies } from './said.tsx'

/** What the mailbox leans on besides the platform: agencies by name, a way to send e-mail, and the address people come back to. */
export type MailboxWorld = World & {
  readonly catalogue: Agencies
  readonly mailer: Mailer
  /** `https://service.example`, without a slash at the end. */
  readonly publicUrl: string
}
