import { readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { keysFrom, openDatabase, openLog, type World } from '#platform'
import { forkDepartment } from '../dev/department/fork-department.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { type AtRest, atRest } from '../dev/receipts/at-rest.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { openSurroundings, serve } from '../dev/visitor/surroundings.ts'
import { cpuSince } from './load/cpu.ts'
import { GOVERNMENT } from './load/product.ts'
import { machine, quantile } from './measure.ts'

const USAGE = 'npm run load -- --submissions N [--decided]   sends N requests through the API, then checks every receipt'
const PERFORMANCE = new URL('../docs/PERFORMANCE.md', import.meta.url)
const LINES = 128
const WAITS = { connect: 3_000, statement: 1_800_000, lock: 3_000, idleInTransaction: 10_000 }
const REST_WITHIN_S = 1_800

const { values } = parseArgs({ options: { submissions: { type: 'string' }, decided: { type: 'boolean' } } })
const wanted = Number(values.submissions)
if (!Number.isSafeInteger(wanted) || wanted < 1) {
  console.error(USAGE)
  process.exit(2)
}

const town = await openSurroundings({ registers: false })
const program = await serve(town, { SERVICES_DIR: GOVERNMENT, SEED: 'no' })
const db = openDatabase(town.databaseOwnerUrl, { size: 2, actor: 'system upkeep', waits: WAITS })
const world: World = {
  db,
  now: () => new Date(),
  log: openLog('silent'),
  keys: keysFrom('only the database is used by this world'),
}
const newToken = await registerDepartment(world, { site: town.site, name: 'Loading department' })
const file = join(await newFolder('portico-journal-'), 'journal')
const department = await forkDepartment(file)
try {
  await run()
} finally {
  await department.stop()
  await db.close()
  await program.kill('SIGTERM')
  await town.stop()
}

async function run(): Promise<void> {
  const before = await atRest(world, program.child.pid)
  const [cpu, load] = [cpuSince(), loadavg()[0]!]
  const decided = values.decided ?? false
  const sent = await department.send({
    ...{ site: town.site, token: await newToken(), seed: 'load', lines: LINES, decided },
    from: 0,
    to: wanted,
  })
  const spent = cpu()
  if (sent.faults.length > 0) throw new Error(`${sent.faults.length} faults, such as: ${sent.faults[0]}`)
  const heardIn = await untilHeard()
  const { faults, ...checked } = await checkJournal({ db }, file)
  const figures = {
    receipts: sent.receipts,
    perSecond: Math.round(sent.receipts / sent.seconds),
    ...{ seconds: Math.round(sent.seconds), busy: sent.busy, broken: sent.broken, unanswered: sent.unanswered },
    p50: Math.round(quantile([...sent.tookMs], 0.5)),
    p99: Math.round(quantile([...sent.tookMs], 0.99)),
    cpu: Object.entries(spent)
      .map(([name, seconds]) => `${name} ${Math.round((seconds * 1e6) / sent.receipts)} µs`)
      .join(', '),
    ...{ heardIn, faults: faults.length, load: load.toFixed(1) },
  }
  console.log(JSON.stringify({ ...figures, ...checked, before, after: await atRest(world, program.child.pid) }))
  for (const fault of faults.slice(0, 20)) console.log(fault)
  await writeRow(figures, { before, after: await atRest(world, program.child.pid) })
  process.exitCode = faults.length === 0 ? 0 : 1
}

/** Seconds until every consumer has heard everything. */
async function untilHeard(): Promise<number> {
  const began = performance.now()
  while ((await atRest(world, program.child.pid)).behind > 0) {
    if (performance.now() - began > REST_WITHIN_S * 1000) throw new Error('the consumers did not catch up')
    await pause(500)
  }
  return Math.round((performance.now() - began) / 1000)
}

async function writeRow(
  figures: Readonly<Record<string, string | number>>,
  { before, after }: { before: AtRest; after: AtRest },
) {
  const { receipts, perSecond, seconds, p50, p99, cpu, heardIn, faults, load } = figures
  const day = new Date().toISOString().slice(0, 10)
  const held = `${before.connections} → ${after.connections} connections, ${before.descriptors} → ${after.descriptors} descriptors, ${before.memoryMb} → ${after.memoryMb} MB`
  const row = `| ${day} | ${receipts} | ${seconds} s | ${perSecond} | ${p50} / ${p99} ms | ${cpu} | ${heardIn} s | ${faults} | ${held} | ${machine}, load ${load} before |`
  const text = await readFile(PERFORMANCE, 'utf8')
  await writeFile(PERFORMANCE, text.replace(/(\| day \| receipts \|[^\n]*\n\|[-| ]+\|\n)/, `$1${row}\n`))
}
