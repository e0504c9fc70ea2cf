import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstPace, type Measured, nextPace, type Pace } from './pace.ts'
import { lastingPressure, pressureOf } from './pressure.ts'
import { isTurnedAway } from './urgency.ts'

const STEP = 0.5

/** A house that carries so many starts a second, with ten times as many at the door; what a start brings comes after `lag` steps. */
function crowdedFor(steps: number, { carries, lag }: { carries: number; lag: number }): number[] {
  const requests = 24
  const started: number[] = []
  let pace: Pace = firstPace
  let queued = 0
  for (let step = 0; step < steps; step++) {
    const starts = Math.min(pace.startsPerSecond, carries * 10) * STEP
    started.push(starts)
    const arriving = (started[step - lag] ?? 0) * requests
    const room = carries * requests * STEP
    const answered = Math.min(room, queued + arriving)
    queued += arriving - answered
    const measured: Measured = {
      ...{ seconds: STEP, answered, started: starts, isHoldingBack: true },
      ...{ busy: answered / room, pressure: queued > room * 0.4 ? queued / room : 0, underWay: queued },
    }
    pace = nextPace(pace, measured)
  }
  return started.map(count => count / STEP)
}

test('the pace finds what the house carries, whatever that is', () => {
  for (const carries of [3, 40, 600]) {
    const last = crowdedFor(240, { carries, lag: 1 }).slice(-60)
    const mean = last.reduce((sum, rate) => sum + rate, 0) / last.length
    assert.ok(mean > carries * 0.8 && mean < carries * 1.3, `${carries} carried, ${mean} let in`)
  }
})

test('what people bring minutes after they were let in is reckoned with before it comes', () => {
  const rates = crowdedFor(1_200, { carries: 40, lag: 60 })
  assert.ok(Math.max(...rates.slice(-300)) < 40 * 2.5, `${Math.max(...rates.slice(-300))}`)
})

const calm: Measured = { seconds: STEP, answered: 10, started: 1, busy: 0.1, pressure: 0, underWay: 1, isHoldingBack: false }

test('where nobody has to wait the pace stays, so that a rush finds it open', () => {
  assert.equal(nextPace(firstPace, calm).startsPerSecond, firstPace.startsPerSecond)
})

test('where more come bit by bit and all are served, nobody is made to wait: a program that warms up carries more from step to step', () => {
  let pace = firstPace
  for (let step = 0; step < 60; step++) {
    const comes = Math.min(60, 10 * 1.05 ** step)
    assert.ok(
      step === 0 || pace.startsPerSecond >= comes,
      `${comes.toFixed(0)} a second come and ${pace.startsPerSecond.toFixed(0)} may, in step ${step}`,
    )
    pace = nextPace(pace, { ...calm, answered: comes * 26 * STEP, started: comes * STEP, busy: 0.95, underWay: 12 })
  }
})

test('what is under way beyond what keeps the program busy is worked off, and then all is as before', () => {
  const pace: Pace = { startsPerSecond: 40, aim: 40, answered: 24_000, started: 1_000, carried: 40 }
  const full: Measured = { ...calm, answered: 480, started: 20, busy: 1, isHoldingBack: true }
  const crowded = nextPace(pace, { ...full, underWay: 160 })
  assert.ok(
    crowded.startsPerSecond < 30 && crowded.startsPerSecond > 10,
    `${crowded.startsPerSecond} a second while 160 are under way`,
  )
  assert.equal(nextPace(crowded, { ...full, underWay: 12 }).startsPerSecond, 40)
})

test('one long pause is no crowd; a wait that lasts is', () => {
  const late = (loopDelayMs: number) => pressureOf({ loopDelayMs, waitingForDatabase: 0, answeredPerSecond: 100, underWay: 1 })
  assert.equal(lastingPressure([0, 0, late(3_000), 0].map(Number)), 0)
  assert.equal(lastingPressure([late(3_000)]), 0)
  assert.ok(lastingPressure(Array(4).fill(late(200))) >= 2)
})

test('requests that wait for the database press as much as a program that comes late', () => {
  assert.ok(pressureOf({ loopDelayMs: 0, waitingForDatabase: 500, answeredPerSecond: 1_000, underWay: 500 }) >= 2)
})

test('programs go before people, readers before those under way, and whoever is about to finish last of all', () => {
  const order = ['program', 'reading', 'under-way', 'finishing', 'always'] as const
  for (const [pressure, stay] of [
    [0.9, 5],
    [1, 4],
    [3, 3],
    [12, 2],
    [30, 1],
    [1e9, 1],
  ] as const)
    assert.deepEqual(
      order.filter(urgency => !isTurnedAway(urgency, pressure)),
      order.slice(5 - stay),
    )
})
