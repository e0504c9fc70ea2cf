import { type Language, newId } from '#platform'
import { definitionOf, versionsFor } from './definition.ts'
import type { Channel, Draft } from './draft.ts'
import { insertDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

interface Start {
  readonly personId: string
  readonly kind: Draft['kind']
  readonly subject: string
  readonly channel: Channel
  readonly language: Language
}

/** Opens an empty draft. It counts as started only with its first saved answer. */
export async function startJourney(world: JourneysWorld, start: Start): Promise<Draft> {
  const draft = newDraft(world, start)
  await insertDraft(world, draft)
  world.atHand?.keep(draft, true)
  return draft
}

/** An empty draft, not saved. @throws a Refusal when the service was withdrawn or never was */
export function newDraft(world: JourneysWorld, start: Start): Draft {
  const versions = versionsFor(world.catalogue, start)
  definitionOf(world.catalogue, { ...start, versions, chosen: null })
  const now = world.now()
  return {
    ...start,
    id: newId(),
    chosen: null,
    versions,
    answers: {},
    told: {},
    lookups: {},
    confirmed: false,
    submissionKey: newId(),
    revision: 0,
    startedAt: null,
    createdAt: now,
    savedAt: now,
    sentAt: null,
  }
}
