import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#platform'
import { checkReceipts } from '../../dev/visitor/check-receipts.ts'
import { newFolder } from '../../dev/visitor/new-folder.ts'
import type { Program } from '../../dev/visitor/program.ts'
import { openSurroundings, serve } from '../../dev/visitor/surroundings.ts'
import { openPair } from '../../src/platform/postgres/testing/pair.ts'
import { openParents, type Parent } from '../parents.ts'

const PARENTS = Number(process.env.FAILOVER_PARENTS ?? 12)
const TIME_LIMIT_MS = 300_000
const BETWEEN_MS = 30

const folder = await newFolder('portico-failover-')
const pair = await openPair(folder, { isSynchronous: true })
const town = await openSurroundings({
  registers: true,
  database: { url: pair.urlOf('portico_app'), ownerUrl: pair.urlOf('portico') },
})
const parents = openParents(town)
let program: Program | undefined
after(async () => {
  parents.close()
  await program?.kill('SIGKILL')
  await pair.stop()
  await town.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Sends until there is a receipt. @returns it, and how often nobody could take it */
async function sendUntilTold(parent: Parent): Promise<{ receipt: string; refusals: number }> {
  for (let refusals = 0; refusals < 300; refusals++) {
    const receipt = await parent.send().catch(() => undefined)
    if (receipt) return { receipt, refusals }
    await pause(100)
  }
  return assert.fail('nothing was taken within 30 seconds of the failover')
}

test('the primary is killed while parents send, and the standby takes over: no receipt is lost, and the program finds it', {
  timeout: TIME_LIMIT_MS,
}, async t => {
  program = await serve(town, { SEED: 'no', LOG_LEVEL: 'silent' })
  const ready = await parents.ready(PARENTS)
  const sending: ReturnType<typeof sendUntilTold>[] = []
  let killedAt = 0
  for (const [number, parent] of ready.entries()) {
    if (number === Math.floor(PARENTS / 2)) {
      pair.primary.signal('SIGKILL')
      killedAt = performance.now()
      await pair.standby.admin('select pg_promote(true)')
    }
    sending.push(sendUntilTold(parent))
    await pause(BETWEEN_MS)
  }
  const [first] = await Promise.all([Promise.any(sending.slice(PARENTS / 2)), Promise.all(sending)])
  assert.ok(first)
  const told = await Promise.all(sending)
  t.diagnostic(
    `all ${PARENTS} were told ${Math.round(performance.now() - killedAt)} ms after the kill, after ${told.reduce((sum, one) => sum + one.refusals, 0)} refusals`,
  )

  const again = await Promise.all(ready.map(parent => parent.send()))
  assert.deepEqual(
    again,
    told.map(({ receipt }) => receipt),
    'sent again, it is the same receipt',
  )
  const db = openDatabase(pair.urlOf('portico', [pair.standby]), { size: 2, actor: 'system upkeep' })
  const { faults, submissions } = await checkReceipts(
    { db },
    told.map(({ receipt }) => receipt),
  )
  await db.close()
  assert.deepEqual(faults, [])
  assert.equal(submissions, PARENTS)
})
