import { type Answers, answerTo, entriesOf, type Fact, type FactName, type SharedLookup, withAnswer } from '#catalogue'
import { canonical } from './canonical.ts'
import type { Definition } from './definition.ts'
import { type Draft, factKey } from './draft.ts'

type Held = Pick<Draft, 'answers' | 'told'>

/** Every fact a lookup may tell: those it names, and all of a list's entry when it names the list. */
export function factsOf(definition: Definition, lookup: Pick<SharedLookup, 'facts'>): Fact[] {
  const all = new Map(definition.services.flatMap(service => [...service.facts]))
  const named = (fact: Fact, wanted: FactName) => fact.name === wanted || fact.of === wanted
  return [...all.values()].filter(fact => lookup.facts.some(wanted => named(fact, wanted)))
}

/**
 * The draft with what a register told, where the person left room for it. What they typed stands: a list as a whole, so that a
 * child they typed and a child the hospital told of never become one; and whoever contradicts a register in one thing is not
 * told the rest of it.
 */
export function withTold(draft: Draft, facts: readonly Fact[], { answers, from }: { answers: Answers; from: string }): Draft {
  if (facts.some(fact => contradicts(draft, fact, answers))) return draft
  const open = facts.filter(fact => !(fact.of ? hasTyped(draft, fact.of, fact.entity) : isTyped(draft, fact)))
  return open.reduce<Draft>((so, fact) => withToldFact(so, fact, { answers, from }), draft)
}

function contradicts(draft: Held, fact: Fact, answers: Answers): boolean {
  if (fact.of || !isTyped(draft, fact)) return false
  return canonical(answerTo(fact, draft.answers)) !== canonical(answerTo(fact, answers))
}

function hasTyped({ answers, told }: Held, list: string, entity: string): boolean {
  const isTypedIn = (index: number) => (field: string) =>
    told[factKey({ name: `${entity}.${field}`, of: list }, index)] === undefined
  return entriesOf(list, answers).some((entry, index) => Object.keys(entry).some(isTypedIn(index)))
}

function isTyped({ answers, told }: Held, fact: Fact): boolean {
  return answerTo(fact, answers) !== undefined && told[factKey(fact)] === undefined
}

function withToldFact(draft: Draft, fact: Fact, { answers, from }: { answers: Answers; from: string }): Draft {
  const values = entriesIn(fact, answers).map(index => ({ index, value: answerTo(fact, answers, index) }))
  const news = values.filter(({ value }) => value !== undefined && value !== null)
  return {
    ...draft,
    answers: news.reduce((so, at) => withAnswer(fact, so, at), draft.answers),
    told: { ...draft.told, ...Object.fromEntries(news.map(({ index }) => [factKey(fact, index), from])) },
  }
}

/** The draft without anything that this query told. */
export function withoutTold(draft: Draft, facts: readonly Fact[], from: string): Draft {
  return facts.reduce(
    (so, fact) => toldEntries(fact, so, from).reduce<Draft>((rest, index) => withoutToldFact(rest, fact, index), so),
    draft,
  )
}

function withoutToldFact(draft: Draft, fact: Fact, index: number): Draft {
  const { [factKey(fact, index)]: _, ...told } = draft.told
  return { ...draft, told, answers: withAnswer(fact, draft.answers, { value: undefined, index }) }
}

/** For which entries a query told this fact; `[0]` for one that stands alone. */
export function toldEntries(fact: Fact, { answers, told }: Held, from: string): number[] {
  return entriesIn(fact, answers).filter(index => told[factKey(fact, index)] === from)
}

function entriesIn(fact: Fact, answers: Answers): number[] {
  return fact.of ? entriesOf(fact.of, answers).map((_, index) => index) : [0]
}
