import assert from 'node:assert/strict'
import { test } from 'node:test'
import { one, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { standingEntry } from './answer-own.ts'
import { columnNames } from './csv-row.ts'
import { importEntries } from './import-entries.ts'
import { sayCsvFault } from './say-csv-fault.ts'
import { fairhavensCompanies } from './testing/companies.ts'

const { companies } = await fairhavensCompanies()
const world = await testWorld()
const HEAD =
  'from,company.number,company.name,company.form,company.activity,company.seat.line1,company.seat.town,company.seat.postcode,director.name,director.nationalId,director.signs'
const line = (number: string, more: { name?: string; director?: string; signs?: string; from?: string } = {}) => {
  const { name = 'Quay Nets', director = 'FH-1', signs = 'alone', from = '2026-01-01' } = more
  return `${from},${number},"${name}",limited,Nets,Quay 1,Fairhaven,1100,Ada Weir,FH-${director},${signs}`
}
const file = (...lines: string[]) => [HEAD, ...lines, ''].join('\n')
const take = (text: string, isDryRun = false) => importEntries(world, companies, { text, by: 'test', isDryRun })
const count = async () => (await one<{ count: number }>(world, sql`select count(*)::int as count from registers.own_entry`)).count

test('a file is checked without changing anything, then taken in whole; the same file again changes nothing', async () => {
  const text = file(line('FC-5001'), line('FC-5002', { name: 'Two, Brothers' }))
  assert.deepEqual(await take(text, true), { kind: 'checked', fresh: 2, known: 0 })
  assert.equal(await count(), 0)
  assert.deepEqual(await take(text), { kind: 'entered', fresh: 2, known: 0 })
  assert.deepEqual(await take(text), { kind: 'before' })
  assert.deepEqual(await take(file(line('FC-5001'))), { kind: 'entered', fresh: 0, known: 1 })
  assert.equal(await count(), 2)
})

test('lines that follow one another under one number are one entry, with a row of its lists each', async () => {
  await take(file(line('FC-5010', { director: 'A1B2' }), line('FC-5010', { director: 'C3D4', signs: 'jointly' })))
  const { directors } = (await standingEntry(world, companies, 'FC-5010')) as { directors: { nationalId: string }[] }
  assert.deepEqual(
    directors.map(({ nationalId }) => nationalId),
    ['FH-A1B2', 'FH-C3D4'],
  )
})

test('everything wrong in a file is told at once, by line and column, nothing of the cells, and nothing is taken in', async () => {
  const before = await count()
  const faulty = file(
    line('FC-5020'),
    line('5021'),
    line('FC-5022', { signs: 'secretly', from: '1 March' }),
    'FC-5023,too,short',
    line('FC-5024').replace('alone', '"alone'),
    line('FC-5020', { name: 'Again' }),
    line('FC-5025'),
    line('FC-5025', { name: 'Otherwise' }),
  )
  const came = await take(faulty)
  assert.ok(came.kind === 'faulty')
  const told = came.faults.map(fault => [fault.line, fault.column, fault.code])
  assert.deepEqual(told, [
    [3, 'company.number', 'value'],
    [4, 'from', 'not-a-day'],
    [4, 'director.signs', 'value'],
    [5, '', 'cells'],
    [6, '', 'open-quote'],
    [7, 'company.number', 'key-twice'],
    [9, 'company.name', 'says-otherwise'],
  ])
  const said = came.faults.flatMap(fault => (['en', 'fr', 'ar'] as const).map(language => sayCsvFault(fault, language)))
  assert.ok(!/secretly|5021|Otherwise|1 March/.test(said.join(' ')), said.join('\n'))
  assert.equal(await count(), before)
})

test('columns that are missing, unknown or there twice are told before any line is', async () => {
  const came = await take('from,company.number,company.number,company.shoe\n')
  assert.ok(came.kind === 'faulty')
  const codes = new Set(came.faults.map(({ code }) => code))
  assert.deepEqual([...codes].sort(), ['column-twice', 'no-column', 'unknown-column'])
  assert.ok(columnNames(companies).needed.includes('director.signs'))
})

test('what stands there and says otherwise is a fault: nothing is overwritten by a file', async () => {
  await take(file(line('FC-5030')))
  const came = await take(file(line('FC-5030', { name: 'Another name' }), line('FC-5031')))
  assert.ok(came.kind === 'faulty')
  assert.deepEqual(
    came.faults.map(fault => [fault.line, fault.code]),
    [[2, 'in-register']],
  )
  assert.equal(await standingEntry(world, companies, 'FC-5031'), null)
})

test('whoever takes in a long file hears how far it is, and a file that breaks half way leaves nothing', async () => {
  const before = await count()
  const lines = Array.from({ length: 2500 }, (_, at) => line(`FC-${60_000 + at}`))
  const heard: number[] = []
  const breaks = importEntries(world, companies, {
    ...{ text: file(...lines), by: 'test', isDryRun: false },
    tell(done) {
      heard.push(done)
      if (done >= 2000) throw new Error('the power went')
    },
  })
  await assert.rejects(breaks, /the power went/)
  assert.deepEqual(heard, [1000, 2000])
  assert.equal(await count(), before)
  assert.deepEqual(await take(file(...lines)), { kind: 'entered', fresh: 2500, known: 0 })
})
