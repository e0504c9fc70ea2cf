import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWorld } from '#platform/testing'
import type { Gauge } from './gauge.ts'
import { firstPace } from './pace.ts'
import { openRoom, type Room } from './room.ts'

const world = await testWorld()
const clock = { ms: 0 }
const STEP_MS = 500

/** A machine that lets so many start a second. */
function machine(startsPerSecond: number): Room {
  const gauge = { pace: { ...firstPace, startsPerSecond }, started: () => {}, heldBack: () => {} } as unknown as Gauge
  const room = openRoom(world, gauge, () => clock.ms)
  // Its own clock would look between our steps.
  room.stop()
  return room
}

async function pass(rooms: readonly Room[], seconds: number): Promise<void> {
  for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
    clock.ms += STEP_MS
    for (const room of rooms) await room.look()
  }
}

async function emptied(rooms: readonly Room[]): Promise<void> {
  do await pass(rooms, 5)
  while (rooms.some(room => room.waiting > 0))
}

test('while there is room everybody starts at once; then each gets a number, and nobody walks past them', async () => {
  const room = machine(10)
  await pass([room], 1)
  assert.equal(Array.from({ length: 30 }, () => room.mayEnter()).filter(Boolean).length, 10)
  const [first, second] = await Promise.all([room.draw(), room.draw()])
  assert.equal(second! - first!, 1)
  clock.ms += 10_000
  assert.equal(room.mayEnter(), false, 'those who wait go first')
  await emptied([room])
  assert.deepEqual([room.isAdmitted(first!), room.isAdmitted(second!), room.mayEnter()], [true, true, true])
})

test('two machines share one queue: numbers in the order of coming, let in by both, and known on both', async () => {
  const rooms = [machine(20), machine(5)]
  await pass(rooms, 1)
  const numbers: number[] = []
  for (let at = 0; at < 100; at++) numbers.push(await rooms[at % 2]!.draw())
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  )
  await pass(rooms, 2)
  const inside = numbers.filter(number => rooms[0]!.isAdmitted(number)).length
  assert.ok(inside >= 40 && inside <= 80, `${inside} in two seconds at 25 a second`)
  assert.equal(
    numbers.findIndex(number => !rooms[0]!.isAdmitted(number)),
    inside,
    'the first to come are the first to go in',
  )
  await emptied(rooms)
})

test('the wait that is told comes true within a fifth, for one machine and for two', async () => {
  for (const rooms of [[machine(8)], [machine(12), machine(8)]]) {
    await pass(rooms, 1)
    const numbers = await Promise.all(Array.from({ length: 600 }, () => rooms[0]!.draw()))
    await pass(rooms, 5)
    const asked = [199, 399, 599].map(at => ({
      number: numbers[at]!,
      told: rooms[0]!.placeOf(numbers[at]!).seconds,
      at: clock.ms,
    }))
    for (const { number, told, at } of asked) {
      while (!rooms[0]!.isAdmitted(number)) await pass(rooms, 0.5)
      const waited = (clock.ms - at) / 1000
      assert.ok(Math.abs(waited - told) <= told * 0.2, `${told} s were told and it took ${waited} s`)
    }
    await emptied(rooms)
  }
})

test('a machine that starts anew knows who waits, and who was let in', async () => {
  const before = machine(10)
  await pass([before], 1)
  const numbers = await Promise.all(Array.from({ length: 40 }, () => before.draw()))
  await pass([before], 1)
  const after = machine(10)
  await after.look()
  assert.equal(after.waiting, before.waiting)
  assert.deepEqual(numbers.map(after.isAdmitted), numbers.map(before.isAdmitted))
  await emptied([after])
})
