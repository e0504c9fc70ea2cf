import { as } from '../database/actor.ts'
import { transaction } from '../database/transaction.ts'
import { record } from '../events/record.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Jobs } from '../jobs/work.ts'
import type { Tx, World } from '../world.ts'
import {
  lockPlace,
  nextRows,
  type OldValue,
  type Progress,
  progressUnder,
  saveProgress,
  startProgress,
  writeResealed,
} from './reseal-store.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'
import { KEYS, markResealed, storedKeys } from './store.ts'

const JOB = 'keys.reseal'
const ROWS_AT_ONCE = 1_000
const FILES_AT_ONCE = 4
const BATCHES_A_JOB = 20
const SOON_MS = 1_000

/** Queues the sealing anew of everything under the newest key, from the beginning. @param runAt when that key is active */
export async function queueResealing(tx: Tx, key: string, runAt?: Date): Promise<void> {
  const places = (await sealedColumns(tx)).map(({ place }) => place)
  await startProgress(tx, key, places)
  await enqueue(tx, JOB, { key }, { key: JOB, ...(runAt && { runAt }) })
}

/** A stretch of it at a time, so that a program can stop, and another go on. */
export const keyJobs: Jobs<World> = {
  async [JOB](world, { key }) {
    const next = await resealStretch(world, key!)
    if (next === 'done') return
    const runAt = next === 'not-active-yet' ? { runAt: new Date(world.now().getTime() + SOON_MS) } : {}
    await transaction(world, tx => enqueue(tx, JOB, { key: key! }, { key: JOB, ...runAt }))
  },
}

/** What there is still to do under a key. */
export type Next = 'done' | 'more' | 'not-active-yet'

/** Seals some batches anew, and says so in the log when the last of them is done. A key that was replaced meanwhile has nothing to do. */
export async function resealStretch(outside: World, key: string, batches = BATCHES_A_JOB): Promise<Next> {
  const world = as(outside, KEYS)
  const [newest] = await storedKeys(world)
  if (newest?.id !== key) return 'done'
  if (world.keys.current.id !== key) return 'not-active-yet'
  const columns = await sealedColumns(world)
  for (let done = 0; done < batches; done++) {
    const open = (await progressUnder(world, key)).find(({ doneAt }) => doneAt === null)
    if (!open) return finish(world, key)
    await resealBatch(world, { key, column: columns.find(({ place }) => place === open.place), place: open.place })
  }
  return 'more'
}

interface Batch {
  readonly key: string
  readonly place: string
  /** Undefined when the column has gone. */
  readonly column: SealedColumn | undefined
}

/**
 * Passes go over a column in the order of its primary key until one of them finds nothing: whatever was written under the old key
 * behind the back of a pass, by a program that had not heard of the new one, is found by the next.
 */
function resealBatch(world: World, { key, column, place }: Batch): Promise<void> {
  return transaction(world, async tx => {
    const progress = await lockPlace(tx, key, place)
    if (!progress) return
    if (!column) return saveProgress(tx, key, progress, true)
    const limit = column.isBytes ? FILES_AT_ONCE : ROWS_AT_ONCE
    const rows = await nextRows(tx, column, { after: progress.at, limit })
    const old = rows.filter((row): row is OldValue => row.value !== null)
    const resealed = old.length > 0 ? await writeResealed(tx, column, old) : 0
    const isEnd = rows.length < limit
    const so: Progress = {
      ...{ place, resealed: progress.resealed + resealed, doneAt: null },
      at: isEnd ? null : [...rows.at(-1)!.row],
      isCleanSoFar: isEnd || (progress.isCleanSoFar && old.length === 0),
    }
    await saveProgress(tx, key, so, isEnd && progress.isCleanSoFar && old.length === 0)
  })
}

function finish(world: World, key: string): Promise<'done'> {
  return transaction<World, 'done'>(world, async tx => {
    await markResealed(tx, key)
    await record(tx, { kind: 'key.resealed', about: key, by: 'system' })
    return 'done'
  })
}
