import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from '../measure.ts'
import { openEngineVisitors } from '../side-by-side/engine-visitors.ts'
import { type Again, openFollowers } from './bare.ts'
import { type Address, type Errand, type Journeys, openTown } from './people.ts'

/** What the driver is asked to do, and answers, over its channel to the measure that started it. */
export type Wish =
  /** So many people at a time, each beginning when another ends. */
  | { readonly load: 'closed'; readonly people: number; readonly seconds: number }
  /** So many journeys begun a second, whether or not earlier ones have ended. */
  | { readonly load: 'open'; readonly rate: number; readonly seconds: number }

export interface Loaded {
  readonly journeys: number
  readonly seconds: number
  readonly requests: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly receipts: readonly string[]
  readonly failures: readonly string[]
  /** CPU seconds that the driver itself took. */
  readonly driverCpu: number
}

/** Whose journeys are driven: ours, by people who sign in; those at the engine beside which they are measured; or what was asked before, again. */
export type Place = (Address & Errand) | { readonly site: string } | Again

const place = JSON.parse(process.argv[2]!) as Place
const town = 'goal' in place ? openTown(place) : 'asked' in place ? openFollowers(place) : openEngineVisitors(place)
process.on('message', async (wish: Wish) => process.send!(await fulfil(wish)))
process.on('disconnect', () => process.exit(0))
process.send!('ready')

async function fulfil(wish: Wish): Promise<Loaded> {
  const made: Journeys = { receipts: [], requestsMs: [], failures: [] }
  const cpu = process.cpuUsage()
  const began = performance.now()
  await (wish.load === 'closed' ? closedLoop(wish, made) : openLoop(wish, made))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const { requestsMs, receipts, failures } = made
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(share => quantile(requestsMs, share)) as [number, number, number]
  const driverCpu = (user + system) / 1e6
  return { journeys: receipts.length, seconds, requests: requestsMs.length, p50, p95, p99, receipts, failures, driverCpu }
}

async function closedLoop({ people, seconds }: Wish & { load: 'closed' }, made: Journeys): Promise<void> {
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: people }, async () => {
      while (performance.now() < until) await town.nextJourney(made)
    }),
  )
}

async function openLoop({ rate, seconds }: Wish & { load: 'open' }, made: Journeys): Promise<void> {
  const began = performance.now()
  const underWay: Promise<void>[] = []
  for (let number = 0; number < rate * seconds; number++) {
    await pause(Math.max(0, began + (number / rate) * 1000 - performance.now()))
    underWay.push(town.nextJourney(made))
  }
  await Promise.all(underWay)
}
