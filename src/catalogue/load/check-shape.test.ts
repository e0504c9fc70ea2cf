import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

// V8 remembers some 1,500; columns, attributes and what else a running program makes take some hundreds.
const BEGINNINGS_MOST = 1_000

test('reading service files leaves V8 room for other ways in which an object that begins empty goes on', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'portico-kinds-'))
  t.after(() => rm(folder, { recursive: true }))
  const log = join(folder, 'maps.log')
  execFileSync(
    process.execPath,
    [
      ...['--log-maps', '--no-log-maps-details', '--no-logfile-per-isolate', `--logfile=${log}`],
      ...['--import', import.meta.resolve('#typescript'), '--input-type=module'],
      ...['--eval', `await (await import('#catalogue')).loadCatalogue('.')`],
    ],
    { cwd: join(import.meta.dirname, '../../..') },
  )
  const made = (await readFile(log, 'latin1')).split('\n').filter(line => line.startsWith('map,Transition,'))
  // What begins empty begins from one kind, which more go on from than from any other.
  const beginnings = Object.values(Object.groupBy(made, line => line.split(',')[3]!)).map(those => those!.length)
  assert.ok(made.length > 1_000, 'the log says which kinds were made')
  assert.ok(Math.max(...beginnings) <= BEGINNINGS_MOST, `${Math.max(...beginnings)} beginnings`)
})
