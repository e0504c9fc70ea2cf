import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { decideByRule } from '#cases'
import { loadCatalogue } from '#catalogue'
import { scanners, signers } from '#documents'
import { type JourneysWorld, openSubmissions } from '#journeys'
import { performanceSubscriptions } from '#performance'
import {
  as,
  hearNext,
  keysFrom,
  migrate,
  newId,
  openDatabase,
  openLog,
  prepareJobs,
  type Subscription,
  type World,
} from '#platform'
import { startPostgres } from '#platform/postgres'
import { madeRequest, SERVICE } from '../dev/department/made-requests.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { GOVERNMENT } from './load/product.ts'
import type { Figure } from './measure.ts'

const CASES = 4_000
const TARGET = 1_000
const ROOT = join(import.meta.dirname, '..')

/** How many cases a second the consumers of the log take, one process of them and its database: left to an officer, decided by the rules, and counted. */
export async function* consumers(): AsyncIterable<Figure> {
  const folder = await newFolder('portico-bench-')
  const postgres = await startPostgres({ dataDir: folder, say: () => {} })
  const owner = openDatabase(postgres.ownerUrl)
  await prepareJobs(owner)
  await migrate(owner, join(ROOT, 'migrations'))
  const db = openDatabase(postgres.url)
  const world = {
    ...{ db, now: () => new Date(), log: openLog('silent'), keys: keysFrom('a root secret only ever used to measure') },
    ...{ catalogue: await loadCatalogue(GOVERNMENT), closedDays: [], publicUrl: 'http://127.0.0.1', scanner: scanners.none() },
    signer: await signers.file(join(folder, 'keys')),
  }
  try {
    for (const decided of [false, true]) {
      await sendAll(world as unknown as JourneysWorld, decided)
      const name = decided ? 'decided' : 'left-to-officer'
      yield {
        measure: `consumers-${name}`,
        value: CASES / (await heard(world, decideByRule)),
        unit: 'cases/s',
        n: CASES,
        target: TARGET,
      }
      for (const subscription of performanceSubscriptions)
        yield {
          measure: `consumers-counted-${name}`,
          value: CASES / (await heard(world, subscription)),
          unit: 'cases/s',
          n: CASES,
        }
    }
  } finally {
    await Promise.all([db.close(), owner.close()])
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function sendAll(world: JourneysWorld, decided: boolean): Promise<void> {
  const submissions = openSubmissions()
  const system = { id: newId(), name: 'Measured department', agency: 'municipality', services: [SERVICE] }
  const service = world.catalogue.services.get(SERVICE)!
  const inside = as(world, 'system journeys.submissions')
  for (let from = 0; from < CASES; from += 500)
    await Promise.all(
      Array.from({ length: 500 }, (_, at) => {
        const { key, body } = madeRequest(from + at, { seed: decided ? 'd' : 'o', decided })
        return submissions.send(inside, { system, service, key, sent: JSON.parse(body), language: 'en' })
      }),
    )
}

/** Seconds until a consumer has heard all there is. */
async function heard<W extends World>(world: W, subscription: Subscription<never>): Promise<number> {
  const began = performance.now()
  while ((await hearNext(world, subscription as unknown as Subscription<W>)) > 0);
  return (performance.now() - began) / 1000
}
