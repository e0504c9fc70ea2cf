import { record, transaction } from '#platform'
import type { DraftId } from './draft.ts'
import { alreadySent, notThere } from './refusals.ts'
import { deleteDraft, lockDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

/** Throws a draft away with all its answers. What was sent stays. */
export function discardJourney(world: JourneysWorld, { personId, id }: { personId: string; id: DraftId }): Promise<void> {
  return transaction(world, async tx => {
    const draft = await lockDraft(tx, personId, id)
    if (!draft) throw notThere()
    if (draft.sentAt) throw alreadySent()
    await deleteDraft(tx, personId, id)
    await record(tx, {
      kind: 'journey.discarded',
      about: id,
      person: personId,
      by: personId,
      facts: { [draft.kind]: draft.subject, channel: draft.channel },
    })
  })
}
