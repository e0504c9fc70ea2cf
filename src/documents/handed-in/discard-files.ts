import { record, type Tx } from '#platform'
import { deleteFiles, deleteFilesExcept, markSent } from './file-store.ts'

interface Of {
  readonly person: string
  /** The journey they were handed in for. */
  readonly about: string
}

/** Throws away files that were replaced by others or taken back; all of a journey's when none are named. What was sent stays. */
export async function discardFiles(tx: Tx, { person, about }: Of, ids?: readonly string[]): Promise<void> {
  if (ids?.length === 0) return
  const count = ids ? await deleteFiles(tx, person, { about, ids }) : await deleteFilesExcept(tx, person, { about, ids: [] })
  await tellDiscarded(tx, { person, about }, count)
}

/** The journey was sent with these files: they stay, and whatever else was handed in for it goes. */
export async function sendFiles(tx: Tx, { person, about }: Of, ids: readonly string[]): Promise<void> {
  await tellDiscarded(tx, { person, about }, await deleteFilesExcept(tx, person, { about, ids }))
  await markSent(tx, person, about)
}

async function tellDiscarded(tx: Tx, { person, about }: Of, count: number): Promise<void> {
  if (count > 0) await record(tx, { kind: 'file.discarded', about, person, by: person, facts: { count } })
}
