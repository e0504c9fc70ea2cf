import { isId, Refusal, record, transaction, type World } from '#platform'
import type { Message, MessageId } from './message.ts'
import { markRead, messageOf } from './store.ts'
import { words } from './words.ts'

/** Opens a message for its person. The first opening is recorded, and only the first. @throws Refusal when it is not theirs */
export async function readMessage(world: World, person: string, id: MessageId): Promise<Message> {
  return transaction(world, async tx => {
    const message = isId(id) ? await messageOf(tx, person, id) : undefined
    if (!message) throw messageNotThere()
    if (await markRead(tx, person, id)) {
      const { sender, service } = message
      await record(tx, {
        kind: 'message.read',
        about: id,
        person,
        by: person,
        facts: { case: message.about, service, agency: sender },
      })
    }
    return message
  })
}

export function messageNotThere(): Refusal {
  return new Refusal('MESSAGE_NOT_THERE', 404, language => words(language)('not-there'))
}
