import { isId, record, transaction, type World } from '#platform'
import type { MessageId } from './message.ts'
import { messageNotThere } from './read-message.ts'
import { messageOf, putAway } from './store.ts'

/** Puts a message into the archive, or back. Doing it twice changes nothing. @throws Refusal when it is not theirs */
export async function archiveMessage(
  world: World,
  { person, id, archived }: { person: string; id: MessageId; archived: boolean },
): Promise<void> {
  await transaction(world, async tx => {
    if (!isId(id) || !(await messageOf(tx, person, id))) throw messageNotThere()
    if (await putAway(tx, { person, id, archived }))
      await record(tx, { kind: archived ? 'message.archived' : 'message.unarchived', about: id, person, by: person })
  })
}
