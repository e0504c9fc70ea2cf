import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, one, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { discardFiles, sendFiles } from './discard-files.ts'
import { filesAbout } from './file-store.ts'
import { keepFile } from './keep-file.ts'
import { plainName } from './kept-file.ts'
import { download, openFile } from './open-file.ts'

const world = { ...(await testWorld()), scanner: { scan: async () => 'clean' as const } }
const PDF = Buffer.from('%PDF-1.7 Bo Lindgren’s lease')

async function keep(person: string, about = newId(), bytes = PDF) {
  const kept = await keepFile(world, { person, about, name: 'lease.pdf', bytes })
  return kept.result === 'kept' ? kept.file.id : kept.because
}

test('a file comes back byte by byte to its person and to nobody else, and stands sealed in the database', async () => {
  const bo = newId()
  const id = await keep(bo)
  const { name, type, bytes } = await openFile(world, bo, id)
  assert.deepEqual([name, type, bytes], ['lease.pdf', 'pdf', PDF])
  for (const [person, file] of [
    [newId(), id],
    [bo, newId()],
    [bo, 'x'],
    [bo, ''],
  ] as const)
    await assert.rejects(openFile(world, person, file), { code: 'FILE_NOT_THERE', status: 404 })
  const row = await one<{ sealedName: string; sealedBytes: Buffer }>(world, sql`select * from documents.file where id = ${id}`)
  assert.ok(!row.sealedBytes.includes('lease') && !row.sealedBytes.includes('%PDF') && !row.sealedName.includes('lease'))
})

test('a person has room for a hundred files until they are sent, also when many come at once', async () => {
  const [bo, about] = [newId(), newId()]
  const kept = await Promise.all(Array.from({ length: 103 }, () => keep(bo, about)))
  const ids = kept.filter(id => id !== 'no-room')
  assert.equal(ids.length, 100)
  await transaction(world, tx => sendFiles(tx, { person: bo, about }, ids))
  assert.notEqual(await keep(bo), 'no-room')
})

test('what was sent stays when the rest goes', async () => {
  const [bo, about] = [newId(), newId()]
  const [first, second] = [await keep(bo, about), await keep(bo, about)]
  await transaction(world, tx => sendFiles(tx, { person: bo, about }, [first]))
  await assert.rejects(openFile(world, bo, second))
  await transaction(world, tx => discardFiles(tx, { person: bo, about }))
  assert.deepEqual(
    (await filesAbout(world, bo, about)).map(({ id }) => id),
    [first],
  )
})

const names: [given: string, shown: string][] = [
  ['lease.pdf', 'lease.pdf'],
  ['LEASE.PDF', 'LEASE.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\bo\\lease.pdf', 'lease.pdf'],
  ['invoice.pdf.exe', 'invoice.pdf.exe.pdf'],
  ['evil.html', 'evil.html.pdf'],
  ['\u202efdp.exe', 'fdp.exe.pdf'],
  ['a\0b\r\nSet-Cookie: x.pdf', 'abSet-Cookie x.pdf'],
  ['a%0D%0Ab%22.pdf', 'a b.pdf'],
  ['"quotes".pdf', 'quotes.pdf'],
  ['عقد الإيجار.pdf', 'عقد الإيجار.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['', 'file.pdf'],
  ['...', 'file.pdf'],
  ['\ud800.pdf', 'file.pdf'],
  [`${'😀'.repeat(5_000)}.pdf`, `${'😀'.repeat(100)}.pdf`],
]
for (const [given, shown] of names)
  test(`a file called ${JSON.stringify(given.slice(0, 30))} is shown and saved as ${JSON.stringify(shown.slice(0, 30))}`, () => {
    const name = plainName(given, 'pdf')
    assert.equal(name, shown)
    const header = download({ id: '', name, size: 1, type: 'pdf', scan: 'clean', bytes: PDF }).headers!['content-disposition']!
    assert.match(header, /^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w%.!~-]+$/)
    assert.equal(decodeURIComponent(header.split("''")[1]!), name)
  })

test('a table keeps its ending, and other text is told to be text', () => {
  assert.equal(plainName('costs.csv', 'text'), 'costs.csv')
  assert.equal(plainName('page.svg', 'text'), 'page.svg.txt')
})
