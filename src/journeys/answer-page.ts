import { createHash } from 'node:crypto'
import { type AnswerFault, answerTo, type Fact, type RawAnswer, readAnswer, withAnswer } from '#catalogue'
import { dayOf, type Language } from '#platform'
import { changeDraft } from './change-draft.ts'
import type { Draft, DraftId } from './draft.ts'
import { notThere } from './refusals.ts'
import { type Step, stepsOf } from './steps.ts'
import type { JourneysWorld } from './world.ts'

export type Raw = Readonly<Record<string, RawAnswer>>
export type Faults = Readonly<Record<string, AnswerFault>>

export type PageAnswered =
  | { readonly result: 'saved'; readonly draft: Draft }
  | { readonly result: 'faulty'; readonly faults: Faults; readonly draft: Draft; readonly step: Step }
  /** Somebody changed the same answers elsewhere since this page was drawn. */
  | { readonly result: 'conflict'; readonly draft: Draft; readonly step: Step }

interface Answering {
  readonly step: string
  readonly raw: Raw
  /** What `seenMark` said when the page was drawn. */
  readonly seen: string
  readonly language: Language
}

/** Saves the answers of one page, or says what is wrong with them. Answers given elsewhere in the meantime are never overwritten unseen. */
export function answerPage(
  world: JourneysWorld,
  of: { personId: string; id: DraftId },
  { step: id, raw, seen, language }: Answering,
): Promise<PageAnswered> {
  const on = dayOf(world.now())
  return changeDraft<PageAnswered>(world, of, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === id)
    if (!step) throw notThere()
    const { values, faults } = readAll(step.asks, raw, { language, on })
    if (Object.keys(faults).length > 0) return { draft: null, result: { result: 'faulty', faults, draft, step } }
    if (seen !== seenMark(step, draft) && changes(step, draft, values))
      return { draft: null, result: { result: 'conflict', draft, step } }
    const answers = step.asks.reduce(
      (so, fact) => withAnswer(fact, so, { value: values.get(fact.name), index: step.index }),
      draft.answers,
    )
    const changed = { ...draft, answers }
    return {
      draft: changed,
      event: { kind: 'journey.page-answered', facts: { page: step.page.id } },
      result: { result: 'saved', draft: changed },
    }
  })
}

/** A fingerprint of what a page showed, to tell whether it was changed elsewhere. */
export function seenMark({ asks, index }: Step, { answers }: Pick<Draft, 'answers'>): string {
  return createHash('sha256')
    .update(JSON.stringify(asks.map(fact => answerTo(fact, answers, index) ?? null)))
    .digest('base64url')
    .slice(0, 16)
}

function changes({ asks, index }: Step, { answers }: Draft, values: ReadonlyMap<string, unknown>): boolean {
  return asks.some(fact => {
    const stored = answerTo(fact, answers, index)
    return stored !== undefined && JSON.stringify(stored) !== JSON.stringify(values.get(fact.name))
  })
}

function readAll(facts: readonly Fact[], raw: Raw, how: { language: Language; on: string }) {
  const values = new Map<string, unknown>()
  const faults: Record<string, AnswerFault> = {}
  for (const fact of facts) {
    const read = readAnswer(fact, raw[fact.name] ?? '', how)
    if (read.ok) values.set(fact.name, read.value)
    else faults[fact.name] = read.fault
  }
  return { values, faults }
}
