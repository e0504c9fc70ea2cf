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

/** Houses in which people take so many seconds over a journey of 24 pages, and ask for the next when they have the last; how many a second are let in in the last ten minutes of thirty. */
function letInWhere({ carries, seconds }: { carries: number; seconds: number }): number {
  const [steps, pages, ofLast] = [3_600, 24, 1_200]
  const pause = Math.max(1, Math.round(seconds / STEP / pages))
  const due = Array.from({ length: steps + pause + 1 }, () => [] as number[])
  let asking: number[] = []
  let [pace, mayStart, started] = [firstPace, 0, 0]
  for (let step = 0; step < steps; step++) {
    mayStart += Math.min(pace.startsPerSecond, carries * 10) * STEP
    const starts = Math.floor(mayStart)
    mayStart -= starts
    if (step >= steps - ofLast) started += starts
    asking = [...asking, ...due[step]!, ...Array<number>(starts).fill(pages)]
    const room = carries * pages * STEP
    const answered = asking.slice(0, room)
    asking = asking.slice(room)
    for (const left of answered) if (left > 1) due[step + pause]!.push(left - 1)
    pace = nextPace(pace, {
      ...{ seconds: STEP, answered: answered.length, started: starts, isHoldingBack: true },
      ...{
        busy: answered.length / room,
        pressure: asking.length > room * 0.4 ? asking.length / room : 0,
        underWay: asking.length,
      },
    })
  }
  return started / (ofLast * STEP)
}

test('where people take minutes over a journey, the house is full all the same, and no longer too full', () => {
  for (const seconds of [10, 60, 300]) {
    const letIn = letInWhere({ carries: 10, seconds })
    assert.ok(letIn > 8 && letIn < 12, `10 a second carried, ${letIn.toFixed(1)} let in where a journey takes ${seconds} s`)
  }
})

test('where nobody has to wait the pace stays, so that a rush finds it open', () => {
  assert.equal(nextPace(firstPace, calm).startsPerSecond, firstPace.startsPerSecond)
})

test('where more come bit by bit and all are served, nobody is made to wait: a program that warms up carries more from step to step', () => {
  for (const requests of [26, 3]) {
    let pace = firstPace
    for (let step = 0; step < 60; step++) {
      const comes = Math.min(60, 10 * 1.05 ** step)
      assert.ok(
        step === 0 || pace.startsPerSecond >= comes,
        `${comes.toFixed(0)} a second come and ${pace.startsPerSecond.toFixed(0)} may, in step ${step}`,
      )
      pace = nextPace(pace, { ...calm, answered: comes * requests * STEP, started: comes * STEP, busy: 0.95, underWay: 12 })
    }
  }
})

test('where people wait in a house that is half idle, it is found out that it carries more than was thought', () => {
  const [carries, requests] = [150, 3]
  // Thought of it in its first half second, while it was warming up.
  let pace: Pace = { startsPerSecond: 6, aim: 6, answered: 240, started: 24, requests: 10, carried: 5 }
  for (let step = 0; step < 240; step++) {
    const starts = Math.min(pace.startsPerSecond, carries)
    pace = nextPace(pace, {
      ...{ ...calm, answered: starts * requests * STEP, started: starts * STEP },
      ...{ busy: starts / carries, isHoldingBack: starts < carries },
    })
  }
  assert.ok(pace.startsPerSecond > carries * 0.8, `${pace.startsPerSecond} a second let in, ${carries} carried`)
})

test('after hours in which nobody came, or people only read, whoever starts is let in as they can be served: soon, or within minutes', () => {
  for (const [answered, minutes] of [
    [0, 2],
    [250, 10],
  ] as const) {
    let pace = firstPace
    for (let step = 0; step < 7_200; step++) pace = nextPace(pace, { ...calm, answered, started: 0, busy: answered / 500 })
    assert.ok(pace.requests >= 24 && pace.requests <= 100, `a start is thought to bring ${pace.requests} requests`)
    for (let step = 0; step < (minutes * 60) / STEP; step++) {
      const starts = Math.min(pace.startsPerSecond, 40)
      pace = nextPace(pace, {
        ...calm,
        answered: starts * 24 * STEP,
        started: starts * STEP,
        busy: starts / 40,
        isHoldingBack: true,
      })
    }
    assert.ok(pace.startsPerSecond > 32, `${pace.startsPerSecond} a second let in, 40 carried`)
  }
})

test('what is under way beyond what keeps the program busy is worked off, and then all is as before', () => {
  const pace: Pace = { startsPerSecond: 40, aim: 40, answered: 24_000, started: 1_000, requests: 24, carried: 40 }
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
