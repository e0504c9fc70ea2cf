import { createReadStream } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { keysFrom, one, openDatabase, openLog, sql, type World } from '#platform'
import { forkDepartment, type Told } from '../dev/department/fork-department.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { type AtRest, atRest } from '../dev/receipts/at-rest.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { runProgram } from '../dev/visitor/program.ts'
import { openPlace } from '../faults/place.ts'
import { cpuSince } from './load/cpu.ts'
import { machine, quantile } from './measure.ts'

const USAGE = `npm run load -- --submissions N [--decided] [--rehearse]
                    sends N requests through the API, then checks every receipt; then backs up, goes on, and restores to a second`
const PERFORMANCE = new URL('../docs/PERFORMANCE.md', import.meta.url)
const LINES = 128
const AFTER_BACKUP = 10_000
const WAITS = { connect: 3_000, statement: 1_800_000, lock: 3_000, idleInTransaction: 10_000 }
const REST_WITHIN_S = 1_800

const { values } = parseArgs({
  options: { submissions: { type: 'string' }, decided: { type: 'boolean' }, rehearse: { type: 'boolean' } },
})
const wanted = Number(values.submissions)
if (!Number.isSafeInteger(wanted) || wanted < 1) {
  console.error(USAGE)
  process.exit(2)
}

const place = await openPlace()
const db = openDatabase(await place.ownerUrl(), { size: 2, actor: 'system upkeep', waits: WAITS })
const world: World = {
  db,
  now: () => new Date(),
  log: openLog('silent'),
  keys: keysFrom('only the database is used by this world'),
}
const newToken = await registerDepartment(world, { site: place.site, name: 'Loading department' })
const folder = await newFolder('portico-journal-')
const file = join(folder, 'journal')
const department = await forkDepartment(file)
try {
  await run()
  if (values.rehearse) await backUpAndRestore()
} finally {
  await department.stop()
  await db.close()
  await place.close()
  await rm(folder, { recursive: true, force: true })
}

async function send(seed: string, to: number): Promise<Told> {
  const decided = values.decided ?? false
  const sent = await department.send({
    ...{ site: place.site, token: await newToken(), seed, lines: LINES, decided },
    ...{ from: 0, to },
  })
  if (sent.faults.length > 0) throw new Error(`${sent.faults.length} faults, such as: ${sent.faults[0]}`)
  return sent
}

async function run(): Promise<void> {
  const before = await atRest(world, place.program().child.pid)
  const [cpu, load] = [cpuSince(), loadavg()[0]!]
  const sent = await send('load', wanted)
  const spent = cpu()
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
  console.log(JSON.stringify({ ...figures, ...checked, before, after: await atRest(world, place.program().child.pid) }))
  for (const fault of faults.slice(0, 20)) console.log(fault)
  await writeRow(figures, { before, after: await atRest(world, place.program().child.pid) })
  process.exitCode = faults.length === 0 ? 0 : 1
}

/** Seconds until every consumer has heard everything. */
async function untilHeard(): Promise<number> {
  const began = performance.now()
  while ((await atRest(world, place.program().child.pid)).behind > 0) {
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

/**
 * What an operator does: starts with a folder for backups, copies the database while people go on, and rehearses a restore to a second that was
 * not the last. All receipts shown until that second must be there.
 */
async function backUpAndRestore(): Promise<void> {
  const backups = join(folder, 'backups')
  const env = { ...place.env, BACKUP_DIR: backups }
  await place.program().kill('SIGTERM')
  await place.start({ BACKUP_DIR: backups })
  const copied = portico(['backup'], env)
  await send('copied', AFTER_BACKUP)
  const backupSeconds = await copied
  await send('until', AFTER_BACKUP)
  const shown = await referencesIn(file)
  await pause(1_000)
  const at = new Date().toISOString()
  await pause(1_000)
  await send('after', AFTER_BACKUP)
  const { size } = await one<{ size: number }>({ db }, sql`select pg_database_size(current_database()) / 1000000 as size`)
  await place.program().kill('SIGTERM')
  const receipts = join(folder, 'receipts')
  await writeFile(receipts, shown.join('\n'))
  const words = ['backup', 'rehearse', '--at', at, '--receipts', receipts, '--scratch', folder, '--json']
  await portico(words, env)
  console.log(JSON.stringify({ backupSeconds, databaseMb: size, receiptsUntilThen: shown.length, at }))
}

/** Runs a command of the program, and prints what it says. @returns seconds @throws when it ends with anything but 0 */
async function portico(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const began = performance.now()
  const command = runProgram({ file: 'bin/portico.mjs', args, env })
  const code = await command.ended
  console.log(command.said().trim())
  if (code !== 0) throw new Error(`portico ${args.slice(0, 2).join(' ')} ended with ${code}`)
  return Math.round((performance.now() - began) / 1000)
}

async function referencesIn(journal: string): Promise<string[]> {
  const references: string[] = []
  for await (const line of createInterface({ input: createReadStream(journal) })) {
    const { reference } = JSON.parse(line) as { reference?: string }
    if (reference) references.push(reference)
  }
  return references
}
