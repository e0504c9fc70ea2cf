import { enqueue, newId, record, type Tx } from '#platform'
import type { MessageId, NewMessage } from './message.ts'
import { peopleToNotify, saveMessages } from './store.ts'

/** Puts a message into a person's mailbox, in the act's own transaction. From its commit on it counts as delivered. */
export async function deliver(tx: Tx, message: NewMessage): Promise<{ id: MessageId }> {
  const [delivered] = await deliverAll(tx, [message])
  return delivered!
}

/** The same for the messages of many acts that share one transaction. */
export async function deliverAll(tx: Tx, messages: readonly NewMessage[]): Promise<{ id: MessageId }[]> {
  const all = messages.map(message => ({ ...message, id: newId() }))
  const [notified] = await Promise.all([
    peopleToNotify(tx, [...new Set(all.map(({ person }) => person))]),
    saveMessages(tx, all),
    record(tx, ...all.map(delivered)),
  ])
  // Queued only for those who asked for notices: most messages need no job at all.
  await Promise.all(all.filter(({ person }) => notified.has(person)).map(({ person, id }) => tellOf(tx, person, id)))
  return all.map(({ id }) => ({ id }))
}

function delivered({ id, person, about, service, from, kind }: NewMessage & { readonly id: MessageId }) {
  return {
    ...{ kind: 'message.delivered' as const, about: id, person, by: 'system' },
    facts: { case: about, service, agency: from, kind },
  }
}

async function tellOf(tx: Tx, person: string, id: MessageId): Promise<void> {
  await enqueue(tx, 'mailbox.notify', { person, message: id }, { key: `mailbox.notify ${id}` })
}
