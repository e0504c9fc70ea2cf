import { answerTo, entriesOf, type Fact, type Service } from '#catalogue'
import type { Case, PersonId } from './case.ts'
import { type CaseFacts, sourceOf } from './case-facts.ts'
import { serviceOf } from './names.ts'
import { casesOf, factsOfAll } from './store.ts'
import type { OpeningWorld } from './world.ts'

/** One value that an agency works with, and where it came from. */
export interface HeldFact {
  readonly in: Case
  readonly fact: Fact
  /** Which entry of a list, from 0. */
  readonly entry: number
  readonly value: unknown
  readonly source: string
}

/** Every value that agencies hold of a person in their requests, the newest request first; what was forgotten is not among them. */
export async function heldFacts(world: OpeningWorld, person: PersonId): Promise<HeldFact[]> {
  const [cases, facts] = [await casesOf(world, person), await factsOfAll(world, person)]
  return cases.flatMap(one => {
    const [service, held] = [serviceOf(world, one), facts.get(one.id)]
    return service && held ? factsIn(one, service, held) : []
  })
}

function factsIn(one: Case, service: Service, { answers, sources }: CaseFacts): HeldFact[] {
  return [...service.facts.values()].flatMap(fact =>
    Array.from({ length: fact.of ? entriesOf(fact.of, answers).length : 1 }, (_, entry) => entry).flatMap(entry => {
      const value = answerTo(fact, answers, entry)
      return value === undefined ? [] : [{ in: one, fact, entry, value, source: sourceOf(sources, fact, entry) }]
    }),
  )
}
