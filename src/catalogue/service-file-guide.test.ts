import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { FACT_TYPES } from './fact.ts'
import { checkServiceText, loadCatalogue } from './load-catalogue.ts'
import { runExamples } from './run-examples.ts'
import { fileSchemas } from './schemas.ts'

const root = new URL('../../', import.meta.url)
const guide = await readFile(new URL('docs/SERVICE-FILE.md', root), 'utf8')

test('the service in the guide is one: it passes the checker and its examples hold', async () => {
  const text = /```yaml\n(.*?)```/s.exec(guide)?.[1] ?? ''
  const { service, faults, warnings } = checkServiceText(await loadCatalogue(root.pathname), {
    file: 'docs/SERVICE-FILE.md',
    text,
  })
  assert.deepEqual([faults, warnings], [[], []])
  assert.deepEqual(runExamples(service!), [])
})

test('the guide names every type of fact', () => {
  for (const type of FACT_TYPES) assert.match(guide, new RegExp(`\\b${type}\\b`), type)
})

/** The keys of a schema and of all that is in it. */
function keysIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {} } = schema as { properties?: object }
  return [...Object.keys(properties), ...Object.values(schema).flatMap(keysIn)]
}

test('the guide names every key that a service file may hold', () => {
  const keys = new Set(keysIn(fileSchemas().service))
  assert.ok(keys.size > 60, String(keys.size))
  const missing = [...keys].filter(key => !new RegExp(`\\b${key}\\b`).test(guide.replaceAll(/```.*?```/gs, '')))
  assert.deepEqual(missing, [])
})
