import { randomUUID } from 'node:crypto'
import {
  as,
  behind,
  type Crowd,
  type Database,
  dayOf,
  gaugeOf,
  logFailure,
  pause,
  requestTally,
  type Subscription,
  type Watch,
} from '#platform'
import { type PartId, partsSeen, type State, together } from './part.ts'
import type { Figures, Report, Sample } from './report.ts'
import type { Lag } from './running.ts'
import { countMinute, exchangeReports, forgetReports, jobsWaiting, readDays, readParts, readWork } from './store.ts'
import type { OperationsWorld } from './world.ts'

export const SAMPLE_SECONDS = 5
const SAMPLES_KEPT = 60
const MINUTE_MS = 60_000

/** What is looked at. */
export interface Watched {
  readonly crowd: Crowd
  readonly watch: Watch
  readonly consumers: readonly Pick<Subscription, 'consumer' | 'kinds'>[]
}

type ReportingWorld = OperationsWorld & { readonly db: Database }

/** Measures this process every few seconds, tells the others, hears what they tell, and keeps the picture of it all. */
export function keepReporting(world: ReportingWorld, watched: Watched): { stop(): Promise<void> } {
  const ending = new AbortController()
  const self = { process: randomUUID(), startedAt: world.now().toISOString(), samples: [] as Sample[], minute: 0 }
  publishFigures(world, watched)
  const sampler = openSampler(watched.crowd)
  const loop = (async () => {
    while (!ending.signal.aborted) {
      await pause(SAMPLE_SECONDS * 1000, ending.signal)
      if (ending.signal.aborted) return
      self.samples = [...self.samples, sampler(world.now())].slice(-SAMPLES_KEPT)
      const figures = figuresOf(world, watched, self)
      await takeIn(world, watched, { ...self, figures }, self).catch(error => {
        logFailure(world.log, error, { level: 'warn', message: 'this process could not tell the others how it does' })
        drawAlone(world, { process: self.process, reportedAt: world.now(), figures })
      })
    }
  })()
  return {
    async stop() {
      ending.abort()
      await loop
    },
  }
}

async function takeIn(
  world: ReportingWorld,
  { consumers }: Watched,
  { process, figures }: { process: string; figures: Figures },
  last: { minute: number },
): Promise<void> {
  const at = world.now()
  const program = as(world, 'system operations.report')
  const reports = await exchangeReports(program, { process, at, figures })
  const now = together(reports.map(({ figures: { parts } }) => new Map(Object.entries(parts))))
  const minute = Math.floor(at.getTime() / MINUTE_MS)
  if (minute > last.minute) {
    await countMinute(program, { parts: now, minute, day: dayOf(at), at })
    await forgetReports(program, at)
    last.minute = minute
  }
  const [known, days, work, lags] = await Promise.all([
    readParts(world),
    readDays(world, dayOf(at)),
    readWork(world, at),
    lagsOf(world, consumers),
  ])
  world.running.picture = { parts: withSince(world, now, known), days, work, reports, lags }
}

/** While the others cannot be heard, what this process sees itself is still told; the rest is as it was last known. */
function drawAlone(world: OperationsWorld, own: Report): void {
  const { picture } = world.running
  const now = new Map(Object.entries(own.figures.parts))
  world.running.picture = { ...picture, parts: withSince(world, now, picture.parts), reports: [own] }
}

type Known = ReadonlyMap<PartId, { readonly state: State; readonly since: Date }>

function withSince({ running, now }: OperationsWorld, states: ReadonlyMap<PartId, State>, known: Known): Known {
  const since = (part: PartId, state: State) =>
    [known.get(part), running.picture.parts.get(part)].find(told => told?.state === state)?.since ?? now()
  return new Map([...states].map(([part, state]) => [part, { state, since: since(part, state) }]))
}

function lagsOf(world: ReportingWorld, consumers: Watched['consumers']): Promise<Lag[]> {
  return Promise.all([
    ...consumers.map(async one => ({ name: one.consumer, count: await behind(as(world, `system ${one.consumer}`), one) })),
    jobsWaiting(world),
  ])
}

/** Which registers each service asks. */
function askedBy({ catalogue }: OperationsWorld): Map<string, string[]> {
  const registerOf = (query: string) => catalogue.registers.get(query)?.register ?? query.split('.')[0]!
  return new Map(
    [...catalogue.services.values()].map(service => [service.id, [...new Set(service.know.map(({ from }) => registerOf(from)))]]),
  )
}

function figuresOf(
  world: ReportingWorld,
  { crowd, watch }: Watched,
  { startedAt, samples }: { startedAt: string; samples: readonly Sample[] },
): Figures {
  const { gauge, room } = crowd
  const { pool } = world.db
  const registers = new Map(
    [...world.catalogue.registers.values()].map(({ register }) => [register, world.running.stateOf(register)]),
  )
  const seen = partsSeen({
    ...{ pressure: gauge.pressure, waiting: room.waiting, isDatabaseAway: watch.awaySince !== undefined },
    ...{ signIn: world.running.stateOf('sign-in'), registers, services: askedBy(world) },
  })
  return {
    ...{ startedAt, samples, parts: Object.fromEntries(seen) },
    ...{ underWay: gauge.underWay, waitingForDatabase: gauge.waitingForDatabase, waiting: room.waiting },
    ...{ connections: pool.totalCount, idle: pool.idleCount, startsPerSecond: gauge.pace.startsPerSecond },
    ...{ loopDelayMs: gauge.loopDelayMs, memoryMb: process.memoryUsage.rss() / 1_048_576 },
  }
}

/** Measures what was answered between two looks. */
function openSampler({ gauge, turnedAway }: Crowd): (at: Date) => Sample {
  const read = () => ({ ...requestTally(), at: performance.now(), turned: turnedAway.busy + turnedAway.limit + turnedAway.queue })
  let before = read()
  return at => {
    const now = read()
    const sample = {
      ...{ at: at.getTime() / 1000, seconds: (now.at - before.at) / 1000 },
      ...{ answered: now.answered - before.answered, failed: now.failed - before.failed, turnedAway: now.turned - before.turned },
      took: now.took.map((count, bucket) => count - before.took[bucket]!),
      ...{ pressure: gauge.pressure, busy: gauge.busy },
    }
    before = now
    return sample
  }
}

/** The same for Prometheus. */
function publishFigures(world: ReportingWorld, { crowd, watch }: Watched): void {
  const { gauge, room, turnedAway, limiter } = crowd
  const { pool } = world.db
  gaugeOf(
    'portico_pressure',
    'how hard it is to keep up: from 1 on programs are turned away, from 3 readers, from 12 those under way',
    () => gauge.pressure,
  )
  gaugeOf('portico_busy_share', 'how busy the program or its connections to the database are, from 0 to 1', () => gauge.busy)
  gaugeOf('portico_requests_under_way', 'requests let in and not yet answered', () => gauge.underWay)
  gaugeOf(
    'portico_database_connections',
    'connections to the database, by what they do',
    () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount }),
    'state',
  )
  gaugeOf('portico_database_waiting', 'what waits for its turn at the database', world.db.waiting)
  gaugeOf('portico_database_away', '1 while the database does not answer', () => (watch.awaySince === undefined ? 0 : 1))
  gaugeOf('portico_turned_away_total', 'requests turned away since the start, by why', () => turnedAway, 'why')
  gaugeOf('portico_waiting_room', 'people with a place in the queue', () => room.waiting)
  gaugeOf('portico_starts_per_second', 'how many may start in a second on this process', () => gauge.pace.startsPerSecond)
  gaugeOf('portico_limiter_entries', 'browsers and addresses that are counted', () => limiter.kept)
  gaugeOf(
    'portico_behind',
    'events a consumer has still to hear, and jobs that are due',
    () => Object.fromEntries(world.running.picture.lags.map(({ name, count }) => [name, count])),
    'of',
  )
  gaugeOf(
    'portico_part_down',
    '0 working, 0.5 slow, 1 down, by part of the service',
    () =>
      Object.fromEntries(
        [...world.running.picture.parts].map(([part, { state }]) => [part, { working: 0, slow: 0.5, down: 1 }[state]]),
      ),
    'part',
  )
}
