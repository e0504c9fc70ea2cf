import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, mock, test } from 'node:test'
import { one, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { readConfig } from '../config.ts'
import { registersCommand } from './registers-command.ts'

const world = await testWorld()
const config = readConfig({
  DATABASE_URL: world.appUrl,
  SERVICES_DIR: join(import.meta.dirname, '../../..'),
  PORTICO_SECRET: 'a secret of the tests that is long enough',
})
const folder = mkdtempSync(join(tmpdir(), 'portico-import-'))
after(() => rmSync(folder, { recursive: true }))
const HEAD =
  'from,company.number,company.name,company.form,company.activity,company.seat.line1,company.seat.town,company.seat.postcode,director.name,director.nationalId,director.signs'
const ROW = '2026-01-01,FC-7001,Quay Chandlery,limited,Ropes,1 Quay,Fairhaven,FH1 2AB,Ada Weir,FH-700101-1111,alone'

async function take(name: string, text: string, ...more: string[]): Promise<{ code: number; said: string }> {
  const file = join(folder, name)
  writeFileSync(file, text)
  return registers('companies', file, ...more)
}

async function registers(...rest: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const printers = (['log', 'error'] as const).map(way => mock.method(console, way, (text: unknown) => said.push(String(text))))
  const code = await registersCommand(config, ['import', ...rest])
  for (const printer of printers) printer.mock.restore()
  return { code, said: said.join('\n') }
}

const count = async () => (await one<{ count: number }>(world, sql`select count(*)::int as count from registers.own_entry`)).count

test('an operator checks a file of entries, takes it in, and a second time nothing changes', async () => {
  const file = [HEAD, ROW].join('\n')
  const checked = await take('good.csv', file, '--check')
  assert.deepEqual([checked.code, await count()], [0, 0])
  assert.match(checked.said, /Would be entered: 1; there already: 0/)
  const entered = await take('good.csv', file)
  assert.match(entered.said, /1 of 1 entered[\s\S]*Entered: 1; there already: 0/)
  assert.deepEqual([entered.code, await count()], [0, 1])
  assert.match((await take('good.csv', file)).said, /taken in before; nothing was changed/)
})

test('what is wrong in a file is told by line and column, and nothing is changed', async () => {
  const { code, said } = await take(
    'wrong.csv',
    [HEAD, ROW.replace('alone', 'secretly').replace('FC-7001', 'FC-7002')].join('\n'),
  )
  assert.equal(code, 1)
  assert.match(said, /wrong\.csv:2:director\.signs .+choose one of those offered[\s\S]*1 fault; nothing was changed/)
  assert.equal(await count(), 1)
})

test('a register that is not kept here, a file that is not there, and words that mean nothing are said in a sentence', async () => {
  assert.match((await registers('boats', 'x.csv')).said, /There is no register "boats" kept here; there are companies/)
  assert.match((await registers('companies', join(folder, 'none.csv'))).said, /cannot be read/)
  assert.match((await registers('companies')).said, /portico registers import REGISTER FILE/)
  assert.equal((await registers('companies')).code, 2)
})
