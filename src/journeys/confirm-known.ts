import { changeDraft } from './change-draft.ts'
import type { Draft, DraftId } from './draft.ts'
import { factsOf, withoutTold } from './told.ts'
import type { JourneysWorld } from './world.ts'

/** Lets what the registers told stand, except the queries named: of those the person will answer the questions themselves. */
export function confirmKnown(
  world: JourneysWorld,
  of: { personId: string; id: DraftId },
  disputed: readonly string[],
): Promise<void> {
  const at = world.now().toISOString()
  return changeDraft(world, of, (draft, definition) => {
    const wrong = definition.know.filter(({ from }) => disputed.includes(from) && draft.lookups[from]?.status === 'told')
    const left = wrong.reduce<Draft>((so, lookup) => {
      const rest = withoutTold(so, factsOf(definition, lookup), lookup.from)
      return { ...rest, lookups: { ...rest.lookups, [lookup.from]: { status: 'disputed', at } } }
    }, draft)
    return {
      draft: { ...left, confirmed: true },
      event: { kind: 'journey.known-confirmed', facts: { disputed: wrong.map(({ from }) => from) } },
      result: undefined,
    }
  })
}
