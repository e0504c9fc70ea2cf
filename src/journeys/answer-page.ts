import { type AnswerFault, type Fact, type FactName, type RawAnswer, readAnswer, withAnswer } from '#catalogue'
import { dayOf, type Language } from '#platform'
import { changeDraft } from './change-draft.ts'
import type { Draft, DraftId } from './draft.ts'
import { type Merge, mergeOf } from './merge-answers.ts'
import { notThere } from './refusals.ts'
import { type Faults, type Step, stepsOf } from './steps.ts'
import type { JourneysWorld } from './world.ts'

export type Raw = Readonly<Record<FactName, RawAnswer>>

export type PageAnswered =
  | { readonly result: 'saved'; readonly draft: Draft }
  | { readonly result: 'faulty'; readonly faults: Faults; readonly draft: Draft; readonly step: Step }
  /** Some of these answers were changed elsewhere since this page was drawn, and otherwise: nothing of this page is saved. */
  | { readonly result: 'conflict'; readonly merge: Merge; readonly draft: Draft; readonly step: Step }

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
  of: { personId: string; id: DraftId; draft?: Draft },
  { step: id, raw, seen, language }: Answering,
): Promise<PageAnswered> {
  const on = dayOf(world.now())
  return changeDraft<PageAnswered>(world, of, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === id)
    if (!step) throw notThere()
    const { values, faults } = readAll(step.asks, raw, { language, on })
    if (Object.keys(faults).length > 0) return { draft: null, result: { result: 'faulty', faults, draft, step } }
    const merge = mergeOf(step, values, { seen, draft })
    if (merge.contested.length > 0) return { draft: null, result: { result: 'conflict', merge, draft, step } }
    const changed = withAnswers(draft, step, new Map([...values].filter(([name]) => !merge.kept.includes(name))))
    return {
      draft: changed,
      event: { kind: 'journey.page-answered', facts: { page: step.page.id } },
      result: { result: 'saved', draft: changed },
    }
  })
}

function readAll(facts: readonly Fact[], raw: Raw, how: { language: Language; on: string }) {
  const values = new Map<FactName, unknown>()
  const faults: Record<FactName, AnswerFault> = {}
  for (const fact of facts) {
    const read = readAnswer(fact, raw[fact.name] ?? '', how)
    if (read.ok) values.set(fact.name, read.value)
    else faults[fact.name] = read.fault
  }
  return { values, faults }
}

function withAnswers(draft: Draft, { asks, index }: Step, values: ReadonlyMap<FactName, unknown>): Draft {
  const given = asks.filter(fact => values.has(fact.name))
  const answers = given.reduce((so, fact) => withAnswer(fact, so, { value: values.get(fact.name), index }), draft.answers)
  return { ...draft, answers }
}
