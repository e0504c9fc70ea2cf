import { enqueue, newId, record, type Tx } from '#platform'
import type { MessageId, NewMessage } from './message.ts'
import { saveMessage, sealedAddressOf } from './store.ts'

/** Puts a message into a person's mailbox, in the act's own transaction. From its commit on it counts as delivered. */
export async function deliver(tx: Tx, message: NewMessage): Promise<{ id: MessageId }> {
  const id = newId()
  const [address] = await Promise.all([
    sealedAddressOf(tx, message.person),
    saveMessage(tx, id, message),
    record(tx, {
      kind: 'message.delivered',
      about: id,
      person: message.person,
      by: 'system',
      facts: { case: message.about, service: message.service, agency: message.from, kind: message.kind },
    }),
  ])
  if (address) await tellOf(tx, message.person, id)
  return { id }
}

/** Queued only for those who asked for notices: most messages need no job at all. */
async function tellOf(tx: Tx, person: string, id: MessageId): Promise<void> {
  await enqueue(tx, 'mailbox.notify', { person, message: id }, { key: `mailbox.notify ${id}` })
}
