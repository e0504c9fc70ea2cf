import { answerTo, entriesOf, type Fact, type Page, type Walk, walk } from '#catalogue'
import type { Definition } from './definition.ts'
import { type Draft, factKey } from './draft.ts'

/** One page as this person meets it: only the questions that no register has answered. */
export interface Step {
  /** In the address: `child-benefit.account`, or `register-birth.children:2` for the second child. */
  readonly id: string
  readonly page: Page
  readonly index: number
  readonly asks: readonly Fact[]
  /** Facts of the same entry that a register told, to say which child this is about. */
  readonly known: readonly Fact[]
}

/** The pages that apply now, in order; pages that registers have answered whole are left out. */
export function stepsOf(definition: Definition, draft: Pick<Draft, 'answers' | 'told'>, on: string): Step[] {
  return walkOf(definition, draft, on).pages.flatMap(({ page, index = 0 }) => {
    const isTold = (fact: Fact) => draft.told[factKey(fact, index)] !== undefined
    const asks = page.facts.filter(fact => !isTold(fact))
    if (page.facts.length > 0 && asks.length === 0) return []
    return [{ id: page.repeat ? `${page.id}:${index + 1}` : page.id, page, index, asks, known: page.facts.filter(isTold) }]
  })
}

/** The answers that count: those of pages that apply, and those that registers told. */
export function countingAnswers(definition: Definition, draft: Pick<Draft, 'answers' | 'told'>, on: string) {
  return walkOf(definition, draft, on).answers
}

function walkOf({ pages }: Definition, { answers, told }: Pick<Draft, 'answers' | 'told'>, on: string): Walk {
  const known = new Set(Object.keys(told).map(key => key.split(' ')[0]!))
  return walk(pages, answers, { on, known })
}

/** Whether every question of a step has an answer; blank counts where blank is allowed. */
export function isAnswered({ asks, index }: Step, { answers }: Pick<Draft, 'answers'>): boolean {
  return asks.every(fact => answerTo(fact, answers, index) !== undefined)
}

/** The first step with a question still open, if there is one. */
export function firstOpen(steps: readonly Step[], draft: Pick<Draft, 'answers'>): Step | undefined {
  return steps.find(step => !isAnswered(step, draft))
}

/** The step after this one, or undefined after the last. */
export function stepAfter(steps: readonly Step[], id: string): Step | undefined {
  const at = steps.findIndex(step => step.id === id)
  return at < 0 ? undefined : steps[at + 1]
}

export function stepBefore(steps: readonly Step[], id: string): Step | undefined {
  return steps[steps.findIndex(step => step.id === id) - 1]
}

/** How many entries a repeated page has so far, and whether one more or one less is allowed. */
export function entriesAround({ page, index, known }: Step, { answers }: Pick<Draft, 'answers'>) {
  const { of, min, max } = page.repeat ?? { of: '', min: 1, max: 1 }
  const count = Math.max(entriesOf(of, answers).length, min)
  return {
    count,
    mayAdd: Boolean(page.repeat) && count < max && index === count - 1,
    mayRemove: Boolean(page.repeat) && count > min && known.length === 0,
  }
}
