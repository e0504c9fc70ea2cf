import { EventEmitter } from 'node:events'
import {
  Logger,
  makeWorkerUtils,
  parseCronItems,
  runOnce,
  run as runWorker,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type { PoolClient } from 'pg'
import { as } from '../database/actor.ts'
import type { Database } from '../database/connection.ts'
import { pause } from '../events/listen.ts'
import { traceOf } from '../log.ts'
import type { World } from '../world.ts'

/** Background work by name; each does one verb. A job that throws is tried again, later each time, 25 times. */
export type Jobs<W extends World> = Readonly<Record<string, (world: W, payload: Record<string, string>) => Promise<void>>>

/** Work that is done by itself once a day, on one machine; `at` is hour and minute of UTC, `02:15`. */
export interface Nightly {
  readonly at: string
  readonly job: string
}

const quiet = new Logger(() => () => {})
const CONCURRENCY = 2
const FREE_EVERY_MS = 10_000
const SETTLES_MS = 5
const NEVER = new AbortController().signal
const SHOWS_LIFE_WITHIN_SECONDS = 2

/** Makes the queue's own tables, as the database's owner, and lets the application work them. */
export async function prepareJobs(database: Database): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: database.pool, logger: quiet })
  await utils.migrate()
  await utils.release()
  await database.pool.query(LET_THE_APPLICATION)
}

// The queue closes its tables and leaves it to us to say who may; what lies in them are ids and no word of anybody.
const LET_THE_APPLICATION = `
  grant usage on schema graphile_worker to portico_app;
  grant select on all tables in schema graphile_worker to portico_app;
  do $$
  declare private record;
  begin
    for private in select oid::regclass as name from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
      execute format('grant insert, update, delete on %s to portico_app', private.name);
      execute format('drop policy if exists "the queue" on %s', private.name);
      execute format('create policy "the queue" on %s to portico_app using (true)', private.name);
    end loop;
  end $$`

/** Works the queue until stopped, and frees from time to time what a dead program still holds. */
export async function workJobs<W extends World & { db: Database }>(
  world: W,
  jobs: Jobs<W>,
  nightly: readonly Nightly[] = [],
): Promise<{ stop(): Promise<void> }> {
  await freeWhatTheDeadHold(world.db)
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:listen:success', ({ workerPool, client }) => showLife(client, workerPool.id))
  const runner = await runWorker({
    ...options(world, jobs),
    ...(nightly.length > 0 && { parsedCronItems: planned(nightly) }),
    events,
    concurrency: CONCURRENCY,
    pollInterval: 1_000,
  })
  const freeing = setInterval(() => void freeWhatTheDeadHold(world.db).catch(() => {}), FREE_EVERY_MS)
  return {
    async stop() {
      clearInterval(freeing)
      await runner.stop()
    },
  }
}

const DAY_MS = 86_400_000

/** Not as lines of a crontab: those take no name with a dot in it. A program that was down that night makes up for it. */
function planned(nightly: readonly Nightly[]) {
  return parseCronItems(
    nightly.map(({ at, job }) => {
      const [hour, minute] = at.split(':').map(Number)
      return { task: job, match: `${minute} ${hour} * * *`, identifier: job, options: { backfillPeriod: DAY_MS, maxAttempts: 5 } }
    }),
  )
}

/** Works every job that is due and returns: for tests, seeds and drills. */
export async function workJobsOnce<W extends World & { db: Database }>(world: W, jobs: Jobs<W>): Promise<void> {
  const events: WorkerEvents = new EventEmitter()
  let worker = ''
  events.on('pool:create', ({ workerPool }) => {
    worker = workerPool.id
  })
  await runOnce({ ...options(world, jobs), events })
  // graphile-worker returns before it has written down how the last job ended.
  while (await holdsJobs(world.db, worker)) await pause(SETTLES_MS, NEVER)
}

async function holdsJobs(database: Database, worker: string): Promise<boolean> {
  const { rowCount } = await database.pool.query('select from graphile_worker._private_jobs where locked_by = $1 limit 1', [
    worker,
  ])
  return rowCount !== 0
}

function options<W extends World & { db: Database }>(world: W, jobs: Jobs<W>) {
  const taskList: TaskList = {}
  for (const [name, work] of Object.entries(jobs)) {
    taskList[name] = async payload => {
      try {
        await work(as(world, `system ${name}`), payload as Record<string, string>)
      } catch (error) {
        const trace = traceOf(error)
        world.log.warn({ job: name, error: trace }, 'a job failed and will be tried again')
        // The queue keeps the message it is given, and the error's own may quote what a person typed.
        throw new Error(trace.name)
      }
    }
  }
  return { pgPool: world.db.pool, taskList, logger: quiet, noHandleSignals: true }
}

/**
 * A program that works shows that it lives by a lock on its connection to the queue, which PostgreSQL lets go the moment that ends.
 * If only the connection broke, a job may run twice: as any job may that is tried again.
 */
function showLife(client: PoolClient, worker: string): void {
  // The queue's own LISTEN goes first: one connection answers one question at a time.
  client.once('drain', () => {
    client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [worker]).catch(() => {})
  })
}

/** Gives back the jobs of programs that ended without doing so; graphile-worker itself would keep them for four hours. */
export async function freeWhatTheDeadHold(database: Database): Promise<void> {
  await database.pool.query(
    `with holder as materialized (
       select distinct locked_by as worker from graphile_worker._private_jobs
       where locked_by like 'pool-%' and locked_at < now() - interval '${SHOWS_LIFE_WITHIN_SECONDS} seconds'
     ), dead as materialized (
       select worker from holder where pg_try_advisory_xact_lock(hashtextextended(worker, 0))
     )
     select graphile_worker.force_unlock_workers(array(select worker from dead)) where exists (select from dead)`,
  )
}
