import { type Answers, answerTo, entriesOf, type Fact, type Service, withAnswer } from '#catalogue'

/**
 * Where each fact came from: `typed`, or the register query that told it, `population.birth-notices`.
 * A key is a fact's name, `household.incomeLastYear`, or for one entry of a list its name and number, `child.bornOn 0`.
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
  const ours = Object.entries(sources).filter(([key]) => service.facts.has(key.replace(/ \d+$/, '')))
  return { answers: needed, sources: Object.fromEntries(ours) }
}

/** Where one answer came from; what is not listed was typed. */
export function sourceOf(sources: Sources, { name }: Pick<Fact, 'name'>, index = 0): string {
  return sources[`${name} ${index}`] ?? sources[name] ?? 'typed'
}

function withFact(kept: Answers, fact: Fact, answers: Answers): Answers {
  const count = fact.of ? entriesOf(fact.of, answers).length : 1
  return Array.from({ length: count }, (_, index) => index).reduce((rest, index) => {
    const value = answerTo(fact, answers, index)
    return value === undefined ? rest : withAnswer(fact, rest, { value, index })
  }, kept)
}
