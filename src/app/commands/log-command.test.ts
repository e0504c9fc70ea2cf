import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { after, mock, test } from 'node:test'
import pg from 'pg'
import { proveEntries, publicKeys, sealNext } from '#platform'
import { testWorld } from '#platform/testing'
import { headsAfter } from '../../platform/sealed-log/store.ts'
import { act, sealing } from '../../platform/sealed-log/testing/sealed-log.ts'
import { type LogDefaults, logCommand } from './log-command.ts'
import { proveCommand } from './prove-command.ts'

const ROOT = join(import.meta.dirname, '../../..')
const world = sealing(await testWorld())
const database = world.db.pool.options.connectionString!
const folder = await mkdtemp(join(tmpdir(), 'portico-log-command-'))
after(() => rm(folder, { recursive: true }))
const witness = join(folder, 'heads.jsonl')

for (const count of [30, 300, 5]) {
  await act(world, count)
  await sealNext(world)
}
for (const { note } of await headsAfter(world, 0, 10)) await appendFile(witness, `${JSON.stringify({ head: note })}\n`)

/** Runs a command and keeps what it printed. */
async function said(command: () => Promise<number>) {
  const lines: string[] = []
  const keep = (text: unknown) => lines.push(String(text))
  const printers = [mock.method(console, 'log', keep), mock.method(console, 'error', keep)]
  const code = await command()
  for (const printer of printers) printer.mock.restore()
  return { code, text: lines.join('\n') }
}
const run = (rest: string[], defaults: LogDefaults = { database, witness }) => said(() => logCommand(rest, defaults))

test('a whole log is said to be whole, in words and in JSON', async () => {
  const { code, text } = await run(['verify'])
  assert.equal(code, 0)
  assert.match(
    text,
    /^The log is as it was sealed: no entry was changed, deleted, put in or moved\.\nLooked at 335 entries and 3 heads/,
  )
  assert.match(
    text,
    /the witness holds 3 heads, over up to 335 entries\.\nSignatures were held to the first key the witness was given\.$/,
  )
  const report = JSON.parse((await run(['verify', '--json', '--threads', '0'])).text)
  assert.deepEqual([report.entries, report.sealed, report.findings, report.warnings], [335, 335, [], []])
})

test('one row that a superuser edited is found: which, what it reads now, since when; and the command ends with 1', async () => {
  const client = new pg.Client(database)
  await client.connect()
  const edit = (by: string, where: string) =>
    client.query(
      `alter table platform.event disable trigger user; update platform.event set by = '${by}' where ${where}; alter table platform.event enable trigger user`,
    )
  const { by } = (await client.query('select by from platform.event where seq = 77')).rows[0]
  await edit('nobody', 'seq = 77')
  const { code, text } = await run(['verify'])
  assert.equal(code, 1)
  assert.match(text, /^THE LOG IS NOT AS IT WAS SEALED\./)
  assert.match(
    text,
    /- Entry 77 is not the one that was sealed\. All 30 entries that were sealed by .* Entry 77 now reads: number 77 .* by nobody\./,
  )
  const { findings } = JSON.parse((await run(['verify', '--json'])).text)
  assert.deepEqual([findings[0].kind, findings[0].at], ['entry-changed', 77])
  await edit(by, 'seq = 77')
  await client.end()
  assert.equal((await run(['verify'])).code, 0)
})

test('without a witness, and with a key that is not the log’s, it says so', async () => {
  const { code, text } = await run(['verify'], { database })
  assert.equal(code, 0)
  assert.match(text, /No witness was asked: whoever holds the database and the key could have written the whole log anew/)
  const other = (await publicKeys(sealing(world))).keys[0]!.text
  const wrong = await run(['verify', '--key', other])
  assert.equal(wrong.code, 1)
  assert.match(wrong.text, /is not signed by any key that was vouched for/)
})

test('what a person keeps can be checked without the database, and not after a letter of it was changed', async () => {
  const { keys } = await publicKeys(world)
  const { text } = await said(() => proveCommand(['77'], database))
  assert.deepEqual(JSON.parse(text), (await proveEntries(world, { seq: 77 }))[0])
  const file = join(folder, 'proof.json')
  await writeFile(file, text)
  const held = await run(['check', file, '--key', keys[0]!.text], {})
  assert.deepEqual([held.code, /^This entry stands in the log of 335 entries/.test(held.text)], [0, true])
  await writeFile(file, text.replace('"position":77', '"position":78'))
  const changed = await run(['check', file, '--key', keys[0]!.text], {})
  assert.deepEqual([changed.code, changed.text.startsWith('The entry does not stand in the log at this position')], [1, true])
  assert.equal((await said(() => proveCommand(['99999'], database))).code, 2)
})

test('words it does not know end with 2, and a log that cannot be read with 3', async () => {
  for (const rest of [
    [],
    ['verify', 'x'],
    ['verify', '--key', 'x'],
    ['check'],
    ['verify', '--threads', 'many'],
    ['verify', '--jsn'],
  ])
    assert.equal((await run(rest)).code, 2, rest.join(' '))
  assert.match((await run(['verify'], {})).text, /Name its database with --database/)
  const away = await run(['verify'], { database: 'postgres://nobody@127.0.0.1:1/none' })
  assert.equal(away.code, 3)
  assert.match(away.text, /could not be read, so nothing is said of it/)
})

test('the verifier loads nothing of the program it checks', () => {
  const seen = new Set<string>()
  const outside = new Set<string>()
  follow(join(import.meta.dirname, 'log-command.ts'))
  function follow(file: string): void {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, type, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (type )?[^']*?from '([^']+)'$/gm))
      if (!type) visit(file, name!)
  }
  function visit(from: string, name: string): void {
    if (name.startsWith('.')) follow(join(dirname(from), name))
    else if (name === '#platform/sealed-log') follow(join(ROOT, 'src/platform/sealed-log/check.ts'))
    else if (name === '#registers/log') follow(join(ROOT, 'src/registers/log-mirror.ts'))
    else outside.add(name.replace(/^node:.*/, 'node'))
  }
  const own = [...seen].map(file => relative(join(ROOT, 'src'), file))
  assert.deepEqual([...outside].sort(), ['node', 'pg'])
  assert.deepEqual(
    own.filter(
      file =>
        !/^platform\/sealed-log\/|^app\/commands\/(log-command|read-arguments|refuse)\.ts$|^registers\/log-mirror\.ts$/.test(
          file,
        ),
    ),
    [],
  )
  assert.ok(own.every(file => !/(store|seal|hand-over|keep-sealing|prove-entry|public-log)\.ts$/.test(file)) && own.length > 12)
  assert.ok(
    existsSync(join(ROOT, 'bin/verify-log.mjs')) && globSync('src/platform/sealed-log/verify/*.ts', { cwd: ROOT }).length > 8,
  )
})
