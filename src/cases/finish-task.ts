import { record, transaction } from '#platform'
import { type CaseId, type Decider, mayWork } from './case.ts'
import { saveTaskDone } from './progress-store.ts'
import { lockCase } from './store.ts'
import type { CasesWorld } from './world.ts'

/** Notes that a check was made. Noting it twice changes nothing. @throws {Refusal} CASE_NOT_FOUND, CASE_IS_YOUR_OWN */
export async function finishTask(world: CasesWorld, id: CaseId, task: string, by: Decider): Promise<void> {
  await transaction(world, async tx => {
    const current = await lockCase(tx, id)
    mayWork(current, by)
    const { person, service, version, agency } = current
    if (await saveTaskDone(tx, current, { task, by: by.id }))
      await record(tx, { kind: 'case.task-done', about: id, person, by: by.id, facts: { task, service, version, agency } })
  })
}
