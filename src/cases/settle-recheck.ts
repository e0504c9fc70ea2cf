import { record, transaction } from '#platform'
import { type CaseId, type Decider, mayWork } from './case.ts'
import { settleRechecks } from './correction-store.ts'
import { lockCase } from './store.ts'
import type { CasesWorld } from './world.ts'

/** Notes that a case was looked at again after a fact of it was corrected. @throws {Refusal} CASE_NOT_FOUND, CASE_IS_YOUR_OWN */
export async function settleRecheck(world: CasesWorld, id: CaseId, by: Decider): Promise<void> {
  await transaction(world, async tx => {
    const current = await lockCase(tx, id)
    mayWork(current, by)
    const { person, service, version, agency } = current
    if ((await settleRechecks(tx, current, by.id)) > 0)
      await record(tx, { kind: 'case.rechecked', about: id, person, by: by.id, facts: { service, version, agency } })
  })
}
