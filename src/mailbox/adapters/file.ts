import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isId, newId, Unavailable } from '#platform'
import type { Mailer } from './mailer.ts'
import { writeMail } from './write-mail.ts'

/** Puts every mail as one `.eml` file into an outbox folder, where a mail server or a developer picks it up. */
export function fileMailer({ folder, from }: { folder: string; from: string }): Mailer {
  return {
    async send(mail) {
      if (!isId(mail.id)) throw new Error('a mail needs an id to be sent once only')
      const file = join(folder, `${mail.id}.eml`)
      if (await isThere(file)) return
      await put(file, writeMail(mail, from))
    },
  }
}

/** Written aside and renamed, so that whoever empties the folder never takes half a mail. */
async function put(file: string, text: string): Promise<void> {
  const aside = `${file}.${newId()}.part`
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
    await writeFile(aside, text, { mode: 0o600 })
    await rename(aside, file)
  } catch (error) {
    throw new Unavailable('OUTBOX_UNAVAILABLE', { retryAfterSeconds: 60, cause: error })
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
