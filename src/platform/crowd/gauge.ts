import { performance } from 'node:perf_hooks'
import type { Database } from '../database/connection.ts'
import { firstPace, nextPace, type Pace } from './pace.ts'
import { lastingPressure, pressureOf } from './pressure.ts'

/** The database, as far as a gauge looks at it: its connections, and what waits for them. */
type Measured = Pick<Database, 'pool' | 'waiting'>

/** What a process measures of itself, all the time; requests tell it when they come and go. */
export interface Gauge {
  readonly pressure: number
  readonly underWay: number
  readonly pace: Pace
  readonly loopDelayMs: number
  readonly busy: number
  readonly answeredPerSecond: number
  readonly waitingForDatabase: number
  came(): void
  went(): void
  started(count: number): void
  heldBack(): void
  stop(): void
}

const SAMPLE_MS = 100
const STEP_SAMPLES = 5
const FADE = 0.7

/** Begins to measure. It looks ten times a second; a request costs it an addition. */
export function openGauge({ pool, waiting }: Measured): Gauge {
  const now = { pressure: 0, underWay: 0, loopDelayMs: 0, busy: 0, answeredPerSecond: 0, waitingForDatabase: 0 }
  const since = { answered: 0, started: 0, isHoldingBack: false, poolBusy: 0, underWay: 0, samples: 0, at: performance.now() }
  const recent: number[] = []
  let pace = firstPace
  let expectedAt = performance.now() + SAMPLE_MS
  let loop = performance.eventLoopUtilization()
  let cpu = process.cpuUsage()

  const sample = () => {
    const at = performance.now()
    now.loopDelayMs = Math.max(0, at - expectedAt)
    expectedAt = at + SAMPLE_MS
    now.waitingForDatabase = waiting()
    since.poolBusy += (pool.totalCount - pool.idleCount) / pool.options.max
    since.underWay += now.underWay
    since.samples += 1
    const { user, system } = process.cpuUsage(cpu)
    cpu = process.cpuUsage()
    // Later than it computed it was because of other programs: turning people away would win none of that back.
    recent.push(pressureOf({ ...now, loopDelayMs: Math.min(now.loopDelayMs, (user + system) / 1000) }))
    if (recent.length > STEP_SAMPLES) recent.shift()
    now.pressure = Math.max(lastingPressure(recent), now.pressure * FADE)
    if (since.samples >= STEP_SAMPLES) step(at)
  }
  const step = (at: number) => {
    const ended = performance.eventLoopUtilization()
    const seconds = (at - since.at) / 1000
    now.busy = Math.max(performance.eventLoopUtilization(ended, loop).utilization, since.poolBusy / since.samples)
    now.answeredPerSecond = since.answered / seconds
    const underWay = since.underWay / since.samples
    pace = nextPace(pace, { ...since, underWay, seconds, busy: now.busy, pressure: now.pressure })
    loop = ended
    Object.assign(since, { answered: 0, started: 0, isHoldingBack: false, poolBusy: 0, underWay: 0, samples: 0, at })
  }
  const timer = setInterval(sample, SAMPLE_MS).unref()
  return {
    get pressure() {
      return now.pressure
    },
    get underWay() {
      return now.underWay
    },
    get pace() {
      return pace
    },
    get loopDelayMs() {
      return now.loopDelayMs
    },
    get busy() {
      return now.busy
    },
    get answeredPerSecond() {
      return now.answeredPerSecond
    },
    get waitingForDatabase() {
      return now.waitingForDatabase
    },
    came() {
      now.underWay += 1
    },
    went() {
      now.underWay -= 1
      since.answered += 1
    },
    started(count) {
      since.started += count
    },
    heldBack() {
      since.isHoldingBack = true
    },
    stop: () => clearInterval(timer),
  }
}
