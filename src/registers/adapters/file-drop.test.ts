import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, test } from 'node:test'
import type { DropScript } from '../old/schema.ts'
import { fileDropExchange } from './file-drop.ts'

const script: DropScript = {
  rows: 'csv',
  separator: ';',
  'stale-after': '26 h',
  answers: [
    {
      get: '/persons/{nationalId}/vehicles',
      key: 'owner',
      list: 'vehicles',
      gives: { plate: 'plate', since: { from: 'since', day: 'DD.MM.YYYY' } },
    },
    { get: '/persons/{nationalId}/licence', key: 'owner', gives: { 'licence.isValid': { from: 'licence', yes: 'J' } } },
  ],
}
const HEAD = 'owner;plate;since;licence;colour'
const TWO = `${HEAD}\nFH-1;AB 12;01.02.2020;J;"red; dark"\nFH-1;CD 34;30.11.2021;J;\nFH-2;EF 56;02.01.2019;N;\n`

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A folder in which files arrive, an exchange that reads it, and a clock. */
function stage(how: DropScript = script) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-drop-'))
  folders.push(folder)
  const told: string[] = []
  let later = 0
  let arrived = 0
  const exchange = fileDropExchange({
    // The folder's name is made of any letters, also of those of a plate.
    ...{ script: how, folder, tell: sentence => told.push(sentence.replaceAll(basename(folder), 'the folder')) },
    clock: () => performance.now() + later,
    now: () => new Date('2026-11-21T09:00:00Z'),
  })
  return {
    told,
    ask: (path: string) => {
      later += 60_000
      return exchange.ask({ service: 'FH/GOV/transport/vehicles/v1', method: 'GET', path, userId: 'FHx', issue: 'i' })
    },
    arrive(text: string | Buffer, manifest: Record<string, unknown> = {}) {
      const file = `vehicles-${++arrived}.csv`
      writeFileSync(join(folder, file), text)
      const sha256 = createHash('sha256').update(text).digest('hex')
      const rows = text.toString().trim().split('\n').length - (how.rows === 'csv' ? 1 : 0)
      const whole = { file, sha256, rows, asOf: '2026-11-21T02:00:00Z', ...manifest }
      const path = join(folder, 'manifest.json')
      writeFileSync(path, JSON.stringify(whole))
      utimesSync(path, arrived, arrived)
    },
  }
}
const OF_ONE = '/persons/FH-1/vehicles'

test('what a nightly file holds of a person is told as the register’s API would tell it', async () => {
  const { ask, arrive } = stage()
  arrive(TWO)
  const answer = await ask(OF_ONE)
  assert.ok(answer.kind === 'answered' && /^sha256-[0-9a-f]{64}$/.test(answer.requestHash!))
  assert.deepEqual(answer.json, {
    vehicles: [
      { plate: 'AB 12', since: '2020-02-01' },
      { plate: 'CD 34', since: '2021-11-30' },
    ],
  })
  const licence = await ask('/persons/FH-2/licence')
  assert.deepEqual(licence.kind === 'answered' && licence.json, { licence: { isValid: false } })
  const nobody = await ask('/persons/FH-9/vehicles')
  assert.ok(nobody.kind === 'answered' && nobody.status === 404)
  assert.equal((await ask('/persons/FH-1/fines')).kind, 'refused')
})

test('a file of JSON lines is read as one of rows', async () => {
  const { ask, arrive } = stage({ ...script, rows: 'json-lines' })
  arrive('{"owner":"FH-1","plate":"AB 12","since":"01.02.2020"}\n')
  const answer = await ask(OF_ONE)
  assert.deepEqual(answer.kind === 'answered' && answer.json, { vehicles: [{ plate: 'AB 12', since: '2020-02-01' }] })
})

test('a new file is used from the moment its manifest names it', async () => {
  const { ask, arrive } = stage()
  arrive(TWO)
  await ask(OF_ONE)
  arrive(`${HEAD}\nFH-1;XY 99;03.03.2024;J;\n`)
  await ask(OF_ONE)
  const answer = await ask(OF_ONE)
  assert.deepEqual(answer.kind === 'answered' && answer.json, { vehicles: [{ plate: 'XY 99', since: '2024-03-03' }] })
})

for (const [what, { text, manifest, says }] of Object.entries({
  'cut short': {
    text: TWO.slice(0, TWO.lastIndexOf('FH-2')),
    manifest: { sha256: createHash('sha256').update(TWO).digest('hex') },
    says: /another checksum/,
  },
  'short of rows': { text: TWO, manifest: { rows: 4 }, says: /has 3 rows where its manifest says 4/ },
  'without a column that is told': { text: TWO.replace('plate', 'number'), manifest: {}, says: /has no column plate/ },
  'with a row of other length': { text: `${HEAD}\nFH-1;AB\n`, manifest: {}, says: /row 1 has 2 cells where the head has 5/ },
  'with a quotation mark left open': { text: `${HEAD}\nFH-1;"AB;01.01.2020;J;\n`, manifest: {}, says: /left open/ },
  'not in UTF-8': { text: Buffer.from(`${HEAD}\nFH-1;\xe9;01.01.2020;J;\n`, 'latin1'), manifest: {}, says: /not UTF-8/ },
  'not there': { text: TWO, manifest: { file: 'other.csv' }, says: /other\.csv, which its manifest names, is not there/ },
  'outside the folder': { text: TWO, manifest: { file: '../secret.csv' }, says: /needs file, sha256/ },
  'of no day': { text: TWO, manifest: { asOf: 'yesterday' }, says: /needs file, sha256/ },
})) {
  test(`a file that is ${what} is not used, the one before it is, and the operator hears why, of nobody`, async () => {
    const { ask, arrive, told } = stage()
    arrive(TWO)
    const before = await ask(OF_ONE)
    arrive(text, manifest)
    await ask(OF_ONE)
    const after = await ask(OF_ONE)
    assert.deepEqual(after.kind === 'answered' && after.json, before.kind === 'answered' && before.json)
    assert.match(told.join(), says)
    assert.ok(!/FH-1|AB/.test(told.join()))
  })
}

test('a file that is too old is not told from: the register is away until a newer one arrives', async () => {
  const { ask, arrive } = stage()
  arrive(TWO, { asOf: '2026-11-20T02:00:00Z' })
  const answer = await ask(OF_ONE)
  assert.ok(answer.kind === 'unavailable' && answer.reason === 'stale')
})

test('where no file ever arrived nothing can be told', async () => {
  const answer = await stage().ask(OF_ONE)
  assert.ok(answer.kind === 'unavailable' && answer.reason === 'unreachable')
})

test('a value that is not written as the script says, and two rows where there can be one, are nonsense', async () => {
  const { ask, arrive } = stage()
  arrive(`${HEAD}\nFH-1;AB 12;31.02.2020;J;\nFH-1;CD 34;01.01.2020;J;\n`)
  for (const path of [OF_ONE, '/persons/FH-1/licence']) {
    const answer = await ask(path)
    assert.ok(answer.kind === 'unavailable' && answer.reason === 'nonsense', path)
  }
})
