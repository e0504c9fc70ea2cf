import type { Officer } from '#people'
import { as, isId, newId, Refusal, record, transaction } from '#platform'
import type { PlannedWork } from './running.ts'
import { insertWork, withdrawStanding } from './store.ts'
import { words } from './words.ts'
import type { OperationsWorld } from './world.ts'

/** Announces work on the service: everybody reads it on the page of what works. */
export async function planWork(world: OperationsWorld, plan: Omit<PlannedWork, 'id'>, by: Officer): Promise<void> {
  const id = newId()
  await transaction(as(world, 'system operations.plan'), async tx => {
    await insertWork(tx, { ...plan, id, at: world.now(), by: by.id })
    await record(tx, { kind: 'work.announced', about: id, by: by.id, facts: { part: plan.part } })
  })
}

/** Takes an announcement back. @throws {Refusal} WORK_NOT_THERE */
export async function withdrawWork(world: OperationsWorld, id: string, by: Officer): Promise<void> {
  await transaction(as(world, 'system operations.plan'), async tx => {
    if (!isId(id) || !(await withdrawStanding(tx, { id, at: world.now() })))
      throw new Refusal('WORK_NOT_THERE', 404, language => words(language)('work-not-there'))
    await record(tx, { kind: 'work.withdrawn', about: id, by: by.id })
  })
}
