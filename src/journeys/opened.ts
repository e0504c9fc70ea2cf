import type { Catalogue } from '#catalogue'
import { dayOf, isId, type Reply, redirect } from '#platform'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft } from './draft.ts'
import { notThere } from './refusals.ts'
import { findDraft } from './store.ts'
import { addressOf, whereabouts } from './whereabouts.ts'
import type { JourneysWorld } from './world.ts'

/** What every page of a journey is drawn from. */
export interface Opened {
  readonly catalogue: Catalogue
  readonly draft: Draft
  readonly definition: Definition
  /** Today, `YYYY-MM-DD`. */
  readonly on: string
}

/** A person's own draft. @throws a Refusal, the same for one of somebody else as for one that never was */
export async function draftOf(world: JourneysWorld, personId: string, id: string): Promise<Draft> {
  const draft = isId(id) ? await findDraft(world, personId, id) : undefined
  if (!draft) throw notThere()
  return draft
}

export async function opened(world: JourneysWorld, personId: string, id: string): Promise<Opened> {
  return aboutOf(world, await draftOf(world, personId, id))
}

export function aboutOf(world: JourneysWorld, draft: Draft): Opened {
  return { catalogue: world.catalogue, draft, definition: definitionOf(world.catalogue, draft), on: dayOf(world.now()) }
}

/** A page of a journey under way; for one that was sent, the way to what became of it. */
export async function drawn(
  world: JourneysWorld,
  { personId, id }: { personId: string; id: string },
  draw: (about: Opened) => Reply | Promise<Reply>,
): Promise<Reply> {
  const draft = await draftSoon(world, personId, id)
  world.atHand?.shown(id)
  return draft.sentAt ? redirect('/requests') : draw(aboutOf(world, draft))
}

/** Leads on to whatever comes next. */
export async function goOn(world: JourneysWorld, personId: string, id: string): Promise<Reply> {
  return onward(world, await draftSoon(world, personId, id))
}

/** The same from a draft that was just read or made. */
export function onward(world: JourneysWorld, draft: Draft): Reply {
  if (draft.sentAt) return redirect('/requests')
  const { definition, on } = aboutOf(world, draft)
  return redirect(addressOf(draft.id, whereabouts(definition, draft, on)))
}

/** The draft as it was saved a moment ago, or else as it is. */
async function draftSoon(world: JourneysWorld, personId: string, id: string): Promise<Draft> {
  const saved = world.atHand?.justSaved(personId, id)
  if (saved) return saved
  const read = await draftOf(world, personId, id)
  world.atHand?.keep(read)
  return read
}
