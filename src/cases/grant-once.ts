import { answerTo, entriesOf, type Service } from '#catalogue'
import { languages, steadyIndex, type Tx } from '#platform'
import { type Case, type Decider, grantedBefore, type NewDecision } from './case.ts'
import { claimOnce } from './once-store.ts'
import { factsOf } from './store.ts'
import { words } from './words.ts'
import type { CasesWorld } from './world.ts'

const BEFORE = 'granted-before'

/**
 * Lets one thing, such as one birth, be granted once, whoever asks: the second is refused by the rules, and an officer is told that it
 * cannot be granted. In the transaction that grants.
 * @throws {Refusal} CASE_GRANTED_BEFORE to an officer
 */
export async function grantOnce(
  tx: Tx<CasesWorld>,
  current: Case,
  { service, decision, by }: { service: Service | undefined; decision: NewDecision; by: Decider },
): Promise<NewDecision> {
  const fingerprints = service?.once && decision.outcome === 'granted' ? await fingerprintsOf(tx, current, service) : []
  if (fingerprints.length === 0 || (await claimOnce(tx, current, fingerprints))) return decision
  if (by.id !== 'rules') throw grantedBefore()
  return { outcome: 'refused', because: BEFORE, words: Object.fromEntries(languages.map(one => [one, words(one)(BEFORE)])) }
}

async function fingerprintsOf(tx: Tx<CasesWorld>, current: Case, { facts, once }: Service): Promise<string[]> {
  const fact = facts.get(once!)!
  const { answers } = await factsOf(tx, current)
  const indexes = fact.of ? entriesOf(fact.of, answers).map((_, index) => index) : [0]
  const named = indexes.flatMap(index => answerTo(fact, answers, index) ?? [])
  return [...new Set(named.map(one => steadyIndex(tx, `once ${fact.name} ${JSON.stringify(one)}`)))]
}
