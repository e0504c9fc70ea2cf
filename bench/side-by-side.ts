import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importXgov } from '#catalogue'
import { freePort, runProgram, untilSaid } from '../dev/visitor/program.ts'
import { cpuSince, memoryNow } from './load/cpu.ts'
import { type Driver, rateOf, startDriver } from './load/driver.ts'
import { GOVERNMENT, startProduct } from './load/product.ts'
import type { Figure } from './measure.ts'
import { asEngineDefinition, NAME, ourAnswers, publishedForm } from './side-by-side/published-form.ts'

const ENGINE = join(import.meta.dirname, 'side-by-side/engine')
const DATA = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')
const OUTSIDE = 'identity-provider'
const PEOPLE = 96
const WARM_UP_SECONDS = 45
const ROUND_SECONDS = 10
const ROUNDS = 3
const STEADY_SHARE = 0.7
const STEADY_SECONDS = 15

/** One of the two, with the programs whose CPU and memory count as its own. */
interface Side {
  readonly name: 'portico' | 'engine'
  readonly driver: Driver
  readonly programs: readonly string[]
}

/** What one side did in all its rounds. */
interface Done {
  journeys: number
  cpuSeconds: number
  /** Of these, what the stand-in for a country's identity provider took, which no government installs with either. */
  outsideSeconds: number
  rate: number
}

/**
 * The same published form, all its pages on the longest way, by Portico and by the forms engine a TypeScript team in government would pick, in turns on the same machine.
 * Portico signs each person in, keeps every page in its database and opens a case; the engine knows nobody and keeps all it has in its own memory.
 */
export async function* sideBySide(): AsyncIterable<Figure> {
  const published = publishedForm(DATA)
  const folder = mkdtempSync(join(tmpdir(), 'portico-side-by-side-'))
  const engine = await startEngine(published, folder)
  const product = await startProduct(ourGovernment(published, folder))
  const sides: readonly Side[] = [
    {
      name: 'portico',
      driver: await startDriver({ ...product, goal: `/services/${NAME}`, answers: ourAnswers }),
      programs: ['product', 'database', OUTSIDE],
    },
    { name: 'engine', driver: await startDriver({ site: engine.site }), programs: ['engine'] },
  ]
  try {
    for (const { driver } of sides) await driver.load({ load: 'closed', people: PEOPLE, seconds: WARM_UP_SECONDS })
    const done = await inTurns(sides)
    for (const { name } of sides) yield* figuresOf(name, done[name])
    yield* ratios(done)
    yield* waits(sides, STEADY_SHARE * Math.min(done.portico.rate, done.engine.rate))
    yield* memories(sides)
  } finally {
    for (const { driver } of sides) driver.stop()
    await engine.stop()
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inTurns(sides: readonly Side[]): Promise<Record<Side['name'], Done>> {
  const nothing = { journeys: 0, cpuSeconds: 0, outsideSeconds: 0, rate: 0 }
  const done = { portico: { ...nothing }, engine: { ...nothing } }
  for (let round = 0; round < ROUNDS; round++)
    for (const { name, driver, programs } of sides) {
      const cpu = cpuSince()
      const load = await driver.load({ load: 'closed', people: PEOPLE, seconds: ROUND_SECONDS })
      const spent = cpu()
      done[name].journeys += load.journeys
      done[name].cpuSeconds += programs.reduce((sum, program) => sum + (spent[program] ?? 0), 0)
      if (programs.includes(OUTSIDE)) done[name].outsideSeconds += spent[OUTSIDE] ?? 0
      done[name].rate = Math.max(done[name].rate, rateOf(load))
    }
  return done
}

function* figuresOf(name: string, { journeys: n, cpuSeconds, rate }: Done): Iterable<Figure> {
  yield { measure: `side-by-side-${name}`, value: rate, unit: 'journeys/s', n }
  yield { measure: `side-by-side-${name}-cpu`, value: (cpuSeconds * 1000) / n, unit: 'ms of CPU/journey', n }
}

function* ratios({ portico, engine }: Record<Side['name'], Done>): Iterable<Figure> {
  const n = portico.journeys + engine.journeys
  const perCpu = ({ journeys, cpuSeconds }: Done) => journeys / cpuSeconds
  const perOwnCpu = ({ journeys, cpuSeconds, outsideSeconds }: Done) => journeys / (cpuSeconds - outsideSeconds)
  yield { measure: 'side-by-side-ratio-cpu', value: perCpu(portico) / perCpu(engine), unit: 'times the engine', n, target: 5 }
  yield {
    ...{ measure: 'side-by-side-ratio-cpu-without-identity-provider', value: perOwnCpu(portico) / perOwnCpu(engine) },
    ...{ unit: 'times the engine', n },
  }
  yield { measure: 'side-by-side-ratio-rate', value: portico.rate / engine.rate, unit: 'times the engine', n }
}

/** How long one request takes while as many journeys begin a second at one as at the other. */
async function* waits(sides: readonly Side[], rate: number): AsyncIterable<Figure> {
  for (const { name, driver } of sides) {
    const { p50, p95, requests: n } = await driver.load({ load: 'open', rate, seconds: STEADY_SECONDS })
    yield { measure: `side-by-side-${name}-p50`, value: p50, unit: 'ms', n }
    yield { measure: `side-by-side-${name}-p95`, value: p95, unit: 'ms', n }
  }
}

function* memories(sides: readonly Side[]): Iterable<Figure> {
  const held = memoryNow()
  for (const { name, programs } of sides)
    yield {
      measure: `side-by-side-${name}-memory`,
      value: programs.reduce((sum, program) => sum + (held[program] ?? 0), 0),
      unit: 'MB',
      n: 1,
    }
}

/** The measuring government with the published form as one more of its services, as `import xgov` makes it. */
function ourGovernment(published: string, folder: string): string {
  const government = join(folder, 'government')
  cpSync(GOVERNMENT, government, { recursive: true })
  const { yaml } = importXgov({ text: published, file: `${NAME}.json`, owner: 'municipality', id: NAME })
  writeFileSync(join(government, 'services', `${NAME}.yaml`), yaml)
  return government
}

async function startEngine(published: string, folder: string) {
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  if (!existsSync(join(ENGINE, 'node_modules'))) execFileSync('npm', npm, { cwd: ENGINE, stdio: ['ignore', 'ignore', 'inherit'] })
  const definition = join(folder, `${NAME}.json`)
  writeFileSync(definition, JSON.stringify(asEngineDefinition(published)))
  const port = await freePort()
  const program = runProgram({ file: 'bench/side-by-side/engine/main.mjs', args: [String(port), definition] })
  await untilSaid(program, 'is ready')
  return { site: `http://127.0.0.1:${port}`, stop: () => program.kill('SIGTERM') }
}
