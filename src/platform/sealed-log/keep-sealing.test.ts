import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isId, metricsText, one, openLog, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import type { Handed, Witness } from './adapters/index.ts'
import { handOver } from './hand-over.ts'
import { keepSealing } from './keep-sealing.ts'
import { checkProof } from './proof-file.ts'
import { proveEntries } from './prove-entry.ts'
import { publicKeys } from './public-log.ts'
import { sealNext } from './seal.ts'
import { act, sealing } from './testing/sealed-log.ts'

/** A witness that keeps what it takes, and one thing at a time may be in its way. */
function witnessWith(take: (handed: Handed) => ReturnType<Witness['take']>) {
  const sizes: number[] = []
  const witness: Witness = {
    name: 'test',
    take(handed) {
      sizes.push(handed.head.size)
      return take(handed)
    },
  }
  return { witness, sizes }
}
const taken = async () => ({ kind: 'taken', cosignatures: '' }) as const

test('what was written until the program stops is sealed and handed over before it has stopped', async () => {
  const world = sealing(await testWorld())
  const { witness, sizes } = witnessWith(taken)
  await act(world, 5)
  const running = keepSealing(world, [witness])
  await act(world, 7)
  await running.stop()
  assert.equal(sizes.at(-1), 12)
  assert.match(await metricsText(), /^portico_log_unsealed_entries 0$/m)
})

test('a witness that does not answer is left in peace for a while, and holds up neither sealing nor another witness', async () => {
  const { setNow, ...still } = await testWorld()
  const world = sealing(still)
  const down = witnessWith(() => Promise.reject(new Error('no answer')))
  const up = witnessWith(taken)
  const handing = handOver([down.witness, up.witness])
  for (const [turn, now] of ['00:00', '00:03', '00:09', '00:10', '00:29', '00:31'].entries()) {
    setNow(`2026-11-21T09:${now}Z`)
    await act(world, 1)
    await sealNext(world)
    await handing.now(world)
    assert.equal(up.sizes.length, turn + 1)
  }
  assert.deepEqual(down.sizes, [1, 4, 6])
  assert.equal(handing.size, 0)
})

test('a witness that has seen more, or something else, is heard: the log says so and what to run', async () => {
  const lines: string[] = []
  const world = { ...sealing(await testWorld()), log: openLog('error', { write: line => lines.push(line) }) }
  await act(world, 3)
  await sealNext(world)
  for (const kind of ['ahead', 'refused'] as const)
    await handOver([witnessWith(async () => ({ kind, size: 9 })).witness]).now(world)
  assert.match(lines[0]!, /has seen a longer log than the database holds: run \\"portico log verify\\"/)
  assert.match(lines[1]!, /refuses the head.*run \\"portico log verify\\"/)
})

test('any entry can be proved to whoever has the key, and the proof of another entry cannot be made from it', async () => {
  const world = sealing(await testWorld())
  for (const count of [3, 300, 41]) {
    await act(world, count)
    await sealNext(world)
  }
  await act(world, 1)
  const { keys } = await publicKeys(world)
  for (const seq of [1, 4, 256, 257, 303, 344]) {
    const [proof, ...more] = await proveEntries(world, { seq })
    assert.ok(proof && more.length === 0)
    assert.equal(proof.position, seq)
    const checked = checkProof(JSON.parse(JSON.stringify(proof)), keys)
    assert.ok(checked.holds && checked.entry.seq === String(seq) && checked.size === 344)
    const other = (await proveEntries(world, { seq: seq === 1 ? 2 : 1 }))[0]!
    assert.ok(!checkProof({ ...proof, bytes: other.bytes }, keys).holds)
    assert.ok(!checkProof({ ...proof, position: proof.position + 1 }, keys).holds)
    assert.ok(!checkProof(proof, []).holds)
  }
  const { about } = await one<{ about: string }>(world, sql`select about from platform.event where seq = 17`)
  assert.ok(isId(about))
  assert.equal((await proveEntries(world, { about }))[0]!.position, 17)
  assert.deepEqual(await proveEntries(world, { seq: 345 }), [], 'not sealed yet')
  for (const nonsense of [undefined, 7, {}, { kind: 'portico log proof' }]) assert.ok(!checkProof(nonsense, keys).holds)
  assert.equal((await rows(world, sql`select 1 from platform.log_tile`)).length, 1)
})
