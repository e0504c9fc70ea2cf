import { setTimeout as pause } from 'node:timers/promises'
import { one, openDatabase, sql, type World } from '#platform'
import { checkReceipts } from '../dev/visitor/check-receipts.ts'
import { answers } from './load/answers.ts'
import { startBareServer } from './load/bare.ts'
import { cpuSince } from './load/cpu.ts'
import { rateOf, startDriver } from './load/driver.ts'
import type { Loaded, Wish } from './load/main.ts'
import { type Product, startProduct } from './load/product.ts'
import { type Recorded, recordJourney } from './load/recorded.ts'
import type { Figure } from './measure.ts'

const CROWDS = [24, 96, 192]
// V8 goes on compiling for the first minute: what a journey costs falls by a quarter from the first ten seconds to the seventh.
const WARM_UP: Wish = { load: 'closed', people: 24, seconds: 45 }
const CROWD_SECONDS = 6
const STEADY_SECONDS = 15
const STEADY_SHARE = 0.7
const BARE_WARM_UP: Wish = { load: 'closed', people: 24, seconds: 8 }
const GOAL = '/services/warm-home-grant'
// Further on than the crowds come.
const SOMEBODY_ELSE = 'population-20000'

/**
 * Whole journeys a second over HTTP: signing in, ten pages, sending; product, database, identity provider and driver share the machine.
 * First as many as go through, then how long one waits at 70 % of that. Every receipt is looked up afterwards. Then the limit: the same
 * requests of one journey, answered with the same bytes by a server that does nothing else.
 */
export async function* journeys(): AsyncIterable<Figure> {
  const product = await startProduct()
  const driver = await startDriver({ ...product, goal: GOAL, answers })
  try {
    const receipts: string[] = []
    const load = async (wish: Wish) => {
      const loaded = await driver.load(wish)
      receipts.push(...loaded.receipts)
      return loaded
    }
    await load(WARM_UP)
    const cpu = cpuSince()
    const before = receipts.length
    const peak = await peakOf(load)
    yield* cpuPerJourney(cpu(), receipts.length - before)
    yield { measure: 'journeys', value: rateOf(peak), unit: 'journeys/s', n: peak.journeys }
    const steady = await load({ load: 'open', rate: rateOf(peak) * STEADY_SHARE, seconds: STEADY_SECONDS })
    for (const percentile of ['p50', 'p95', 'p99'] as const)
      yield { measure: `journeys-${percentile}`, value: steady[percentile], unit: 'ms', n: steady.requests }
    const { all, receipt } = await recordJourney({ ...product, goal: GOAL, answers }, SOMEBODY_ELSE)
    receipts.push(receipt)
    yield { measure: 'journeys-receipts', value: await receiptsKept(product, receipts), unit: 'receipts', n: receipts.length }
    yield* bareServer(all, rateOf(peak))
  } finally {
    driver.stop()
    await product.stop()
  }
}

/** The same requests to the service, answered by Node's own HTTP server with the same bytes. @param rate what the product reached, in journeys a second */
async function* bareServer(all: readonly Recorded[], rate: number): AsyncIterable<Figure> {
  const server = await startBareServer(all)
  const asked = all.map(({ path, cookie, form, status }) => ({ path, cookie, form, status }))
  const driver = await startDriver({ site: server.site, asked })
  try {
    await driver.load(BARE_WARM_UP)
    const cpu = cpuSince()
    let made = 0
    const peak = await peakOf(async wish => {
      const loaded = await driver.load(wish)
      made += loaded.journeys
      return loaded
    })
    const { driver: driving = 0, 'bare-server': answering = 0 } = cpu()
    yield* cpuPerJourney({ driver: driving, 'bare-server': answering }, made, 'bare-journeys')
    const bytes = all.reduce((sum, { body }) => sum + Buffer.byteLength(body, 'base64'), 0)
    yield { measure: 'bare-journeys-requests', value: all.length, unit: 'requests/journey', n: 1 }
    yield { measure: 'bare-journeys-bytes', value: bytes, unit: 'bytes/journey', n: all.length }
    yield { measure: 'bare-journeys', value: rateOf(peak), unit: 'journeys/s', n: peak.journeys }
    yield { measure: 'journeys-of-bare-server', value: (rate / rateOf(peak)) * 100, unit: '%', n: peak.journeys }
  } finally {
    driver.stop()
    server.stop()
  }
}

/** What one journey costs, by program: on a machine shared with others it says more than the rate. */
function* cpuPerJourney(seconds: Readonly<Record<string, number>>, journeys: number, of = 'journeys'): Iterable<Figure> {
  for (const [program, spent] of Object.entries(seconds))
    yield { measure: `${of}-cpu-${program}`, value: (spent * 1000) / journeys, unit: 'ms/journey', n: journeys }
}

async function peakOf(load: (wish: Wish) => Promise<Loaded>): Promise<Loaded> {
  let peak: Loaded | undefined
  for (const people of CROWDS) {
    const loaded = await load({ load: 'closed', people, seconds: CROWD_SECONDS })
    if (!peak || rateOf(loaded) > rateOf(peak)) peak = loaded
  }
  return peak!
}

/** How many receipts are in the database exactly once, whole. @throws when one is not */
async function receiptsKept({ databaseOwnerUrl }: Product, receipts: readonly string[]): Promise<number> {
  const db = openDatabase(databaseOwnerUrl, { size: 1, actor: 'system upkeep' })
  try {
    await everythingDecided({ db })
    const { faults, submissions } = await checkReceipts({ db }, receipts)
    if (faults.length > 0) throw new Error(faults.join('; '))
    return submissions
  } finally {
    await db.close()
  }
}

async function everythingDecided(world: Pick<World, 'db'>): Promise<void> {
  for (;;) {
    const { open } = await one<{ open: number }>(world, sql`select count(*) as open from cases.case_file where state = 'open'`)
    if (open === 0) return
    await pause(200)
  }
}
