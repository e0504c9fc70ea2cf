import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { cpuSince } from './load/cpu.ts'
import type { Crowded, CrowdWish } from './load/crowd.ts'
import { hasNginx, startBehindNginx } from './load/nginx.ts'
import { type Product, startProduct } from './load/product.ts'
import type { Figure } from './measure.ts'

// As many as go through best at a time.
const PEOPLE = 96
const PEAK_SECONDS = 14
const RUSH_SECONDS = 24
const TIMES = 10
const AFTER_SECONDS = 25
const WINDOW_SECONDS = 8
const AS_BEFORE = 0.8

/**
 * Ten times as many as can be served come for a while, and none of them is patient: what is sent meanwhile against the peak
 * before, how long those inside wait, whether the wait that was told came true, and how soon all is as before. Then the same behind nginx, as
 * `deploy/` has it.
 */
export async function* overload(): AsyncIterable<Figure> {
  yield* rushOn(await startProduct(), 'overload')
  if (hasNginx()) yield* rushOn(await startBehindNginx(), 'overload-behind-nginx')
  else console.error('nginx is not installed here, and was not measured (Debian: apt-get install nginx-light).')
}

async function* rushOn(product: Product, name: string): AsyncIterable<Figure> {
  const crowd = await startCrowd(product)
  try {
    await crowd.make({ load: 'closed', people: PEOPLE, seconds: 6 })
    const peak = await crowd.make({ load: 'closed', people: PEOPLE, seconds: PEAK_SECONDS })
    yield { measure: `${name}-peak`, value: peak.sentPerSecond, unit: 'journeys/s', n: peak.sent }
    const cpu = cpuSince()
    const rush = await crowd.make({ load: 'rush', rate: peak.sentPerSecond * TIMES, seconds: RUSH_SECONDS })
    for (const [program, seconds] of Object.entries(cpu()))
      yield { measure: `${name}-cpu-${program}`, value: seconds / rush.seconds, unit: 'cores', n: rush.sent }
    yield { measure: `${name}-goodput`, value: rush.sentPerSecond, unit: 'journeys/s', n: rush.sent }
    yield {
      measure: `${name}-share-of-peak`,
      value: rush.sentPerSecond / peak.sentPerSecond,
      unit: 'of 1',
      n: rush.sent,
      target: 0.95,
    }
    yield { measure: `${name}-requests-for-each-who-came`, value: rush.requests / rush.came, unit: 'requests', n: rush.came }
    yield { measure: `${name}-inside-p95`, value: rush.p95, unit: 'ms', n: rush.requests }
    yield { measure: `${name}-inside-p99`, value: rush.p99, unit: 'ms', n: rush.requests, target: 2_000 }
    yield { measure: `${name}-wait-came-true`, value: rush.toldWell, unit: 'of 1', n: rush.queued }
    yield { measure: `${name}-broken-off`, value: rush.failures.length, unit: 'journeys', n: rush.sent + rush.failures.length }
    if (rush.failures.length > 0) console.error(tellFailures(rush.failures))
    const after = await crowd.make({ load: 'closed', people: PEOPLE, seconds: AFTER_SECONDS })
    yield {
      measure: `${name}-back-after`,
      value: backAfter(after.sentAt, peak.sentPerSecond),
      unit: 's',
      n: after.sent,
      target: 10,
    }
    yield { measure: `${name}-after-p95`, value: after.p95 / peak.p95, unit: 'times p95 at peak', n: after.requests }
  } finally {
    crowd.stop()
    await product.stop()
  }
}

/** From when on eight seconds held eight tenths of what the peak would have sent in them; never, when that is not so in time. */
function backAfter(sentAt: readonly number[], peak: number): number {
  for (let from = 0; from + WINDOW_SECONDS <= AFTER_SECONDS; from++)
    if (sentAt.filter(at => at > from && at <= from + WINDOW_SECONDS).length >= peak * WINDOW_SECONDS * AS_BEFORE) return from
  return Number.POSITIVE_INFINITY
}

function tellFailures(failures: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const failure of failures) {
    const kind = failure.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => `${count}: ${kind}`).join('\n')
}

async function startCrowd({ site, identityProvider }: Product) {
  const child = fork(join(import.meta.dirname, 'load/crowd.ts'), [JSON.stringify({ site, identityProvider })], {
    execArgv: ['--import', import.meta.resolve('#typescript')],
  })
  await once(child, 'message')
  return {
    async make(wish: CrowdWish): Promise<Crowded> {
      child.send(wish)
      return (await once(child, 'message'))[0] as Crowded
    },
    stop: () => child.disconnect(),
  }
}
