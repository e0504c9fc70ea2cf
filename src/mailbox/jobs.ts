import type { Jobs } from '#platform'
import { notify } from './notify.ts'
import type { MailboxWorld } from './world.ts'

export const mailboxJobs: Jobs<MailboxWorld> = {
  'mailbox.notify': (world, payload) => notify(world, { person: payload.person!, message: payload.message! }),
}
