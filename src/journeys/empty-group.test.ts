import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answers, decide, walkPages } from '#catalogue'
import { catalogueWithCrew } from './testing/crew.ts'
import { siteOf, tabOf, testTown } from './testing/town.ts'

const town = await testTown()
const world = { ...town.world, catalogue: catalogueWithCrew(town.world.catalogue, { min: 0, max: 4 }) }
const licence = world.catalogue.services.get('boat-licence')!
const app = siteOf(world)

async function begun(subject: string) {
  const tab = await tabOf(world, subject, app)
  const at = await tab.begin('/services/boat-licence')
  const page = (step: string) => `${at}/pages/boat-licence.${step}`
  const send = async (step: string, fields: Record<string, string>) => {
    const seen = /name="seen" value="([^"]*)"/.exec((await tab.get(page(step))).body)?.[1] ?? ''
    return (await tab.post(page(step), { seen, ...fields })).headers.location as string
  }
  await tab.get(at)
  assert.equal(await send('boat', { 'boat.name': 'Petrel' }), page('crew:1'))
  return { ...tab, at, page, send }
}

test('where there may be none, the person is asked once, and can say none', async () => {
  const { get, send, page, at } = await begun('alone')
  const asked = (await get(page('crew:1'))).body
  assert.match(asked, /press “None to add” after the questions/)
  assert.match(asked, /name="then"[^>]*value="none"|value="none"[^>]*name="then"/)
  assert.equal(await send('crew:1', { then: 'none' }), `${at}/check`)
  assert.match((await get(`${at}/check`)).body, /Who sails along[\s\S]*Sailor[\s\S]*None/)
  assert.match((await get(page('crew:1'))).body, /You said that there are none/)
})

test('who said none can still add one, and take it away again', async () => {
  const { get, send, page, at } = await begun('adds')
  await send('crew:1', { then: 'none' })
  assert.equal(await send('crew:1', { 'sailor.name': 'Kim', 'sailor.age': '40', from: 'check' }), `${at}/check`)
  assert.doesNotMatch((await get(page('crew:1'))).body, /value="none"/)
  assert.match((await get(page('crew:1'))).body, /value="remove"/)
  assert.equal(await send('crew:1', { then: 'remove' }), `${at}/check`)
  assert.match((await get(`${at}/check`)).body, /None/)
})

test('none cannot be said over an entry that is there by now', async () => {
  const { get, post, page, at, send } = await begun('late')
  await send('crew:1', { 'sailor.name': 'Kim', 'sailor.age': '12' })
  const late = await post(page('crew:1'), { then: 'none' })
  assert.equal(late.headers.location, page('crew:1'))
  assert.match((await get(`${at}/pages/boat-licence.guardian:1`)).body, /Their guardian/)
})

test('until it is answered the journey is not whole; left blank, the questions are asked again', async () => {
  const { get, post, page, at } = await begun('blank')
  assert.equal((await get(at)).headers.location, page('crew:1'))
  assert.equal((await post(page('crew:1'), {})).statusCode, 422)
})

test('a group that may not be empty offers no none', async () => {
  const one = { ...world, catalogue: catalogueWithCrew(town.world.catalogue, { min: 1, max: 4 }) }
  const tab = await tabOf(one, 'must', siteOf(one))
  const at = await tab.begin('/services/boat-licence')
  const url = `${at}/pages/boat-licence.crew:1`
  assert.doesNotMatch((await tab.get(url)).body, /value="none"/)
  assert.equal((await tab.post(url, { then: 'none' })).statusCode, 404)
})

test('none is known to the rules: nothing more is asked of anyone, and nobody is counted', () => {
  const met = (answers: Answers) =>
    walkPages(licence.pages, answers, '2026-11-21').map(({ page, index }) => `${page.id} ${index ?? ''}`.trim())
  assert.deepEqual(met({}), ['boat', 'crew 0'])
  assert.deepEqual(met({ sailors: [] }), ['boat', 'crew 0'])
  assert.deepEqual(met({ sailors: [{ name: 'Kim', age: 12 }] }), ['boat', 'crew 0', 'guardian 0'])
  assert.equal(decide(licence, { boat: { name: 'Petrel' }, sailors: [] }, '2026-11-21').outcome, 'grant')
  assert.equal(decide(licence, { boat: { name: 'Petrel' } }, '2026-11-21').because, 'not-known-yet')
})
