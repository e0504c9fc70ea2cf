import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWorld } from '#platform/testing'
import type { Gauge } from './gauge.ts'
import { firstPace } from './pace.ts'
import { lookAgainIn } from './present.ts'
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

interface Waiter {
  readonly number: number
  readonly at: Room
  hasLeft?: boolean
  looksAt?: number
}

/** Time goes by; everybody who has not left looks when they were told to. */
async function pass(rooms: readonly Room[], seconds: number, people: readonly Waiter[] = []): Promise<void> {
  for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
    clock.ms += STEP_MS
    for (const person of people)
      if (!person.hasLeft && !person.at.isAdmitted(person.number) && clock.ms >= (person.looksAt ?? 0))
        person.looksAt = clock.ms + person.at.placeOf(person.number).again * 1000
    for (const room of rooms) await room.look()
  }
}

async function crowd(rooms: readonly Room[], count: number): Promise<Waiter[]> {
  const people: Waiter[] = []
  for (let at = 0; at < count; at += rooms.length)
    people.push(...(await Promise.all(rooms.map(async room => ({ number: await room.draw(), at: room })))))
  return people
}

/** Everybody leaves, and is forgotten. */
async function emptied(rooms: readonly Room[]): Promise<void> {
  do await pass(rooms, 20)
  while (rooms.some(room => room.waiting > 0))
}

test('while there is room everybody starts at once; then each gets a number, and nobody walks past them', async () => {
  const room = machine(10)
  await pass([room], 1)
  assert.equal(Array.from({ length: 30 }, () => room.mayEnter()).filter(Boolean).length, 10)
  const people = await crowd([room], 2)
  const [first, second] = people
  assert.equal(second!.number - first!.number, 1)
  clock.ms += 2_000
  assert.equal(room.mayEnter(), false, 'those who wait go first')
  await pass([room], 1, people)
  assert.deepEqual([room.isAdmitted(first!.number), room.isAdmitted(second!.number), room.mayEnter()], [true, true, true])
})

test('two machines share one queue: let in by both in the order of coming, each as fast as it can', async () => {
  const rooms = [machine(20), machine(5)]
  await pass(rooms, 1)
  const people = await crowd(rooms, 200)
  await pass(rooms, 2, people)
  const inside = people.filter(({ number }) => rooms[0]!.isAdmitted(number)).length
  assert.ok(inside >= 25 && inside <= 100, `${inside} in two seconds`)
  assert.equal(
    people.findIndex(({ number }) => !rooms[0]!.isAdmitted(number)),
    inside,
    'the first to come are the first to go in',
  )
  await emptied(rooms)
})

test('the wait that is told comes true within a fifth, for one machine and for two', async () => {
  for (const rooms of [[machine(8)], [machine(8), machine(8)]]) {
    await pass(rooms, 1)
    const people = await crowd(rooms, 600)
    await pass(rooms, 5, people)
    const asked = [199, 399, 599].map(at => ({ ...people[at]!, told: people[at]!.at.placeOf(people[at]!.number), now: clock.ms }))
    for (const { number, at, told, now } of asked) {
      while (!at.isAdmitted(number)) await pass(rooms, 0.5, people)
      const waited = (clock.ms - now) / 1000
      assert.ok(Math.abs(waited - told.seconds) <= told.seconds * 0.2, `${told.seconds} s were told and it took ${waited} s`)
    }
    await emptied(rooms)
  }
})

test('whoever leaves takes nobody’s turn: nine of ten gone, the tenth is in ten times as soon', async () => {
  const room = machine(8)
  await pass([room], 1)
  const people = await crowd([room], 800)
  for (const [at, person] of people.entries()) person.hasLeft = at % 10 !== 9
  await pass([room], 16, people)
  const last = people.at(-1)!
  assert.ok(room.placeOf(last.number).before < 80, 'those who left are not counted')
  let seconds = 16
  for (; !room.isAdmitted(last.number); seconds++) await pass([room], 1, people)
  assert.ok(seconds < 30, `${seconds} s for 80 people at 8 a second, where the first could not be known to have left for 15 s`)
})

test('a machine that starts anew knows who was let in', async () => {
  const before = machine(10)
  await pass([before], 1)
  const people = await crowd([before], 40)
  await pass([before], 1, people)
  const after = machine(10)
  await after.look()
  assert.deepEqual(
    people.map(({ number }) => after.isAdmitted(number)),
    people.map(({ number }) => before.isAdmitted(number)),
  )
  await emptied([after])
})

test('whoever is near looks again soon, and however many wait, no more than a few thousand look in a second', () => {
  assert.deepEqual(
    [5, 12, 13, 60, 600].map(seconds => lookAgainIn(seconds, 1_000)),
    [3, 3, 6, 6, 6],
  )
  for (const waiting of [5_000, 20_000, 50_000, 150_000]) {
    const again = lookAgainIn(7_200, waiting)
    assert.ok(waiting / again <= 2_500, `${waiting} look every ${again} seconds`)
  }
})
