import { changeDraft } from './change-draft.ts'
import { offeredIn } from './definition.ts'
import type { DraftId } from './draft.ts'
import type { JourneysWorld } from './world.ts'

/** Says which optional services of a life event the person wants; unknown names are left out. */
export function chooseServices(
  world: JourneysWorld,
  of: { personId: string; id: DraftId },
  wanted: readonly string[],
): Promise<void> {
  return changeDraft(world, of, (draft, { lifeEvent }) => {
    const chosen = offeredIn(world.catalogue, lifeEvent).filter(service => wanted.includes(service))
    return { draft: { ...draft, chosen }, event: { kind: 'journey.services-chosen', facts: { chosen } }, result: undefined }
  })
}
