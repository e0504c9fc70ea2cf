import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import test from 'node:test'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { loadCatalogue } from '../load-catalogue.ts'
import type { Service } from '../service.ts'
import { checkService } from './check-catalogue.ts'
import { readSource } from './source-file.ts'

const root = new URL('../../../', import.meta.url)
const catalogue = await loadCatalogue(root.pathname)
const names = await readdir(new URL('services/', root))
const texts = new Map(
  await Promise.all(names.map(async name => [name, await readFile(new URL(`services/${name}`, root), 'utf8')] as const)),
)

function understood(name: string, text: string): Service {
  const { service, faults } = checkService(catalogue, readSource(`services/${name}`, text))
  assert.deepEqual(faults, [])
  return service!
}

/** A service as plain data: an expression is its source and what it reads. Where an example stands in its file is no part of it. */
function plain(service: Service): unknown {
  const bare = (key: string, value: unknown) =>
    key === 'place'
      ? undefined
      : value instanceof Map
        ? [...value]
        : value instanceof Set
          ? [...value]
          : typeof value === 'function'
            ? undefined
            : value
  return JSON.parse(JSON.stringify(service, bare))
}

test('a service file that is printed and read again is the same service', () => {
  for (const [name, text] of texts) {
    const printed = stringify(readSource(name, text).value)
    assert.deepEqual(plain(understood(name, printed)), plain(understood(name, text)), name)
    assert.equal(stringify(readSource(name, printed).value), printed, name)
  }
})

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(text => text.trim() !== '')
const awkward = fc.constantFrom(
  ': ',
  '- a',
  '#',
  'no',
  '1e3',
  '~',
  '"',
  "'",
  '| x',
  '2026-04-06',
  '{a}',
  '  indented',
  'line\nline\n',
  '&a *a',
  '%',
)
const said = fc.oneof(
  words,
  awkward,
  fc.tuple(words, awkward).map(([a, b]) => a + b),
)

test('whatever its words are, printing and reading a file changes none of them', () => {
  const file = readSource('child-benefit.yaml', texts.get('child-benefit.yaml')!).value as { name: object }
  fc.assert(
    fc.property(said, said, said, fc.integer({ min: 20, max: 120 }), (en, fr, ar, lineWidth) => {
      const changed = { ...file, name: { en, fr, ar }, summary: { en: fr, fr: ar, ar: en } }
      const read = readSource('child-benefit.yaml', stringify(changed, { lineWidth }))
      assert.deepEqual(read.faults, [])
      assert.deepEqual(read.value, changed)
    }),
    { seed: 20261122, numRuns: 300 },
  )
})
