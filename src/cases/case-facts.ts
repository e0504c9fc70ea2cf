import { type Answers, answerTo, entriesOf, type Fact, type Service, withAnswer } from '#catalogue'

/**
 * Where each fact came from: `typed`, or the register query that told it, `population.birth-notices`.
 * Keys are fact names; one entry of a list may differ under its own place, `children[0].bornOn`. What is not listed was typed.
 */
export type Sources = Readonly<Record<string, string>>

/** The facts a case holds. */
export interface CaseFacts {
  readonly answers: Answers
  readonly sources: Sources
}

/** Only what this service needs of what the person sent: the agency gets nothing else. */
export function factsNeededBy(service: Service, { answers, sources }: CaseFacts): CaseFacts {
  const facts = [...service.facts.values()]
  const needed = facts.reduce((kept, fact) => withFact(kept, fact, answers), {} as Answers)
  const ours = (key: string) => facts.some(fact => key === fact.name || (fact.of && key.replace(/\[\d+\]/, '') === placeOf(fact)))
  return { answers: needed, sources: Object.fromEntries(Object.entries(sources).filter(([key]) => ours(key))) }
}

/** Where one answer came from. */
export function sourceOf(sources: Sources, fact: Pick<Fact, 'name' | 'of' | 'field'>, index?: number): string {
  const own = fact.of === undefined || index === undefined ? undefined : sources[`${fact.of}[${index}].${fact.field}`]
  return own ?? sources[fact.name] ?? 'typed'
}

function withFact(kept: Answers, fact: Fact, answers: Answers): Answers {
  const count = fact.of ? entriesOf(fact.of, answers).length : 1
  return Array.from({ length: count }, (_, index) => index).reduce((rest, index) => {
    const value = answerTo(fact, answers, index)
    return value === undefined ? rest : withAnswer(fact, rest, { value, index })
  }, kept)
}

function placeOf(fact: Pick<Fact, 'of' | 'field'>): string {
  return `${fact.of}.${fact.field}`
}
