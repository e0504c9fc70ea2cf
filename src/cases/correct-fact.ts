import { isDeepStrictEqual } from 'node:util'
import { type Fact, withAnswer } from '#catalogue'
import { record, type Tx } from '#platform'
import type { Case, CaseId, Decider, PersonId } from './case.ts'
import { CORRECTED } from './case-facts.ts'
import { keepEarlierFact, raiseRecheck } from './correction-store.ts'
import { type HeldFact, heldFacts } from './held-facts.ts'
import { factsOf, lockCase, saveFacts } from './store.ts'
import type { OpeningWorld } from './world.ts'

/** What is put right. */
export interface FactCorrection {
  readonly person: PersonId
  readonly correction: string
  readonly fact: Fact['name']
  readonly entry: number
  readonly before: unknown
  readonly after: unknown
}

/** The cases of an agency that use a value, the newest first. */
export async function casesThatUse(
  world: OpeningWorld,
  { person, fact, entry, before }: Pick<FactCorrection, 'person' | 'fact' | 'entry' | 'before'>,
): Promise<HeldFact[]> {
  return (await heldFacts(world, person)).filter(
    held => held.fact.name === fact && held.entry === entry && isDeepStrictEqual(held.value, before),
  )
}

/**
 * Puts a value right in every case of the agency that used it, in the caller's transaction. The earlier value stays beside it, and each
 * case waits on the worklist to be looked at again. @returns the cases
 */
export async function correctFact(
  tx: Tx<OpeningWorld>,
  wanted: FactCorrection,
  by: Decider & Pick<Required<Decider>, 'name'>,
): Promise<CaseId[]> {
  const used = (await casesThatUse(tx, wanted)).filter(held => held.in.agency === by.agency)
  for (const held of used) await correctOne(tx, held, { wanted, by })
  return used.map(held => held.in.id)
}

async function correctOne(
  tx: Tx<OpeningWorld>,
  { in: { id }, fact, entry, source, value }: HeldFact,
  { wanted, by }: { wanted: FactCorrection; by: Decider & Pick<Required<Decider>, 'name'> },
): Promise<void> {
  const current: Case = await lockCase(tx, id)
  const { answers, sources } = await factsOf(tx, current)
  await saveFacts(tx, current, {
    answers: withAnswer(fact, answers, { value: wanted.after, index: entry }),
    sources: { ...sources, [`${fact.name} ${entry}`]: CORRECTED },
  })
  const { correction } = wanted
  await keepEarlierFact(tx, current, { correction, fact: fact.name, entry, source, value, by: by.id, officerName: by.name })
  await raiseRecheck(tx, current, correction)
  const { person, service, version, agency } = current
  const facts = { correction, service, version, agency }
  await record(tx, { kind: 'case.fact-corrected', about: id, person, by: by.id, facts })
}
