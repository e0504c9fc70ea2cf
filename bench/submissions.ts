import { join } from 'node:path'
import { keysFrom, openDatabase, openLog, type World } from '#platform'
import { forkDepartment, type Told } from '../dev/department/fork-department.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { cpuSince } from './load/cpu.ts'
import { writeSameRows } from './load/limit.ts'
import { startProduct } from './load/product.ts'
import { type Figure, quantile } from './measure.ts'

// V8 goes on compiling: what one costs falls by a third from the first thousands to the twentieth.
const WARM_UP = 20_000
const EACH = 12_000
const LINES = [128, 256, 512]
const TARGET = 2_500
const LIMIT_SHARE = 35
const BATCH = 80
const IN_FLIGHT = 3

/**
 * Submissions a second through the API, each durable before it is answered: a department's system, the product, its rules at work on the
 * cases and the database share the machine. Then the same rows by a client that does nothing else. Every receipt is checked afterwards.
 */
export async function* submissions(): AsyncIterable<Figure> {
  const product = await startProduct()
  const db = openDatabase(product.databaseOwnerUrl, { size: 3, actor: 'system upkeep' })
  const world: World = {
    db,
    now: () => new Date(),
    log: openLog('silent'),
    keys: keysFrom('only the database is used by this world'),
  }
  const token = await (await registerDepartment(world, { site: product.site, name: 'Measured department' }))()
  const journal = join(await newFolder('portico-journal-'), 'journal')
  const department = await forkDepartment(journal)
  try {
    const send = async (seed: string, to: number, lines: number) => {
      const told = await department.send({ site: product.site, token, seed, from: 0, to, lines, decided: false })
      if (told.faults.length > 0) throw new Error(`${told.faults.length} faults, such as: ${told.faults[0]}`)
      return told
    }
    await send('warm', WARM_UP, 128)
    let peak: { told: Told; cpu: Readonly<Record<string, number>> } | undefined
    for (const lines of LINES) {
      const cpu = cpuSince()
      const told = await send(`l${lines}`, EACH, lines)
      if (!peak || rateOf(told) > rateOf(peak.told)) peak = { told, cpu: cpu() }
    }
    yield* figuresOf(peak!.told, peak!.cpu)
    yield* limitsOf(world, peak!.told)
    const { faults, receipts } = await checkJournal({ db }, journal)
    if (faults.length > 0) throw new Error(faults.slice(0, 5).join('; '))
    yield { measure: 'submissions-receipts', value: receipts, unit: 'receipts', n: receipts }
  } finally {
    await department.stop()
    await db.close()
    await product.stop()
  }
}

/** Held against the best of a client that only writes: the rows a submission stands in when it is answered, and all that are written of it. */
async function* limitsOf(world: World, told: Told): AsyncIterable<Figure> {
  for (const which of ['answered', 'all'] as const) {
    const { written, rowsEach, seconds } = await writeSameRows(world, { which, count: EACH, atOnce: BATCH, inFlight: IN_FLIGHT })
    const limit = written / Math.min(...seconds)
    const share = (rateOf(told) / limit) * 100
    yield { measure: `submissions-rows-${which}`, value: rowsEach, unit: 'rows/submission', n: written }
    yield { measure: `submissions-limit-${which}`, value: limit, unit: 'submissions/s', n: written }
    yield { measure: `submissions-of-limit-${which}`, value: share, unit: '%', n: told.receipts, target: LIMIT_SHARE }
  }
}

function* figuresOf(told: Told, cpu: Readonly<Record<string, number>>): Iterable<Figure> {
  const n = told.receipts
  yield { measure: 'submissions', value: rateOf(told), unit: 'submissions/s', n, target: TARGET }
  const took = [...told.tookMs]
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const)
    yield { measure: `submissions-${name}`, value: quantile(took, share), unit: 'ms', n }
  for (const [program, seconds] of Object.entries({ ...cpu, department: told.cpuSeconds }))
    yield { measure: `submissions-cpu-${program}`, value: (seconds * 1e6) / n, unit: 'µs/submission', n }
}

function rateOf({ receipts, seconds }: Told): number {
  return receipts / seconds
}
