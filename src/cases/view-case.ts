import { record, transaction } from '#platform'
import { type Case, type CaseId, type Decider, mayWork } from './case.ts'
import { caseById } from './store.ts'
import type { CasesWorld } from './world.ts'

/**
 * Shows a case to an officer of its agency, and records that they looked: the person can see it.
 * @throws {Refusal} CASE_NOT_FOUND (also for another agency's), CASE_IS_YOUR_OWN
 */
export async function viewCase(world: CasesWorld, id: CaseId, by: Decider): Promise<Case> {
  return transaction(world, async tx => {
    const current = await caseById(tx, id)
    mayWork(current, by)
    const { person, service, version, agency } = current
    await record(tx, { kind: 'case.viewed', about: id, person, by: by.id, facts: { service, version, agency } })
    return current
  })
}
