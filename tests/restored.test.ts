import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { keysFrom, openDatabase, openLog, rows, run, sql, type World } from '#platform'
import { openJournal } from '../dev/department/journal.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { sendAll } from '../dev/department/send-all.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { runProgram } from '../dev/visitor/program.ts'
import { openPlace } from '../faults/place.ts'

const folder = await newFolder('portico-restored-')
const backups = join(folder, 'backups')
const place = await openPlace({ BACKUP_DIR: backups })
const db = openDatabase(await place.ownerUrl(), { size: 2, actor: 'system upkeep' })
const world: World = {
  db,
  now: () => new Date(),
  log: openLog('silent'),
  keys: keysFrom('only the database is used by this world'),
}
const token = await (await registerDepartment(world, { site: place.site, name: 'Restored department' }))()
after(async () => {
  await db.close()
  await place.close()
  await rm(folder, { recursive: true, force: true })
})

test('a database is restored to a second between two others: all that was shown until then is there, nothing of after, and what is not whole is said', async () => {
  await send('before', 120)
  assert.equal((await portico('backup')).code, 0)
  await send('until', 80)
  const shown = await rows<{ reference: string }>(world, sql`select reference from journeys.submission`)
  const whole = await instant()
  await send('after', 40)
  await tearOne()
  const torn = await instant()
  await send('more', 10)
  // What it has written is brought to the backups as it ends.
  await place.program().kill('SIGTERM')
  const receipts = join(folder, 'receipts')

  await writeFile(receipts, shown.map(({ reference }) => reference).join('\n'))
  const atWhole = await rehearsed(whole, receipts)
  assert.deepEqual([atWhole.submissions, atWhole.cases, atWhole.isReached, atWhole.faults], [200, 200, true, []])

  await writeFile(receipts, 'NEVER-SHOWN-HERE')
  const atTorn = await rehearsed(torn, receipts)
  assert.deepEqual([atTorn.submissions, atTorn.cases], [240, 239])
  assert.deepEqual(atTorn.faults, [
    '1 submissions or cases are there by halves.',
    '1 receipts are not there, such as NEVER-SHOWN-HERE.',
  ])
})

async function send(seed: string, to: number): Promise<void> {
  const journal = openJournal(join(folder, seed))
  const { receipts } = await sendAll({ site: place.site, token, seed, from: 0, to, lines: 8, decided: false }, journal)
  await journal.close()
  assert.equal(receipts, to)
}

/** A moment at which nothing is being written, with some time around it. */
async function instant(): Promise<string> {
  await pause(500)
  const now = new Date().toISOString()
  await pause(500)
  return now
}

/** One case is taken away, as only a mistake at the database could. */
async function tearOne(): Promise<void> {
  const id = await judged()
  await run(world, sql`delete from cases.assessment where case_id = ${id}`)
  assert.equal(await run(world, sql`delete from cases.case_file where id = ${id}`), 1)
}

/** A case that the rules have looked at: nothing more comes to it by itself. */
async function judged(): Promise<string> {
  for (;;) {
    const [found] = await rows<{ id: string }>(world, sql`select case_id as id from cases.assessment order by case_id limit 1`)
    if (found) return found.id
    await pause(100)
  }
}

interface Rehearsed {
  readonly submissions: number
  readonly cases: number
  readonly isReached: boolean
  readonly faults: readonly string[]
}

async function rehearsed(at: string, receipts: string): Promise<Rehearsed> {
  const { code, said } = await portico('backup', 'rehearse', '--at', at, '--receipts', receipts, '--scratch', folder, '--json')
  const told = said.split('\n').find(line => line.startsWith('{'))
  assert.ok(told, said)
  const rehearsal = JSON.parse(told) as Rehearsed
  assert.equal(code, rehearsal.faults.length > 0 ? 1 : 0)
  return rehearsal
}

async function portico(...args: readonly string[]): Promise<{ code: number | NodeJS.Signals; said: string }> {
  const command = runProgram({ file: 'bin/portico.mjs', args, env: place.env })
  return { code: await command.ended, said: command.said() }
}
