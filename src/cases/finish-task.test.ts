import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, rows, sql } from '#platform'
import { decideCase } from './decide-case.ts'
import { finishTask } from './finish-task.ts'
import { tasksOf } from './progress-store.ts'
import { caseById } from './store.ts'
import { amara, farid, letRulesWork, send, testTown } from './testing/town.ts'

const town = await testTown()
const task = { id: 'verify-residence', agency: 'interior', withinDays: 2, words: { en: 'Verify the address' } }
const place = town.catalogue.services.get('childcare-place')!
const services = new Map(town.catalogue.services).set('childcare-place', { ...place, tasks: [task] })
const world = { ...town, catalogue: { ...town.catalogue, services } }
const granted = { outcome: 'granted', reason: 'A place is free.' } as const

async function bosPlace() {
  const { caseOf } = await send(world, ['childcare-place'])
  await letRulesWork(world)
  return caseOf('childcare-place').id
}

test('a service’s checks are opened with the case, each with its own day', async () => {
  const tasks = await tasksOf(world, await caseById(world, await bosPlace()))
  assert.deepEqual(
    tasks.map(({ task, agency, dueOn, doneAt }) => ({ task, agency, dueOn, doneAt })),
    [{ task: 'verify-residence', agency: 'interior', dueOn: '2026-11-24', doneAt: null }],
  )
})

test('a case is decided only once its checks are made', async () => {
  const id = await bosPlace()
  await assert.rejects(
    decideCase(world, id, granted, amara),
    error => error instanceof Refusal && error.code === 'CASE_TASKS_OPEN',
  )
  await finishTask(world, id, 'verify-residence', amara)
  await decideCase(world, id, granted, amara)
  assert.equal((await caseById(world, id)).decision?.outcome, 'granted')
})

test('noting a check twice leaves one record of it', async () => {
  const id = await bosPlace()
  await Promise.all([finishTask(world, id, 'verify-residence', amara), finishTask(world, id, 'verify-residence', amara)])
  const events = await rows(world, sql`select kind from platform.event where about = ${id} and kind = 'case.task-done'`)
  assert.equal(events.length, 1)
})

test('another agency cannot note a check in a case that is not theirs', async () => {
  const id = await bosPlace()
  await assert.rejects(
    finishTask(world, id, 'verify-residence', farid),
    error => error instanceof Refusal && error.status === 404,
  )
})
