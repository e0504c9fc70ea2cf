import { enqueue, newId, record, type Tx } from '#platform'
import type { MessageId, NewMessage } from './message.ts'
import { saveMessage } from './store.ts'

/** Puts a message into a person's mailbox, in the act's own transaction. From its commit on it counts as delivered. */
export async function deliver(tx: Tx, message: NewMessage): Promise<{ id: MessageId }> {
  const id = newId()
  await saveMessage(tx, id, message)
  await record(tx, {
    kind: 'message.delivered',
    about: id,
    person: message.person,
    by: 'system',
    facts: { case: message.about, service: message.service, agency: message.from, kind: message.kind },
  })
  await enqueue(tx, 'mailbox.notify', { person: message.person, message: id }, { key: `mailbox.notify ${id}` })
  return { id }
}
