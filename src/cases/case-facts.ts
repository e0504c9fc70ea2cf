import { type Answers, answerTo, entriesOf, type Fact, type FactName, type Service, withAnswer } from '#catalogue'

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
  const names = namesNeededBy(service)
  const facts = [...service.facts.values()].filter(({ name }) => names.has(name))
  const needed = facts.reduce((kept, fact) => withFact(kept, fact, answers), {} as Answers)
  const ours = Object.entries(sources).filter(([key]) => names.has(key.replace(/ \d+$/, '')))
  return { answers: needed, sources: Object.fromEntries(ours) }
}

/** What its pages ask, its rules read, its document shows and its payment needs; not all that a register happens to tell. */
function namesNeededBy({ pages, eligible, decide, tasks, know, gives, pays }: Service): ReadonlySet<FactName> {
  const expressions = [
    ...[...pages, ...tasks].map(({ when }) => when),
    ...[...eligible, ...decide.rules].map(rule => rule.if),
    ...decide.rules.flatMap(({ outputs }) => [...outputs.values()]),
  ]
  return new Set([
    ...[...pages.flatMap(page => page.facts), ...(gives?.shows ?? [])].map(({ name }) => name),
    ...expressions.flatMap(expression => expression?.facts ?? []),
    ...know.flatMap(lookup => lookup.facts),
    ...(pays ? [pays.to] : []),
  ])
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
