import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Store } from 'n3'
import { loadCatalogue } from '../src/catalogue/index.ts'
import { documentsOf, isPresent, readBack, run } from './cpsv-ap.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')
const skip = !isPresent(dataDir) && 'the official shapes are not on this machine'

test('every service keeps the official shapes in both syntaxes, and both engines refuse it without a mandatory part', {
  skip,
}, async () => {
  const { passed, total, failures } = await run(dataDir)
  assert.deepEqual(failures, [])
  assert.equal(passed, total)
})

const catalogue = await loadCatalogue(join(import.meta.dirname, '..'))
const odd = { en: 'Quotes " \\ and\nlines\t<>&{}', fr: 'é\u2028', 'zh-Hant': '中文' }
const services = new Map([...catalogue.services].map(([id, service]) => [id, { ...service, name: odd }]))
const publication = { catalogue: { ...catalogue, services }, base: 'https://fairhaven.example', topics: { family: odd } }

test('both syntaxes say the same, whatever signs a name is written in', async () => {
  for (const document of documentsOf(publication)) {
    const { turtle, 'json-ld': jsonLd } = await readBack(document)
    const [one, other] = [statementsIn(turtle), statementsIn(jsonLd)]
    const onlyInOne = [...one, ...other].filter(statement => !one.has(statement) || !other.has(statement))
    assert.deepEqual(onlyInOne, [])
    assert.ok(turtle.getQuads(null, 'http://purl.org/dc/terms/title', null, null).some(({ object }) => object.value === odd.en))
  }
})

function statementsIn(store: Store): Set<string> {
  const said = [...store].map(({ subject, predicate, object }) => [
    subject.value,
    predicate.value,
    object.termType,
    object.value,
    object.language?.toLowerCase(),
    object.datatype?.value,
  ])
  return new Set(said.map(each => JSON.stringify(each)))
}
