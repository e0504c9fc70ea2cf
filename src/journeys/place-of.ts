import { dayOf, isId } from '#platform'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft, DraftId } from './draft.ts'
import { notThere } from './refusals.ts'
import { countingAnswers } from './steps.ts'
import { findDraft } from './store.ts'
import { digestOf } from './submission.ts'
import { type Whereabouts, whereabouts } from './whereabouts.ts'
import type { JourneysWorld } from './world.ts'

export interface Place {
  readonly draft: Draft
  readonly definition: Definition
  readonly place: Whereabouts
  /** Of all that would be sent now: what `sendJourney` must be given to send it. */
  readonly digest: string
}

/** Where a person stands in a journey: for channels other than pages. @throws a Refusal when it is not theirs */
export async function placeOf(world: JourneysWorld, { personId, id }: { personId: string; id: DraftId }): Promise<Place> {
  const draft = isId(id) ? await findDraft(world, personId, id) : undefined
  if (!draft) throw notThere()
  const definition = definitionOf(world.catalogue, draft)
  const on = dayOf(world.now())
  const digest = digestOf(countingAnswers(definition, draft, on), definition.services)
  return { draft, definition, place: whereabouts(definition, draft, on), digest }
}
