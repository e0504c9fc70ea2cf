import { type EventFacts, isId, record, type Tx, transaction } from '#platform'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft, DraftId } from './draft.ts'
import { alreadySent, notThere } from './refusals.ts'
import { lockDraft, saveDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

/** What an act makes of a draft, and how it is told; null leaves the draft as it was. */
export interface Change<Result> {
  readonly draft: Draft | null
  readonly event?: { readonly kind: `journey.${string}`; readonly facts?: EventFacts }
  readonly result: Result
}

type Act<Result> = (draft: Draft, definition: Definition, tx: Tx<JourneysWorld>) => Change<Result> | Promise<Change<Result>>

/** Holds one draft, changes it, saves it and records the act; the first saved answer also records the start. */
export async function changeDraft<Result>(
  world: JourneysWorld,
  { personId, id }: { personId: string; id: DraftId },
  act: Act<Result>,
): Promise<Result> {
  if (!isId(id)) throw notThere()
  return transaction(world, async tx => {
    const draft = await lockDraft(tx, personId, id)
    if (!draft) throw notThere()
    if (draft.sentAt) throw alreadySent()
    const { draft: changed, event, result } = await act(draft, definitionOf(world.catalogue, draft), tx)
    if (!changed) return result
    const started = !draft.startedAt && event?.kind === 'journey.page-answered'
    await saveDraft(tx, { ...changed, savedAt: world.now(), startedAt: started ? world.now() : draft.startedAt })
    const told = { about: id, person: personId, by: personId }
    const about = { [draft.kind]: draft.subject, channel: draft.channel }
    if (started)
      await record(
        tx,
        { ...told, kind: 'journey.started', facts: { ...about, services: serviceIds(tx, changed) } },
        { ...told, kind: event.kind, facts: { ...about, ...event.facts } },
      )
    else if (event) await record(tx, { ...told, kind: event.kind, facts: { ...about, ...event.facts } })
    return result
  })
}

function serviceIds(tx: Tx<JourneysWorld>, draft: Draft): string[] {
  return definitionOf(tx.catalogue, draft).services.map(service => service.id)
}
