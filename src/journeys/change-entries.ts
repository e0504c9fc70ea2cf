import { entriesOf } from '#catalogue'
import { dayOf } from '#platform'
import { changeDraft } from './change-draft.ts'
import type { Draft, DraftId } from './draft.ts'
import { seenMark } from './merge-answers.ts'
import { notThere } from './refusals.ts'
import { entriesAround, firstOfEntry, mayBeNone, type Step, stepsOf } from './steps.ts'
import type { JourneysWorld } from './world.ts'

interface Of {
  readonly personId: string
  readonly id: DraftId
}

/** Makes room for one more entry of a repeated page; sent twice, for one only. @returns the first step of the entry after this one */
export function addEntry(world: JourneysWorld, of: Of, stepId: string): Promise<string> {
  const on = dayOf(world.now())
  return changeDraft(world, of, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === stepId)
    if (!step?.page.repeat) throw notThere()
    const { of: list } = step.page.repeat
    const next = (so: Draft) => firstOfEntry(stepsOf(definition, so, on), list, step.index + 1)?.id
    const { mayAdd, count } = entriesAround(step, stepsOf(definition, draft, on), draft)
    if (!mayAdd) return { draft: null, result: next(draft) ?? step.id }
    const entries = Array.from({ length: count + 1 }, (_, at) => entriesOf(list, draft.answers)[at] ?? {})
    const changed = { ...draft, answers: { ...draft.answers, [list]: entries } }
    const event = { kind: 'journey.entry-added', facts: { page: step.page.id } } as const
    return { draft: changed, event, result: next(changed) ?? step.id }
  })
}

/**
 * Takes one typed entry out of a repeated page. Entries a register told stay, and stand before the typed ones, so none of theirs moves.
 * @param at  the step, and what `seenMark` said when its page was drawn
 * @returns   false when another entry stands there now than the one the person saw: then nothing is taken out
 */
export function removeEntry(world: JourneysWorld, of: Of, at: { step: string; seen: string }): Promise<boolean> {
  const on = dayOf(world.now())
  return changeDraft(world, of, (draft, definition) => {
    const steps = stepsOf(definition, draft, on)
    const step = steps.find(one => one.id === at.step)
    if (!step?.page.repeat || !entriesAround(step, steps, draft).mayRemove) throw notThere()
    if (seenMark(step, draft) !== at.seen) return { draft: null, result: false }
    return {
      draft: { ...draft, answers: withoutEntry(draft, step) },
      event: { kind: 'journey.entry-removed', facts: { page: step.page.id } },
      result: true,
    }
  })
}

/** Says that a list has no entry, where there may be none and none has been typed. @returns false when there is one by now */
export function sayNone(world: JourneysWorld, of: Of, stepId: string): Promise<boolean> {
  const on = dayOf(world.now())
  return changeDraft(world, of, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === stepId)
    if (step?.page.repeat?.min !== 0) throw notThere()
    if (!mayBeNone(step, draft)) return { draft: null, result: false }
    return {
      draft: { ...draft, answers: { ...draft.answers, [step.page.repeat.of]: [] } },
      event: { kind: 'journey.page-answered', facts: { page: step.page.id } },
      result: true,
    }
  })
}

function withoutEntry({ answers }: Draft, { page, index }: Step): Draft['answers'] {
  const list = page.repeat!.of
  return { ...answers, [list]: entriesOf(list, answers).filter((_, at) => at !== index) }
}
