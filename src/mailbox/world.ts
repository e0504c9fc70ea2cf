import type { Catalogue } from '#catalogue'
import type { World } from '#platform'
import type { Mailer } from './adapters/mailer.ts'

/** What the mailbox leans on besides the platform: agencies by name, a way to send e-mail, and the address people come back to. */
export type MailboxWorld = World & {
  readonly catalogue: Pick<Catalogue, 'agencies'>
  readonly mailer: Mailer
  /** `https://service.example`, without a slash at the end. */
  readonly publicUrl: string
}
