import { withAnswer } from '#catalogue'
import { factsOf } from './ask-registers.ts'
import { changeDraft } from './change-draft.ts'
import type { Definition } from './definition.ts'
import { type Draft, type DraftId, factKey } from './draft.ts'
import type { JourneysWorld } from './world.ts'

/** Lets what the registers told stand, except the queries named: of those the person will answer the questions themselves. */
export function confirmKnown(
  world: JourneysWorld,
  of: { personId: string; id: DraftId },
  disputed: readonly string[],
): Promise<void> {
  return changeDraft(world, of, (draft, definition) => {
    const wrong = definition.know
      .map(({ from }) => from)
      .filter(from => disputed.includes(from) && draft.lookups[from]?.status === 'told')
    const left = wrong.reduce((so, from) => without(so, from, { definition, at: world.now() }), draft)
    return {
      draft: { ...left, confirmed: true },
      event: { kind: 'journey.known-confirmed', facts: { disputed: wrong } },
      result: undefined,
    }
  })
}

function without(draft: Draft, from: string, { definition, at }: { definition: Definition; at: Date }): Draft {
  const told = { ...draft.told }
  let answers = draft.answers
  for (const fact of factsOf(definition, definition.know.find(lookup => lookup.from === from)!)) {
    for (let index = 0; told[factKey(fact, index)] !== undefined; index++) {
      if (told[factKey(fact, index)] !== from) continue
      answers = withAnswer(fact, answers, { value: undefined, index })
      delete told[factKey(fact, index)]
    }
  }
  return { ...draft, answers, told, lookups: { ...draft.lookups, [from]: { status: 'disputed', at: at.toISOString() } } }
}
