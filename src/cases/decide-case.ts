import { transaction } from '#platform'
import type { CaseId, Decider, NewDecision } from './case.ts'
import { settleCases } from './settle-case.ts'
import { lockCase } from './store.ts'
import type { CasesWorld } from './world.ts'

/** What an officer decides: the reason goes to the person in the officer's own words. */
export interface OfficerDecision extends Pick<NewDecision, 'pays'> {
  readonly outcome: 'granted' | 'refused'
  readonly reason: string
}

/**
 * Decides a case by an officer of its agency.
 * @throws {Refusal} CASE_NOT_FOUND (also for another agency's), CASE_IS_YOUR_OWN, CASE_ALREADY_DECIDED, CASE_WAITS_ON_OTHER, CASE_TASKS_OPEN
 */
export async function decideCase(world: CasesWorld, id: CaseId, decision: OfficerDecision, by: Decider): Promise<void> {
  await transaction(world, async tx => {
    const current = await lockCase(tx, id)
    await settleCases(tx, [{ current, decision, by }])
  })
}
