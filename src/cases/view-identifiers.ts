import { answerTo, entriesOf, type Fact, identifierFacts, showAnswer, tokensIn, withOpened } from '#catalogue'
import { type Language, openEntries, record, transaction } from '#platform'
import { type Case, type CaseId, type Decider, mayWork } from './case.ts'
import { serviceOf } from './names.ts'
import { caseById, factsOf } from './store.ts'
import type { CasesWorld } from './world.ts'

/** An identifier of a case, in full. */
export interface OpenedIdentifier {
  readonly fact: Fact
  readonly lines: readonly string[]
}

/**
 * Opens the identifiers that stand in a case's answers for an officer of its agency, and records that they did: the person can see it.
 * @throws {Refusal} CASE_NOT_FOUND (also for another agency's), CASE_IS_YOUR_OWN
 */
export async function viewIdentifiers(
  world: CasesWorld,
  { id, language }: { id: CaseId; language: Language },
  by: Decider,
): Promise<{ current: Case; identifiers: readonly OpenedIdentifier[] }> {
  return transaction(world, async tx => {
    const current = await caseById(tx, id)
    mayWork(current, by)
    const { person, service, version, agency } = current
    await record(tx, { kind: 'case.identifiers-viewed', about: id, person, by: by.id, facts: { service, version, agency } })
    const facts = identifierFacts(serviceOf(tx, current)?.facts.values() ?? [])
    const { answers: kept } = await factsOf(tx, current)
    const values = await openEntries(tx, person, tokensIn(facts, kept))
    const answers = withOpened(facts, kept, values)
    return { current, identifiers: facts.flatMap(fact => openedOf(fact, answers, language)) }
  })
}

function openedOf(fact: Fact, answers: Parameters<typeof answerTo>[1], language: Language): OpenedIdentifier[] {
  const places = fact.of ? entriesOf(fact.of, answers).map((_, index) => index) : [0]
  return places.flatMap(index => {
    const value = answerTo(fact, answers, index)
    return value === undefined ? [] : [{ fact, lines: showAnswer(fact, value, language) }]
  })
}
