import { join } from 'node:path'
import { keysFrom, openDatabase, openLog, type World } from '#platform'
import { forkDepartment, type Told } from '../dev/department/fork-department.ts'
import { madeRequest, SERVICE } from '../dev/department/made-requests.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { startBareServer } from './load/bare.ts'
import { cpuSince } from './load/cpu.ts'
import { writeSameRows } from './load/limit.ts'
import { writeByPgbench } from './load/pgbench.ts'
import { startProduct } from './load/product.ts'
import { recorded } from './load/recorded.ts'
import { type Staged, stage } from './load/staged.ts'
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
 * cases and the database share the machine. Then the limits: the same rows by a client that does nothing else, and by pgbench; the same bytes
 * by an HTTP server that does nothing else. Every receipt is checked afterwards.
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
    const staged = await stage(world, EACH)
    yield* limitsOf(world, staged, peak!.told)
    yield* pgbenchOf(world, { databaseUrl: product.databaseOwnerUrl, staged }, peak!.told)
    yield* bareServerOf({ site: product.site, token }, peak!.told)
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
async function* limitsOf(world: World, staged: Staged, told: Told): AsyncIterable<Figure> {
  for (const which of ['answered', 'all'] as const) {
    const { rowsEach, seconds } = await writeSameRows(world, staged, { which, atOnce: BATCH, inFlight: IN_FLIGHT })
    const n = staged.submissions
    const limit = n / Math.min(...seconds)
    const share = (rateOf(told) / limit) * 100
    yield { measure: `submissions-rows-${which}`, value: rowsEach, unit: 'rows/submission', n }
    yield { measure: `submissions-limit-${which}`, value: limit, unit: 'submissions/s', n }
    yield { measure: `submissions-of-limit-${which}`, value: share, unit: '%', n: told.receipts, target: LIMIT_SHARE }
  }
}

/** Held against pgbench, which writes each submission in a transaction of its own. */
async function* pgbenchOf(
  world: World,
  { databaseUrl, staged }: { databaseUrl: string; staged: Staged },
  told: Told,
): AsyncIterable<Figure> {
  const limit = await writeByPgbench(world, databaseUrl, staged)
  if (limit === undefined)
    return console.error('pgbench is not installed here, and was not measured (Debian: apt-get install postgresql).')
  const share = (rateOf(told) / limit) * 100
  yield { measure: 'submissions-pgbench', value: limit, unit: 'submissions/s', n: staged.submissions }
  yield { measure: 'submissions-of-pgbench', value: share, unit: '%', n: told.receipts, target: LIMIT_SHARE }
}

/** Held against Node's own HTTP server, which answers each of the same requests with the bytes of one receipt. */
async function* bareServerOf({ site, token }: { site: string; token: string }, told: Told): AsyncIterable<Figure> {
  const { key, body } = madeRequest(0, { seed: 'bare', decided: false })
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' }
  const one = await recorded(new URL(`/api/services/${SERVICE}/submissions`, site), { method: 'POST', headers, body })
  if (one.status !== 201) throw new Error(`the request that was to be kept is answered with ${one.status}`)
  const server = await startBareServer([one])
  const department = await forkDepartment(join(await newFolder('portico-journal-'), 'journal'))
  try {
    // It says of nearly all that the receipt is for other answers: it is always the same.
    const send = (to: number) =>
      department.send({ site: server.site, token, seed: 'bare', from: 0, to, lines: 256, decided: false })
    await send(WARM_UP)
    const answered = await send(EACH)
    yield { measure: 'submissions-bare-server', value: rateOf(answered), unit: 'answers/s', n: answered.receipts }
    const share = (rateOf(told) / rateOf(answered)) * 100
    yield { measure: 'submissions-of-bare-server', value: share, unit: '%', n: answered.receipts }
  } finally {
    await department.stop()
    server.stop()
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
