import { filesIn } from '#catalogue'
import { type OpenedFile, openFile } from '#documents'
import { record, transaction } from '#platform'
import { type CaseId, caseNotFound, type Decider, mayWork } from './case.ts'
import { serviceOf } from './names.ts'
import { caseById, factsOf } from './store.ts'
import type { CasesWorld } from './world.ts'

/**
 * Opens a file that stands in a case's answers for an officer of its agency, and records that they did: the person can see it.
 * @throws {Refusal} CASE_NOT_FOUND (also for another agency's, and for a file of another case), CASE_IS_YOUR_OWN
 */
export async function viewFile(world: CasesWorld, { id, file }: { id: CaseId; file: string }, by: Decider): Promise<OpenedFile> {
  return transaction(world, async tx => {
    const current = await caseById(tx, id)
    mayWork(current, by)
    const { answers } = await factsOf(tx, current)
    if (!filesIn(serviceOf(tx, current)?.facts.values() ?? [], answers).some(one => one.id === file)) throw caseNotFound()
    const { person, service, version, agency } = current
    await record(tx, { kind: 'case.file-viewed', about: id, person, by: by.id, facts: { service, version, agency, file } })
    return openFile(tx, person, file)
  })
}
