import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { run, sql } from '#platform'
import { gather } from './hostile/intruders.ts'
import { type Tried, tryWithOurChecks, tryWithoutOurChecks } from './hostile/matrix.ts'
import { openSite } from './hostile/town.ts'

// The whole of it, a hundred thousand attempts, is `npm run conformance -- isolation`.
const site = await openSite()
const trying = await gather(site, { owners: 2, others: 0 })
const nothing = (): Tried => ({ attempts: 0, refused: 0, leaks: [] })
const [withChecks, withoutChecks] = [nothing(), nothing()]
after(() =>
  console.log(
    `isolation: ${withChecks.attempts} attempts with the application’s checks and ${withoutChecks.attempts} without, ${withChecks.leaks.length + withoutChecks.leaks.length} leaks`,
  ),
)

test('nobody reaches another person’s things, whoever tries', async () => {
  await tryWithOurChecks(trying, withChecks)
  assert.deepEqual(withChecks.leaks, [])
  assert.ok(withChecks.attempts > 400)
})

test('with every check of the application passed, the database alone lets nobody read or change another person’s things', async () => {
  await tryWithoutOurChecks(trying, withoutChecks)
  assert.deepEqual(withoutChecks.leaks, [])
  assert.ok(withoutChecks.attempts > 600)
})

test('one table left open is found, for reading and for writing', async () => {
  const few = { ...trying, intruders: trying.intruders.slice(0, 2) }
  await run(site.world, sql`create policy hole on cases.case_file for select using (true)`)
  const read = nothing()
  await tryWithoutOurChecks(few, read)
  await run(site.world, sql`drop policy hole on cases.case_file`)
  assert.match(read.leaks.join(), /read "PL 1000 CNRY" of owner 0 at GET \/requests/)
  await run(site.world, sql`create policy hole on privacy.hold for select using (true)`)
  const held = nothing()
  await tryWithoutOurChecks(few, held)
  await run(site.world, sql`drop policy hole on privacy.hold`)
  assert.match(held.leaks.join(), /read "hold-0-canary" of owner 0 at GET \/work\/holds/)
  await run(site.world, sql`create policy hole on journeys.draft using (true)`)
  const written = nothing()
  await tryWithoutOurChecks(few, written)
  await run(site.world, sql`drop policy hole on journeys.draft`)
  assert.match(written.leaks.join(), /changed something at POST \/journeys/)
})
