import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enqueue, one, openDatabase, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { freeWhatTheDeadHold, type Jobs, workJobs, workJobsOnce } from './work.ts'

const world = await testWorld()
type TestWorld = typeof world
const queue = (job: string, payload: Record<string, string>, options = {}) =>
  transaction(world, tx => enqueue(tx, job, payload, options))

function notebook(name: string) {
  const done: string[] = []
  const jobs: Jobs<TestWorld> = { [name]: async (_world, { what }) => void done.push(what!) }
  return { done, jobs }
}

test('work queued in an act that is undone never runs, and runs once it is committed', async () => {
  const { done, jobs } = notebook('test.note')
  await workJobsOnce(world, jobs)
  const undone = transaction(world, async tx => {
    await enqueue(tx, 'test.note', { what: 'undone' })
    throw new Error('second thoughts')
  })
  await assert.rejects(undone, /second thoughts/)
  await transaction(world, async tx => {
    await enqueue(tx, 'test.note', { what: 'done' })
    await workJobsOnce(world, jobs)
    assert.deepEqual(done, [], 'not before the act is committed')
  })
  await workJobsOnce(world, jobs)
  await workJobsOnce(world, jobs)
  assert.deepEqual(done, ['done'])
})

test('the same key replaces what was queued before', async () => {
  const { done, jobs } = notebook('test.keyed')
  await queue('test.keyed', { what: 'old' }, { key: 'k' })
  await queue('test.keyed', { what: 'new' }, { key: 'k' })
  await workJobsOnce(world, jobs)
  assert.deepEqual(done, ['new'])
})

test('work for later waits', async () => {
  const { done, jobs } = notebook('test.later')
  await queue('test.later', { what: 'tomorrow' }, { runAt: new Date(Date.now() + 86_400_000) })
  await workJobsOnce(world, jobs)
  assert.deepEqual(done, [])
})

test('work that fails is tried again, later, and the queue does not keep what the error quoted', async () => {
  let tries = 0
  const jobs: Jobs<TestWorld> = {
    'test.failing': async () => {
      if (++tries === 1) throw Object.assign(new Error('invalid input: Canary'), { code: '22P02' })
    },
  }
  await queue('test.failing', { what: 'x' })
  await workJobsOnce(world, jobs)
  assert.equal(tries, 1)
  const waiting = await one<{ attempts: number; isLater: boolean; most: number; said: string }>(
    world,
    sql`select attempts, max_attempts as most, run_at > now() as is_later, last_error as said from graphile_worker.jobs where task_identifier = 'test.failing'`,
  )
  assert.deepEqual(waiting, { attempts: 1, isLater: true, most: 25, said: 'Error 22P02' })
  await run(world, sql`update graphile_worker._private_jobs set run_at = now() where attempts = 1`)
  await workJobsOnce(world, jobs)
  assert.equal(tries, 2)
  assert.deepEqual(await rows(world, sql`select id from graphile_worker.jobs where task_identifier = 'test.failing'`), [])
})

test('what a program held that was killed is worked at the next start, while others live on', async () => {
  const other = { ...world, db: openDatabase(world.db.pool.options.connectionString!, { size: 4 }) }
  const living = await workJobs(other, {})
  const { done, jobs } = notebook('test.orphan')
  await queue('test.orphan', { what: 'saved' })
  await run(
    world,
    sql`update graphile_worker._private_jobs set locked_by = 'pool-killed', locked_at = now() - interval '3 seconds', attempts = 1
        where payload ->> 'what' = 'saved'`,
  )
  await workJobsOnce(world, jobs)
  assert.deepEqual(done, [], 'held by the dead')
  const next = await workJobs(world, jobs)
  await until(() => done.length > 0)
  await Promise.all([next.stop(), living.stop()])
  await other.db.close()
  assert.deepEqual(done, ['saved'])
})

test('what a living program holds is left to it, however long it takes', async () => {
  const done: string[] = []
  let finish = () => {}
  const finished = new Promise<void>(resolve => {
    finish = resolve
  })
  const jobs: Jobs<TestWorld> = {
    'test.long': async (_world, { what }) => {
      done.push(what!)
      await finished
    },
  }
  const program = await workJobs(world, jobs)
  await queue('test.long', { what: 'once' })
  await until(() => done.length > 0)
  await run(
    world,
    sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where payload ->> 'what' = 'once'`,
  )
  await freeWhatTheDeadHold(world.db)
  const { holder } = await one<{ holder: string | null }>(
    world,
    sql`select locked_by as holder from graphile_worker._private_jobs where payload ->> 'what' = 'once'`,
  )
  assert.match(holder ?? 'nobody', /^pool-/)
  finish()
  await program.stop()
  assert.deepEqual(done, ['once'])
})

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !holds(); await new Promise(resolve => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error('it did not come to pass within 5 seconds')
}
