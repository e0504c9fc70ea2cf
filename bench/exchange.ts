import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalogue } from '#catalogue'
import { as, keysFrom, migrate, newId, openDatabase, openLog, prepareJobs } from '#platform'
import { startPostgres } from '#platform/postgres'
import { type LookUp, lookUp, type RegistersWorld, xRoadExchange } from '#registers'
import { namedPeople } from '../dev/town/named-people.ts'
import { openWire } from '../src/registers/adapters/wire.ts'
import { cpuSince } from './load/cpu.ts'
import { type Figure, quantile } from './measure.ts'

const ROOT = join(import.meta.dirname, '..')
const CLIENT = 'FH/GOV/portico/portico'
const TODAY = '2026-11-21'
const QUERY = 'population.person'
const WARM_UP = 400
const PAIRS = 2000
const CROWD = 64
const SECONDS = 8

/**
 * What the exchange adds to asking a register: one look at a time beside the same call made bare, in pairs; then as many looks a second
 * as go through. Each look is written down before it is asked and completed before it is told, with fsync on; registers and database
 * are processes of their own on the same machine.
 */
export async function* exchange(): AsyncIterable<Figure> {
  const stage = await openStage()
  try {
    await inPairs(stage, WARM_UP)
    const { bare, whole, added } = await inPairs(stage, PAIRS)
    yield { measure: 'exchange-bare-p50', value: quantile(bare, 0.5), unit: 'ms', n: PAIRS }
    yield { measure: 'exchange-lookup-p50', value: quantile(whole, 0.5), unit: 'ms', n: PAIRS }
    yield { measure: 'exchange-overhead-p50', value: quantile(added, 0.5), unit: 'ms', n: PAIRS, target: 1 }
    yield { measure: 'exchange-overhead-p95', value: quantile(added, 0.95), unit: 'ms', n: PAIRS }
    await crowd(stage, 2)
    const [spent, cpu] = [process.cpuUsage(), cpuSince()]
    const looks = await crowd(stage, SECONDS)
    yield { measure: 'exchange-lookups', value: looks / SECONDS, unit: 'lookups/s', n: looks, target: 3000 }
    const { user, system } = process.cpuUsage(spent)
    const programs = { product: (user + system) / 1e6, ...cpu() }
    for (const [program, seconds] of Object.entries(programs))
      yield { measure: `exchange-cpu-${program}`, value: (seconds * 1000) / looks, unit: 'ms/lookup', n: looks }
  } finally {
    await stage.close()
  }
}

interface Stage {
  /** One look, by the whole way; throws when it finds nothing. */
  look(): Promise<void>
  /** The same call to the same register, by nothing but HTTP. */
  call(): Promise<void>
  close(): Promise<void>
}

async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-bench-'))
  const postgres = await startPostgres({ dataDir: folder, say: () => {} })
  const owner = openDatabase(postgres.ownerUrl, { size: 1, actor: 'system upkeep' })
  await prepareJobs(owner)
  await migrate(owner, join(ROOT, 'migrations'))
  await owner.close()
  const db = openDatabase(postgres.url)
  const registers = fork(join(ROOT, 'dev/registers/main.ts'), ['--port', '0', '--today', TODAY], { stdio: 'ignore' })
  const [{ url }] = (await once(registers, 'message')) as [{ url: string }]
  const world = {
    ...{ db, now: () => new Date(), log: openLog('silent'), keys: keysFrom('a root secret only ever used to measure') },
    exchange: xRoadExchange({ securityServer: new URL(url), client: CLIENT }),
  }
  return {
    ...(await acts(world, new URL(url))),
    async close() {
      registers.disconnect()
      await db.close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function acts(world: RegistersWorld, securityServer: URL): Promise<Pick<Stage, 'look' | 'call'>> {
  const { registers, facts } = await loadCatalogue(ROOT)
  const query = registers.get(QUERY)!
  const { nationalId } = namedPeople[0]!
  const wanted = { nationalId, query, facts: [...query.gives.keys()].map(name => facts.get(name)!), ground: { law: 'a law' } }
  const wire = openWire({ servers: [securityServer], timeoutMs: 2000, maxBytes: 1024 * 1024 })
  const target = `/r1/${query.serviceId}${query.path.replace('{nationalId}', nationalId)}`
  return {
    async look() {
      const look: LookUp = { ...wanted, person: newId(), by: 'system', service: 'child-benefit' }
      const { status } = await lookUp(as(world, `person ${look.person}`), look)
      if (status !== 'found') throw new Error(`a look was ${status}`)
    },
    async call() {
      const { status, body } = await wire({ method: 'GET', target, headers: { 'x-road-client': CLIENT } })
      if (status !== 200 || !JSON.parse(body.toString()).familyName) throw new Error(`a bare call was answered with ${status}`)
    },
  }
}

async function inPairs({ look, call }: Stage, pairs: number) {
  const times = { bare: [] as number[], whole: [] as number[], added: [] as number[] }
  for (let pair = 0; pair < pairs; pair++) {
    const bare = await timed(call)
    const whole = await timed(look)
    times.bare.push(bare)
    times.whole.push(whole)
    times.added.push(whole - bare)
  }
  return times
}

async function timed(act: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await act()
  return performance.now() - from
}

/** How many looks a crowd makes that asks again as soon as it is answered. */
async function crowd({ look }: Stage, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let looks = 0
  const one = async () => {
    for (; performance.now() < until; looks++) await look()
  }
  await Promise.all(Array.from({ length: CROWD }, one))
  return looks
}
