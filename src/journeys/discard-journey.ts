import { discardFiles } from '#documents'
import { isId, record, transaction } from '#platform'
import { actOn } from './change-draft.ts'
import type { DraftId } from './draft.ts'
import { alreadySent, notThere } from './refusals.ts'
import { deleteDraft, lockDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

/** Throws a draft away with all its answers. What was sent stays. */
export async function discardJourney(world: JourneysWorld, { personId, id }: { personId: string; id: DraftId }): Promise<void> {
  if (!isId(id)) throw notThere()
  return transaction(world, async tx => {
    const draft = await lockDraft(tx, personId, id)
    if (!draft) throw notThere()
    if (draft.sentAt) throw alreadySent()
    await discardFiles(tx, { person: personId, about: id })
    await deleteDraft(tx, personId, id)
    await record(tx, actOn(draft, { kind: 'journey.discarded' }))
  })
}
