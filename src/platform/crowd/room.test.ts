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
  isIn?: boolean
  looksAt?: number
}

/** Time goes by; everybody who has not left looks when they were told to. */
async function pass(rooms: readonly Room[], seconds: number, people: readonly Waiter[] = []): Promise<void> {
  for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
    clock.ms += STEP_MS
    for (const person of people) {
      if (person.hasLeft || clock.ms < (person.looksAt ?? 0)) continue
      if (person.at.comeIn(person.number)) {
        person.isIn = true
        person.looksAt = Number.POSITIVE_INFINITY
      } else if (!person.at.isTurnOf(person.number)) person.looksAt = clock.ms + person.at.placeOf(person.number).again * 1000
    }
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
  await pass([room], 2)
  assert.equal(Array.from({ length: 30 }, () => room.mayEnter()).filter(Boolean).length, 20)
  const people = await crowd([room], 2)
  const [first, second] = people
  assert.equal(second!.number - first!.number, 1)
  clock.ms += 2_000
  assert.equal(room.mayEnter(), false, 'those who wait go first')
  await pass([room], 3.5, people)
  assert.deepEqual([first!.isIn, second!.isIn, room.mayEnter()], [true, true, true])
})

test('two machines share one queue: let in by both in the order of coming, each as fast as it can', async () => {
  const rooms = [machine(20), machine(5)]
  await pass(rooms, 1)
  const people = await crowd(rooms, 1_200)
  await pass(rooms, 4, people)
  const turns = people.findIndex(({ number }) => !rooms[0]!.isTurnOf(number))
  assert.ok(
    people.slice(turns).every(({ number, isIn }) => !isIn && !rooms[0]!.isTurnOf(number)),
    'the first to come are the first to go in',
  )
  const before = people.filter(({ isIn }) => isIn).length
  await pass(rooms, 10, people)
  const inside = people.filter(({ isIn }) => isIn).length - before
  assert.ok(inside >= 200 && inside <= 260, `${inside} in ten seconds`)
  await emptied(rooms)
})

test('the wait that is told comes true within a fifth, for one machine and for two', async () => {
  for (const rooms of [[machine(8)], [machine(8), machine(8)]]) {
    await pass(rooms, 1)
    const people = await crowd(rooms, 600)
    await pass(rooms, 5, people)
    const asked = [199, 399, 599].map(at => ({
      person: people[at]!,
      told: people[at]!.at.placeOf(people[at]!.number),
      now: clock.ms,
    }))
    for (const { person, told, now } of asked) {
      while (!person.isIn) await pass(rooms, 0.5, people)
      const waited = (clock.ms - now) / 1000
      assert.ok(Math.abs(waited - told.seconds) <= told.seconds * 0.2, `${told.seconds} s were told and it took ${waited} s`)
    }
    await emptied(rooms)
  }
})

test('those who come in the same moment stand one behind the other at once', async () => {
  const room = machine(10)
  await pass([room], 1)
  const people = await crowd([room], 50)
  assert.deepEqual(
    people.map(({ number }) => room.placeOf(number).before),
    Array.from({ length: 50 }, (_, at) => at),
  )
  await emptied([room])
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
  for (; !room.isTurnOf(last.number); seconds++) await pass([room], 1, people)
  assert.ok(seconds < 30, `${seconds} s for 80 people at 8 a second, where the first could not be known to have left for 15 s`)
})

test('whoever was let in and does not come is not waited for: others come in instead', async () => {
  const room = machine(10)
  await pass([room], 1)
  const people = await crowd([room], 400)
  const waiting = people.slice(100)
  await pass([room], 1, people)
  // The first hundred look while they wait, and never come.
  for (let second = 0; second < 20; second++) {
    for (const { number } of people.slice(0, 100)) if (!room.isTurnOf(number)) room.placeOf(number)
    await pass([room], 1, waiting)
  }
  const inside = waiting.filter(({ isIn }) => isIn).length
  assert.ok(inside >= 110 && inside <= 200, `${inside} came in twenty seconds at ten a second, after a hundred who did not`)
  await emptied([room])
})

test('whoever looks sooner than told waits for the answer, and no longer than they were told; at their turn they have it at once', async () => {
  const room = machine(2)
  await pass([room], 1)
  const people = await crowd([room], 400)
  await pass([room], 1, people)
  const held = async (number: number) => {
    const look = room.tooSoon(number)
    if (!look) return undefined
    const state = { isOver: false, hungUp: look.hungUp }
    look.isOver.then(() => {
      state.isOver = true
    })
    return state
  }
  const far = people[399]!.number
  const { again } = room.placeOf(far)
  const look = await held(far)
  assert.equal(look?.isOver, false)
  const second = await held(far)
  const others = people.slice(0, 390)
  await pass([room], 0.5, others)
  assert.deepEqual([look?.isOver, second?.isOver], [true, false], 'of two looks the older one is answered')
  await pass([room], again, others)
  assert.equal(second?.isOver, true)
  assert.equal(await held(far), undefined, 'who comes when told is answered')

  const near = people.find(({ number }) => !room.isTurnOf(number))!.number
  room.placeOf(near)
  const soon = await held(near)
  for (let steps = 0; !soon?.isOver && steps < 20; steps++) await pass([room], 0.5)
  await new Promise(setImmediate)
  assert.deepEqual([room.comeIn(near), soon?.isOver], [true, true])

  room.placeOf(far)
  const last = await held(far)
  room.letGo()
  await new Promise(setImmediate)
  assert.equal(last?.isOver, true, 'before the end everybody is answered')
  await emptied([room])
})

test('whoever hangs up while they wait for an answer has left', async () => {
  const room = machine(1)
  await pass([room], 1)
  const people = await crowd([room], 300)
  await pass([room], 1, people)
  for (const { number } of people.slice(0, 200)) room.placeOf(number)
  for (const { number } of people.slice(0, 200)) room.tooSoon(number)?.hungUp()
  await pass([room], 2.5, people.slice(200))
  assert.ok(room.placeOf(people.at(-1)!.number).before < 125, `${room.placeOf(people.at(-1)!.number).before} before the last`)
  await emptied([room])
})

test('a place that nobody takes for a while is for whoever is here, with a number or without', async () => {
  const room = machine(10)
  await pass([room], 1)
  while (room.mayEnter());
  const gone = await crowd([room], 3_000)
  for (const { number } of gone) room.placeOf(number)
  const [last] = await crowd([room], 1)
  await pass([room], 3)
  assert.deepEqual([room.comeIn(last!.number), room.mayEnter()], [false, false], 'those before them may yet come')
  await pass([room], 1)
  assert.deepEqual([room.isTurnOf(last!.number), room.comeIn(last!.number)], [false, true])
  let inside = 0
  for (let half = 0; half < 6; half++) {
    while (room.mayEnter()) inside++
    await pass([room], 0.5)
  }
  assert.ok(inside >= 25 && inside <= 40, `${inside} in three seconds at ten a second`)
  await emptied([room])
})

test('a place given to somebody who holds the line is taken when they come with their leave: until then others may have the next', async () => {
  for (const theyCome of [true, false]) {
    const room = machine(10)
    await pass([room], 1)
    while (room.mayEnter());
    const people = await crowd([room], 300)
    for (const { number } of people) room.placeOf(number)
    const [last] = await crowd([room], 1)
    const looks = people.map(({ number }) => room.tooSoon(number)!.isOver.then(() => number))
    for (let half = 0; half < 8; half++) {
      await pass([room], 0.5)
      for (const { number } of people) if (theyCome && room.isTurnOf(number)) room.cameBack(number)
    }
    assert.ok(room.isTurnOf(await looks[0]!), 'they were let in, as far as is known')
    clock.ms += 300
    assert.equal(room.comeIn(last!.number), !theyCome)
    await emptied([room])
  }
})

test('whoever holds the line and is let in to a place that nobody takes has taken nobody’s', async () => {
  const room = machine(10)
  await pass([room], 1)
  while (room.mayEnter());
  for (const { number } of await crowd([room], 300)) room.placeOf(number)
  const [last] = await crowd([room], 1)
  room.placeOf(last!.number)
  const look = room.tooSoon(last!.number)
  await pass([room], 4)
  await look!.isOver
  assert.deepEqual([room.isTurnOf(last!.number), room.comeIn(last!.number)], [false, true])
  room.cameBack(last!.number)
  assert.equal(room.mayEnter(), true)
  await emptied([room])
})

test('a machine that starts anew knows who was let in', async () => {
  const before = machine(10)
  await pass([before], 1)
  const people = await crowd([before], 40)
  await pass([before], 1, people)
  const after = machine(10)
  await after.look()
  assert.deepEqual(
    people.map(({ number }) => after.isTurnOf(number)),
    people.map(({ number }) => before.isTurnOf(number)),
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
    assert.equal(lookAgainIn(7_200, waiting, true), 6, 'whoever has just come')
  }
})
