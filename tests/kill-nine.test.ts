import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { one, openDatabase, sql } from '#platform'
import { makeChance } from '../dev/town/chance.ts'
import { checkReceipts } from '../dev/visitor/check-receipts.ts'
import { openSurroundings, serve } from '../dev/visitor/surroundings.ts'
import { openParents, type Parent } from './parents.ts'

const ROUNDS = 50
const AT_ONCE = 2
const SERVICES = 4
const TIME_LIMIT_MS = 300_000
const quiet = { SEED: 'no', LOG_LEVEL: 'silent' }
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
const chance = makeChance(seed)

const town = await openSurroundings({ registers: true })
const db = openDatabase(town.databaseOwnerUrl, { size: 2, actor: 'system upkeep' })
const parents = openParents(town)
let program = await serve(town, quiet)
after(async () => {
  parents.close()
  await program.kill('SIGKILL')
  await db.close()
  await town.stop()
})

test(`killed ${ROUNDS} times while parents send (KILL_SEED=${seed}): every receipt shown is kept once and whole, and nothing by halves`, {
  timeout: TIME_LIMIT_MS,
}, async t => {
  const ready = await parents.ready(ROUNDS * AT_ONCE)
  const told: string[] = []
  let cut = 0
  for (let round = 0; round < ROUNDS; round++) {
    const sending = ready.slice(round * AT_ONCE, (round + 1) * AT_ONCE)
    const receipts = await killWhileSending(sending)
    cut += receipts.filter(receipt => !isTold(receipt)).length
    const [{ faults }, started] = await Promise.all([checkReceipts({ db }, receipts.filter(isTold)), serve(town, quiet)])
    program = started
    assert.deepEqual(faults, [], `after kill ${round + 1}`)
    told.push(...(await sendAgain(sending, receipts)))
  }
  await everythingJudged()
  const { faults, submissions, cases } = await checkReceipts({ db }, told)
  assert.deepEqual(faults, [])
  assert.deepEqual({ submissions, cases }, { submissions: told.length, cases: told.length * SERVICES })
  t.diagnostic(`${told.length} submissions, ${cut} of them without an answer when the program was killed`)
  assert.ok(cut > 0 && cut < told.length, 'some were killed before their answer and some after, else the kills show little')
})

/** Everybody sends once more with the same key. @returns their receipts: the ones they were shown before, where they were */
async function sendAgain(sending: readonly Parent[], receipts: readonly (string | undefined)[]): Promise<string[]> {
  const again = await Promise.all(sending.map(parent => parent.send()))
  for (const [at, receipt] of again.entries())
    assert.equal(receipt, receipts[at] ?? receipt, 'sent again, it is the same receipt')
  assert.ok(again.every(isTold), 'sent again, everybody has a receipt')
  return again.filter(isTold)
}

/** Sends all at once and kills the program at a moment in the middle of it. @returns the receipts that were shown before it died */
async function killWhileSending(sending: readonly Parent[]): Promise<(string | undefined)[]> {
  // The first request of a fresh program takes longest, so a warm-up by somebody who only looks comes before.
  await parents.look()
  const sent = sending.map(parent => parent.send().catch(() => undefined))
  await pause(chance.between(0, 40))
  await program.kill('SIGKILL')
  return Promise.all(sent)
}

/** Until the rules have looked at every case that is open: what was left unheard by a killed program too. */
async function everythingJudged(): Promise<void> {
  const left = sql`select count(*) as count from cases.case_file c where state = 'open'
                     and not exists (select 1 from cases.assessment a where a.person_id = c.person_id and a.case_id = c.id)`
  for (let tries = 0; tries < 150; tries++) {
    if ((await one<{ count: number }>({ db }, left)).count === 0) return
    await pause(100)
  }
  assert.fail('the rules did not look at every open case within 15 seconds')
}

function isTold(receipt: string | undefined): receipt is string {
  return receipt !== undefined
}
