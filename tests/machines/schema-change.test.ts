import assert from 'node:assert/strict'
import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { migrate, openDatabase } from '#platform'
import { newFolder } from '../../dev/visitor/new-folder.ts'
import { freePort, type Program, runProgram, untilSaid } from '../../dev/visitor/program.ts'
import { openSurroundings } from '../../dev/visitor/surroundings.ts'
import { openParents } from '../parents.ts'
import { askSteadily } from '../steady-requests.ts'

const PARENTS = 8
const TIME_LIMIT_MS = 240_000
const MIGRATIONS = join(import.meta.dirname, '../../migrations')
const town = await openSurroundings({ registers: true })
const folder = await newFolder('portico-schema-')
const db = openDatabase(town.databaseOwnerUrl, { size: 2 })
const parents = openParents(town)
const programs: Program[] = []
after(async () => {
  parents.close()
  for (const program of programs) await program.kill('SIGTERM')
  await db.close()
  await town.stop()
  await rm(folder, { recursive: true, force: true })
})

/** One more process of this release on the same database. @param env  what it is told besides */
function startOne(env: Readonly<Record<string, string>> = {}): Program {
  const program = runProgram({
    file: 'bin/portico.mjs',
    args: ['start'],
    env: { ...town.env, SEED: 'no', LOG_LEVEL: 'error', ...env },
  })
  programs.push(program)
  return program
}

/** As the next release would bring it: all migrations there are, and one more. */
async function nextRelease(name: string, text: string): Promise<string[]> {
  await cp(MIGRATIONS, folder, { recursive: true })
  await writeFile(join(folder, name), text)
  return migrate(db, folder)
}

test('the schema changes under people and programs of two releases, and no request fails', {
  timeout: TIME_LIMIT_MS,
}, async t => {
  const program = startOne()
  await untilSaid(program, 'is ready at', TIME_LIMIT_MS)
  const before = await parents.ready(PARENTS)
  const steady = askSteadily(new URL('/performance', town.site))
  const columns = ['journeys.draft', 'people.session', 'people.person', 'mailbox.message', 'cases.case_file', 'platform.event']
  const wider = columns.map(table => `alter table ${table} add column of_the_next_release text;`).join('\n')
  assert.deepEqual(await nextRelease('9101-wider.sql', wider), ['9101-wider.sql'])
  const index =
    '-- alone: beside the traffic\ncreate index concurrently if not exists draft_next on journeys.draft (person_id, of_the_next_release)'
  assert.deepEqual(await nextRelease('9102-index.sql', index), ['9102-index.sql'])
  const port = String(await freePort())
  const beside = startOne({ PORT: port })
  await untilSaid(beside, 'is ready at', TIME_LIMIT_MS)
  const receipts = await Promise.all(before.map(parent => parent.send()))
  assert.deepEqual(await steady.stop(), [])
  t.diagnostic(`${steady.asked()} requests, ${receipts.length} sent`)
  assert.ok(receipts.every(Boolean), 'everybody was told that it was sent')
  assert.doesNotMatch(program.said(), /"level":50/)
})

test('what takes something away waits until the programs that use it have ended, and keeps older ones out after that', {
  timeout: TIME_LIMIT_MS,
}, async () => {
  const contract = '-- needs: 9103 reads another column\nalter table journeys.draft drop column of_the_next_release'
  await assert.rejects(
    nextRelease('9103-narrower.sql', contract),
    /takes away what programs of release \d{4} still use: bring every machine to a release/,
  )
  for (const program of programs.splice(0)) await program.kill('SIGTERM')
  assert.deepEqual(await nextRelease('9103-narrower.sql', contract), ['9103-narrower.sql'])
  const late = startOne()
  assert.equal(await late.ended, 1)
  assert.match(late.said(), /This program is older than its database: 9103-narrower\.sql is applied/)
  assert.doesNotMatch(late.said(), /\n {4}at /, 'a sentence, not a stack')
})
