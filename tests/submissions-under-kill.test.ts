import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { keysFrom, openDatabase, openLog, type World } from '#platform'
import { openJournal } from '../dev/department/journal.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { sendAll, type Wish } from '../dev/department/send-all.ts'
import { tryAgain } from '../dev/department/try-again.ts'
import { atRest } from '../dev/receipts/at-rest.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { makeChance } from '../dev/town/chance.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { openSurroundings, serve } from '../dev/visitor/surroundings.ts'

const MOST = 20_000
const SECONDS = 40
const KILLS = 2
const SAMPLE = 200
const TIME_LIMIT_MS = 300_000
const SECRET = 'a secret of the tests that is long enough'
const settings = {
  SEED: 'no',
  LOG_LEVEL: 'silent',
  PORTICO_SECRET: SECRET,
  SERVICES_DIR: join(import.meta.dirname, '../bench/government'),
}
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
const chance = makeChance(seed)

const town = await openSurroundings({ registers: false })
const db = openDatabase(town.databaseOwnerUrl, {
  ...{ size: 2, actor: 'system upkeep' },
  waits: { connect: 3_000, statement: 120_000, lock: 3_000, idleInTransaction: 10_000 },
})
const world: World = { db, now: () => new Date(), log: openLog('silent'), keys: keysFrom(SECRET) }
let program = await serve(town, settings)
after(async () => {
  await program.kill('SIGKILL')
  await db.close()
  await town.stop()
})

test(`up to ${MOST} requests of a department’s system, the program killed in the middle (KILL_SEED=${seed}): every receipt is kept once and whole, and everything comes to rest`, {
  timeout: TIME_LIMIT_MS,
}, async t => {
  const token = await (await registerDepartment(world, { site: town.site, name: 'Tested department' }))()
  const file = join(await newFolder('portico-journal-'), 'journal')
  const journal = openJournal(file)
  const wish: Wish = {
    ...{ site: town.site, token, seed: `t${seed}`, from: 0, to: MOST, lines: 64, decided: false },
    seconds: SECONDS,
  }
  const before = await atRest(world, program.child.pid)
  assert.ok(before.connections > 0, 'a program that serves holds connections')
  const sending = sendAll(wish, journal)
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(chance.between(500, 4_000))
    await program.kill('SIGKILL')
    program = await serve(town, settings)
  }
  const { receipts, unanswered, broken, busy, faults, seconds } = await sending
  assert.deepEqual(faults, [])
  assert.deepEqual({ unanswered, isAny: receipts > 0 }, { unanswered: 0, isAny: true })
  await tryAgain({ ...wish, to: receipts }, journal, Math.max(1, Math.floor(receipts / SAMPLE)))
  await journal.close()
  const checked = await checkJournal(world, file)
  assert.deepEqual(checked.faults, [])
  assert.equal(checked.submissions, receipts, 'what was never answered with a receipt is not there either')
  t.diagnostic(`${receipts} receipts in ${Math.round(seconds)} s; ${broken} broken off, ${busy} told to come back`)
  await comesToRest(before.connections)
})

/** Until everything that was told was heard, and no more is held than a pool holds. */
async function comesToRest(connections: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const now = await atRest(world, program.child.pid)
    if (now.behind === 0 && now.connections <= connections + 12) return assert.deepEqual([now.jobs, now.parked], [0, 0])
    await pause(200)
  }
  assert.deepEqual(await atRest(world, program.child.pid), 'at rest within two minutes')
}
