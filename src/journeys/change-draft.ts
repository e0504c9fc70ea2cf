import { type EventFacts, isId, type NewEvent } from '#platform'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft, DraftId } from './draft.ts'
import { tokenised } from './identifiers.ts'
import { alreadySent, notThere } from './refusals.ts'
import { findDraft, saveDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

interface Told {
  readonly kind: `journey.${string}`
  readonly facts?: EventFacts
}

/** What an act makes of a draft, and how it is told; null leaves the draft as it was. */
export type Change<Result> = { readonly result: Result } & (
  | { readonly draft: Draft; readonly event: Told }
  | { readonly draft: null }
)

/** Pure: it is asked again, of a newer draft, when somebody else's change came first. */
type Act<Result> = (draft: Draft, definition: Definition) => Change<Result>

interface Of {
  readonly personId: string
  readonly id: DraftId
  /** The draft, where the caller has just read it. */
  readonly draft?: Draft
}

const TRIES_MAX = 20

/**
 * Changes one draft, saves it and records the act in one statement; the first saved answer also records the start.
 * Nothing is held meanwhile: a save that finds the draft changed since it was read begins again with what is there now.
 */
export async function changeDraft<Result>(
  world: JourneysWorld,
  { personId, id, draft: read }: Of,
  act: Act<Result>,
): Promise<Result> {
  if (!isId(id)) throw notThere()
  let draft = read ?? (await findDraft(world, personId, id))
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if (!draft) throw notThere()
    if (draft.sentAt) throw alreadySent()
    const change = act(draft, definitionOf(world.catalogue, draft))
    if (!change.draft || (await save(world, draft, change))) return change.result
    draft = await findDraft(world, personId, id)
  }
  throw new Error(`a draft was changed elsewhere ${TRIES_MAX} times while one change to it was made`)
}

async function save(
  world: JourneysWorld,
  { startedAt }: Draft,
  { draft: changed, event }: { draft: Draft; event: Told },
): Promise<boolean> {
  const { draft, entries } = tokenised(world, definitionOf(world.catalogue, changed), changed)
  const isStart = !startedAt && event.kind === 'journey.page-answered'
  const saved = { ...draft, savedAt: world.now(), startedAt: isStart ? world.now() : startedAt }
  const started = isStart ? [actOn(saved, { kind: 'journey.started', facts: { services: serviceIds(world, saved) } })] : []
  const isSaved = await saveDraft(world, { draft: saved, entries }, ...started, actOn(saved, event))
  if (isSaved) world.atHand?.keep({ ...saved, revision: saved.revision + 1 }, true)
  return isSaved
}

/** An act on a draft as the event log tells it. */
export function actOn(draft: Draft, { kind, facts }: Told): NewEvent {
  const { id: about, personId: person, channel } = draft
  return { kind, about, person, by: person, facts: { [draft.kind]: draft.subject, channel, ...facts } }
}

export function serviceIds(world: JourneysWorld, draft: Draft): string[] {
  return definitionOf(world.catalogue, draft).services.map(service => service.id)
}
