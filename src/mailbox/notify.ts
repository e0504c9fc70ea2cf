import { record, transaction } from '#platform'
import type { MessageId } from './message.ts'
import { noticeAddress } from './notice-address.ts'
import { isNoticeSent, messageOf, saveNoticeSent } from './store.ts'
import { words } from './words.ts'
import type { MailboxWorld } from './world.ts'

/**
 * Tells a person by e-mail that a message waits, and nothing of what it says or who wrote it.
 * The mail carries the message's id and the mailer sends an id once, so a repeated job tells nobody twice.
 */
export async function notify(
  world: MailboxWorld,
  { person, message: id }: { person: string; message: MessageId },
): Promise<void> {
  if (await isNoticeSent(world, person, id)) return
  const message = await messageOf(world, person, id)
  const address = await noticeAddress(world, person)
  if (!message || message.readAt || !address) return
  const t = words(message.language)
  await world.mailer.send({
    id,
    to: address,
    subject: t('notice-subject'),
    text: t('notice-text', { link: `${world.publicUrl}/mailbox` }),
    language: message.language,
    at: message.deliveredAt,
  })
  await transaction(world, async tx => {
    await saveNoticeSent(tx, person, id)
    await record(tx, { kind: 'message.noticed', about: id, person, by: 'system', facts: { channel: 'email' } })
  })
}
