import { join } from 'node:path'
import { isId, putFileOnce, Unavailable } from '#platform'
import type { Mailer } from './mailer.ts'
import { writeMail } from './write-mail.ts'

/** Puts every mail as one `.eml` file into an outbox folder, where a mail server or a developer picks it up. */
export function fileMailer({ folder, from }: { folder: string; from: string }): Mailer {
  return {
    async send(mail) {
      if (!isId(mail.id)) throw new Error('a mail needs an id to be sent once only')
      const text = writeMail(mail, from)
      await putFileOnce(join(folder, `${mail.id}.eml`), text).catch(cause => {
        throw new Unavailable('OUTBOX_UNAVAILABLE', { retryAfterSeconds: 60, cause })
      })
    },
  }
}
