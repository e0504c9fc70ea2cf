import assert from 'node:assert/strict'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { newId, rows, sealText, sql, workJobs } from '#platform'
import { testWorld } from '#platform/testing'
import { readConfig } from '../config.ts'
import { jobs, nightly } from '../wiring.ts'
import { retentionCommand } from './retention-command.ts'

const world = await testWorld()
const config = readConfig({
  DATABASE_URL: world.appUrl,
  SERVICES_DIR: join(import.meta.dirname, '../../..'),
  PORTICO_SECRET: 'a secret of the tests that is long enough',
})

async function retention(...rest: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const printers = (['log', 'error'] as const).map(way => mock.method(console, way, (text: unknown) => said.push(String(text))))
  const code = await retentionCommand(config, rest)
  for (const printer of printers) printer.mock.restore()
  return { code, said: said.join('\n') }
}

test('an operator counts what is past its retention, erases it, and is told that nothing is left', async () => {
  await world.db.query(sql`insert into journeys.draft (person_id, id, kind, subject, sealed_answers, channel, language, submission_key, created_at, saved_at)
    values (${newId()}, ${newId()}, 'service', 'child-benefit', ${sealText(world, '{}')}, 'web', 'en', ${newId()}, '2020-01-01', '2020-01-01')`)
  assert.deepEqual(await retention('run', '--count'), { code: 0, said: 'unsent-drafts: 1 past retention\n1 row past retention.' })
  assert.equal((await rows(world, sql`select from journeys.draft`)).length, 1)
  assert.deepEqual(await retention('run'), { code: 0, said: 'unsent-drafts: 1 erased\n0 rows past retention.' })
  assert.equal((await retention('forget')).code, 2)
})

test('the night’s work is planned when the program starts, and is work that there is', async () => {
  const working = await workJobs(world as never, jobs, nightly)
  await working.stop()
  const planned = await rows<{ identifier: string }>(world, sql`select identifier from graphile_worker._private_known_crontabs`)
  assert.deepEqual(
    planned.map(({ identifier }) => identifier),
    nightly.map(({ job }) => job),
  )
  for (const { job } of nightly) assert.ok(jobs[job], job)
})
