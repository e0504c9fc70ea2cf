import { entriesOf } from '#catalogue'
import { dayOf } from '#platform'
import { changeDraft } from './change-draft.ts'
import type { DraftId } from './draft.ts'
import { notThere } from './refusals.ts'
import { entriesAround, stepsOf } from './steps.ts'
import type { JourneysWorld } from './world.ts'

interface Of {
  readonly personId: string
  readonly id: DraftId
}

/** Makes room for one more entry of a repeated page. @returns the step of the new entry */
export function addEntry(world: JourneysWorld, of: Of, stepId: string): Promise<string> {
  const on = dayOf(world.now())
  return changeDraft(world, of, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === stepId)
    if (!step?.page.repeat || !entriesAround(step, draft).mayAdd) throw notThere()
    const list = step.page.repeat.of
    const { count } = entriesAround(step, draft)
    const entries = Array.from({ length: count + 1 }, (_, at) => entriesOf(list, draft.answers)[at] ?? {})
    return {
      draft: { ...draft, answers: { ...draft.answers, [list]: entries } },
      event: { kind: 'journey.entry-added', facts: { page: step.page.id } },
      result: `${step.page.id}:${count + 1}`,
    }
  })
}

/** Takes one typed entry out of a repeated page. Entries a register told stay, and stand before the typed ones, so none of theirs moves. */
export function removeEntry(world: JourneysWorld, of: Of, stepId: string): Promise<void> {
  const on = dayOf(world.now())
  return changeDraft(world, of, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === stepId)
    if (!step?.page.repeat || !entriesAround(step, draft).mayRemove) throw notThere()
    const list = step.page.repeat.of
    const entries = entriesOf(list, draft.answers).filter((_, at) => at !== step.index)
    return {
      draft: { ...draft, answers: { ...draft.answers, [list]: entries } },
      event: { kind: 'journey.entry-removed', facts: { page: step.page.id } },
      result: undefined,
    }
  })
}
