import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { one, run, type World } from '#platform'
import { emptyTables, plain, type Source, type Staged } from './staged.ts'

const execute = promisify(execFile)
const CLIENTS = [4, 8, 16]
const TIME_LIMIT_MS = 120_000
const SCHEMA = 'pgbench'

/**
 * How many of the same submissions PostgreSQL's own `pgbench` writes a second, with the rows they stand in when they are answered: each in a
 * transaction of its own and in one statement, into tables with the same indexes; the quickest of some numbers of clients.
 * @returns undefined where pgbench is not installed (Debian has it in the package postgresql)
 */
export async function writeByPgbench(world: World, databaseUrl: string, staged: Staged): Promise<number | undefined> {
  if (!(await isInstalled())) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'portico-pgbench-'))
  try {
    await emptyTables(world, SCHEMA, staged.answered)
    const names = staged.answered.map(({ name }) => `${SCHEMA}.${name}`)
    const script = join(folder, 'script.sql')
    await writeFile(script, `\\set at :at + 1\n\\set number :client_id * :each + :at\n${statementFor(staged.answered)};\n`)
    const rates: number[] = []
    for (const clients of CLIENTS) {
      await run(world, plain(`truncate ${names.join(', ')}`))
      const each = Math.floor(staged.submissions / clients)
      const wish = ['-c', clients, '-t', each, '-D', 'at=0', '-D', `each=${each}`, '-f', script].map(String)
      const { stdout } = await execute('pgbench', ['-n', '-M', 'prepared', ...wish, databaseUrl], { timeout: TIME_LIMIT_MS })
      const written = await one<{ count: number }>(world, plain(`select count(*) as count from ${names[0]}`))
      if (written.count !== each * clients) throw new Error(`pgbench wrote ${written.count} of ${each * clients}:\n${stdout}`)
      rates.push(Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]))
    }
    return Math.max(...rates)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function isInstalled(): Promise<boolean> {
  return execute('pgbench', ['--version']).then(
    () => true,
    () => false,
  )
}

/** Whole rows lie beside the number: writing them reads one row, and takes nothing apart. */
function statementFor(sources: readonly Source[]): string {
  const writes = sources.map(
    ({ name, columns }) =>
      `w_${name} as (insert into ${SCHEMA}.${name} (${columns}) select ${columns} from unnest((select ${name} from staged)))`,
  )
  return `with staged as materialized (select * from bare.staged where number = :number), ${writes.join(', ')} select 1`
}
