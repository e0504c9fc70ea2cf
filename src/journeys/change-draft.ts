import { type EventFacts, isId, type NewEvent, record, type Tx, transaction } from '#platform'
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
    const isStart = !draft.startedAt && event?.kind === 'journey.page-answered'
    const saved = { ...changed, savedAt: world.now(), startedAt: isStart ? world.now() : draft.startedAt }
    await saveDraft(tx, saved)
    if (isStart) await record(tx, actOn(saved, { kind: 'journey.started', facts: { services: serviceIds(tx, saved) } }))
    if (event) await record(tx, actOn(saved, event))
    return result
  })
}

/** An act on a draft as the event log tells it. */
export function actOn(draft: Draft, { kind, facts }: NonNullable<Change<unknown>['event']>): NewEvent {
  const { id: about, personId: person, channel } = draft
  return { kind, about, person, by: person, facts: { [draft.kind]: draft.subject, channel, ...facts } }
}

export function serviceIds(tx: Tx<JourneysWorld>, draft: Draft): string[] {
  return definitionOf(tx.catalogue, draft).services.map(service => service.id)
}
