import type { Fact, Service } from '#catalogue'
import { type CaseFacts, onlyFacts } from './case-facts.ts'
import { validUntil } from './valid-until.ts'

/** What is left of a case's facts on a day, and the day on which the next of them goes; undefined when none is left. */
export interface FactsLeft {
  readonly facts: CaseFacts
  readonly hasForgotten: boolean
  readonly nextOn: string | undefined
}

/**
 * Each fact is kept for its own `retain` after the case was decided, and goes on that day. What the service does not know as a fact goes with the first that does.
 * @param decidedOn  the day of the decision, `YYYY-MM-DD`
 */
export function factsLeft(service: Service, facts: CaseFacts, { decidedOn, today }: Days): FactsLeft {
  const goesOn = (fact: Fact) => validUntil(decidedOn, fact.retain)
  const kept = [...service.facts.values()].filter(fact => goesOn(fact) > today)
  const left = onlyFacts(kept, facts)
  const said = kept.filter(fact => isAnswered(fact, left))
  return {
    facts: left,
    hasForgotten: JSON.stringify(left.answers) !== JSON.stringify(onlyFacts([...service.facts.values()], facts).answers),
    nextOn: said.map(goesOn).sort()[0],
  }
}

interface Days {
  readonly decidedOn: string
  readonly today: string
}

function isAnswered(fact: Fact, { answers }: CaseFacts): boolean {
  return Object.keys(onlyFacts([fact], { answers, sources: {} }).answers).length > 0
}

/** The longest that a fact of a service is kept, and the day it goes after a decision; undefined when it has no facts. */
export function lastFactGoesOn(
  service: Service,
  decidedOn: string,
): { readonly on: string; readonly period: string } | undefined {
  return [...service.facts.values()]
    .map(({ retain }) => ({ on: validUntil(decidedOn, retain), period: retain }))
    .sort((a, b) => a.on.localeCompare(b.on))
    .at(-1)
}
