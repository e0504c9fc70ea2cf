import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Catalogue, loadCatalogue } from '#catalogue'
import { folded, searchLifeEvents, searchServices } from './search.ts'

let catalogue: Catalogue
before(async () => {
  catalogue = await loadCatalogue(process.cwd())
})

const found = (q: string, { topic = '', agency = '', language = 'en' } = {}) =>
  searchServices(catalogue, { q, topic, agency }, language).map(service => service.id)

test('a service is found by a word of its name in any language, whatever language the page is in', () => {
  for (const q of ['child benefit', 'allocation pour enfant', 'إعانة الطفل', 'ALLOCATION', 'naissance']) {
    assert.ok(found(q).length > 0, q)
  }
  assert.equal(found('child benefit')[0], 'child-benefit')
  assert.equal(found('إعانة', { language: 'fr' })[0], 'child-benefit')
})

test('accents, capitals, vowel marks and the Arabic article do not matter', () => {
  assert.equal(folded('Déménagement'), 'demenagement')
  assert.equal(folded('الإِعَانَة'), 'اعانه')
  assert.deepEqual(found('dechets'), found('déchets'))
  assert.deepEqual(found('طفل'), found('الطفل'))
})

test('a sentence finds what its telling words name', () => {
  assert.equal(found('I want to register a birth')[0], 'register-birth')
})

test('what is nowhere is not found, and nothing is made up instead', () => {
  assert.deepEqual(found('xyzzy'), [])
  assert.deepEqual(searchLifeEvents(catalogue, 'xyzzy'), [])
})

test('a topic and an office narrow the list', () => {
  assert.deepEqual(found('', { topic: 'health' }), ['child-health-cover'])
  assert.ok(found('', { agency: 'municipality' }).every(id => catalogue.services.get(id)?.owner === 'municipality'))
})

test('without words, services stand in the order of their names', () => {
  const names = found('').map(id => catalogue.services.get(id)!.name.en!)
  assert.deepEqual(names, names.toSorted(new Intl.Collator('en').compare))
})

test('a life event is found beside the services', () => {
  assert.deepEqual(
    searchLifeEvents(catalogue, 'child').map(lifeEvent => lifeEvent.id),
    ['having-a-child'],
  )
})
