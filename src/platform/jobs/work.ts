import { Logger, makeWorkerUtils, runOnce, run as runWorker, type TaskList } from 'graphile-worker'
import type { Database } from '../database/connection.ts'
import { traceOf } from '../log.ts'
import type { World } from '../world.ts'

/** Background work by name; each does one verb. A job that throws is tried again, later each time, 25 times. */
export type Jobs<W extends World> = Readonly<Record<string, (world: W, payload: Record<string, string>) => Promise<void>>>

const quiet = new Logger(() => () => {})
const CONCURRENCY = 2

/** Makes the queue's own tables. */
export async function prepareJobs(database: Database): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: database.pool, logger: quiet })
  await utils.migrate()
  await utils.release()
}

/** Works the queue until stopped. At the start it frees what a dead worker of ours still holds. */
export async function workJobs<W extends World & { db: Database }>(world: W, jobs: Jobs<W>): Promise<{ stop(): Promise<void> }> {
  await freeWhatTheDeadHold(world.db)
  const runner = await runWorker({
    ...options(world, jobs),
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
  })
  return { stop: () => runner.stop() }
}

/** Works every job that is due and returns: for tests, seeds and drills. */
export async function workJobsOnce<W extends World & { db: Database }>(world: W, jobs: Jobs<W>): Promise<void> {
  await runOnce(options(world, jobs))
}

function options<W extends World & { db: Database }>(world: W, jobs: Jobs<W>) {
  const taskList: TaskList = {}
  for (const [name, work] of Object.entries(jobs)) {
    taskList[name] = async payload => {
      try {
        await work(world, payload as Record<string, string>)
      } catch (error) {
        world.log.warn({ job: name, error: traceOf(error) }, 'a job failed and will be tried again')
        throw error
      }
    }
  }
  return { pgPool: world.db.pool, taskList, logger: quiet }
}

/** A worker that is alive renews nothing, so "dead" is told by its connection: no session of ours is older than its lock. */
async function freeWhatTheDeadHold(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker._private_jobs
     where locked_by is not null
       and locked_at < (select coalesce(min(backend_start), now()) from pg_stat_activity where application_name = 'portico')`,
  )
  if (!rows.length) return
  const utils = await makeWorkerUtils({ pgPool: database.pool, logger: quiet })
  await utils.forceUnlockWorkers(rows.map(row => row.locked_by))
  await utils.release()
}
