import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { dayNumber } from './calendar.ts'
import { writeCountry } from './write-country.ts'

const folder = await mkdtemp(join(tmpdir(), 'country-'))
after(() => rm(folder, { recursive: true }))
const country = { seed: 7, people: 5400, until: dayNumber('2024-03-10') }
const manifest = await writeCountry(country, join(folder, 'one'))

type Line = Readonly<Record<string, unknown>>
async function lines(file: string): Promise<Line[]> {
  const text = await readFile(join(folder, 'one', file), 'utf8')
  return text.trimEnd().split('\n').map(line => JSON.parse(line) as Line) // biome-ignore format: one thought
}

test('a country lived by several threads is written the same, byte for byte, each time', async () => {
  const again = await writeCountry(country, join(folder, 'two'))
  assert.deepEqual(again, manifest)
  assert.notEqual((await writeCountry({ ...country, seed: 8 }, join(folder, 'three'))).digest, manifest.digest)
})

test('the manifest tells each file, its lines and its digest, and nothing else is left in the folder', async () => {
  const files = (await readdir(join(folder, 'one'))).sort()
  assert.deepEqual(files, [...Object.keys(manifest.files), 'manifest.json'].sort())
  for (const [file, told] of Object.entries(manifest.files)) {
    const bytes = await readFile(join(folder, 'one', file))
    assert.equal(told.digest, createHash('sha256').update(bytes).digest('hex'))
    assert.equal(told.lines, (await lines(file)).length)
  }
})

test('the events of the whole country come in order of time', async () => {
  const days = (await lines('events.jsonl')).map(({ on }) => on as string)
  assert.deepEqual(days, [...days].sort())
  assert.ok(days[0]! >= '2020-01-01' && days.at(-1)! <= '2024-03-10')
})

test('whoever and whatever a line names stands in its own file', async () => {
  const known = new Set<unknown>()
  for (const [
    file,
    key,
  ] of [['persons', 'person'], ['households', 'household'], ['properties', 'property'], ['companies', 'company']] as const) // biome-ignore format: a table
    for (const line of await lines(`${file}.jsonl`)) known.add(line[key])
  for (const file of Object.keys(manifest.files)) {
    const text = await readFile(join(folder, 'one', file), 'utf8')
    for (const [id] of text.matchAll(/\b(FH-\d{6}-\d{4}|FH[PC]-\d+|FHH-\d+)\b/g)) assert.ok(known.has(id), `${file} names ${id}`)
  }
})
