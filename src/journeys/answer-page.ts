import { type AnswerFault, type Fact, type FactName, type RawAnswer, type ReadingIn, readAnswer, withAnswer } from '#catalogue'
import { discardFiles } from '#documents'
import { dayOf, type Language, transaction } from '#platform'
import { changeDraft } from './change-draft.ts'
import type { Draft, DraftId } from './draft.ts'
import { asKept, masksIn } from './identifiers.ts'
import { keptFiles, replacedFiles, withKeptFiles } from './kept-files.ts'
import { type Merge, mergeOf } from './merge-answers.ts'
import { draftOf } from './opened.ts'
import { notThere } from './refusals.ts'
import { type Faults, type Step, stepsOf } from './steps.ts'
import type { JourneysWorld } from './world.ts'

export type Raw = Readonly<Record<FactName, RawAnswer>>

export type PageAnswered =
  | { readonly result: 'saved'; readonly draft: Draft; readonly replaced: readonly string[] }
  | { readonly result: 'faulty'; readonly faults: Faults; readonly raw: Raw; readonly draft: Draft; readonly step: Step }
  /** Some of these answers were changed elsewhere since this page was drawn, and otherwise: nothing of this page is saved. */
  | { readonly result: 'conflict'; readonly merge: Merge; readonly raw: Raw; readonly draft: Draft; readonly step: Step }

interface Answering {
  readonly step: string
  readonly raw: Raw
  /** What `seenMark` said when the page was drawn. */
  readonly seen: string
  readonly language: Language
}

/** Saves the answers of one page, or says what is wrong with them. Answers given elsewhere in the meantime are never overwritten unseen. */
export async function answerPage(
  world: JourneysWorld,
  of: { personId: string; id: DraftId; draft?: Draft },
  { step: id, raw: typed, seen, language }: Answering,
): Promise<PageAnswered> {
  const on = dayOf(world.now())
  const draft = of.draft ?? (await draftOf(world, of.personId, of.id))
  const files = await keptFiles(world, draft)
  const answered = await changeDraft<PageAnswered>(world, { ...of, draft }, (draft, definition) => {
    const step = stepsOf(definition, draft, on).find(one => one.id === id)
    if (!step) throw notThere()
    const raw = withKeptFiles(step.asks, typed, files)
    const { values, faults } = readAll(step.asks, raw, { language, on, kept: masksIn(step.asks, draft) })
    if (Object.keys(faults).length > 0) return { draft: null, result: { result: 'faulty', faults, raw, draft, step } }
    const merge = mergeOf(step, keptOf(world, of.id, { step, values }), { seen, draft })
    if (merge.contested.length > 0) return { draft: null, result: { result: 'conflict', merge, raw, draft, step } }
    const given = new Map([...values].filter(([name]) => !merge.kept.includes(name)))
    const changed = withAnswers(draft, step, given)
    return {
      draft: changed,
      event: { kind: 'journey.page-answered', facts: { page: step.page.id } },
      result: { result: 'saved', draft: changed, replaced: replacedFiles(step, draft, given) },
    }
  })
  if (answered.result === 'saved') await discardReplaced(world, answered)
  return answered
}

/** Only now that the page is saved: until then it may yet have to stand. */
async function discardReplaced(world: JourneysWorld, { draft, replaced }: PageAnswered & { result: 'saved' }): Promise<void> {
  if (replaced.length === 0) return
  await transaction(world, tx => discardFiles(tx, { person: draft.personId, about: draft.id }, replaced))
}

/** As they will be kept, to compare them with what is. */
function keptOf(
  world: JourneysWorld,
  about: string,
  { step, values }: { step: Step; values: ReadonlyMap<FactName, unknown> },
): ReadonlyMap<FactName, unknown> {
  return new Map(step.asks.map(fact => [fact.name, asKept(world, about, { fact, value: values.get(fact.name) })]))
}

function readAll(facts: readonly Fact[], raw: Raw, how: ReadingIn) {
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
