import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer, newId, pseudonymOf } from '#platform'
import { changeDataKey, withKeyRing } from '#platform/testing'
import { caseRoutes } from './routes.ts'
import { letRulesWork, send, tabOf, testTown } from './testing/town.ts'

const world = await withKeyRing(await testTown())
const app = buildServer(world, {
  routes: caseRoutes,
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})
const municipality = await tabOf(world, app, { subject: 'amara', works: 'municipality' })
const familyAgency = await tabOf(world, app, { subject: 'farid', works: 'family-agency' })

const PSEUDONYM = /P(?:-[2-9B-Z]{4}){3}/g
const JOINS = [PSEUDONYM, /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, /[2-9B-Z]{4}(?:-[2-9B-Z]{4}){2}/g]

/** Two requests to the municipality and one to the family agency, of one person. */
async function threeRequests() {
  const person = newId()
  const both = await send(world, ['childcare-place', 'child-benefit'], { person })
  const later = await send(world, ['childcare-place'], { person })
  await letRulesWork(world)
  const pageOf = (sent: typeof both, service: string) => `/work/cases/${sent.caseOf(service).id}`
  return {
    person,
    submission: both.submission,
    places: [pageOf(both, 'childcare-place'), pageOf(later, 'childcare-place')],
    benefit: pageOf(both, 'child-benefit'),
  }
}
const calledIn = (body: string) => body.match(PSEUDONYM) ?? []
const signsIn = (pages: readonly string[]) => new Set(pages.flatMap(page => JOINS.flatMap(one => page.match(one) ?? [])))

test('another agency calls the same person otherwise, and nothing written for the program in the pages of the two is the same', async () => {
  const { person, submission, places, benefit } = await threeRequests()
  const here = await Promise.all(['/work', ...places].map(async page => (await municipality.get(page)).body))
  const there = await Promise.all(['/work', benefit].map(async page => (await familyAgency.get(page)).body))
  assert.ok(calledIn(there[1]!)[0] === pseudonymOf(world, { person, within: 'family-agency' }))
  const [ours, theirs] = [signsIn(here), signsIn(there)]
  assert.ok(ours.size > 4 && theirs.size > 2)
  assert.deepEqual(
    [...ours].filter(sign => theirs.has(sign)),
    [],
  )
  for (const whole of [person, submission.id, submission.reference]) assert.ok(![...here, ...there].join().includes(whole))
})

test('an agency knows a person again from one request to the next by a number that is the same in both, in the list and after the keys changed', async () => {
  const { person, places } = await threeRequests()
  const [one, two] = await Promise.all(places.map(async place => (await municipality.get(place)).body))
  const called = pseudonymOf(world, { person, within: 'municipality' })
  assert.deepEqual([calledIn(one!), calledIn(two!)], [[called], [called]])
  assert.equal(calledIn((await municipality.get('/work')).body).filter(name => name === called).length, 2)
  await changeDataKey(world)
  // The change ended every session.
  const again = await tabOf(world, app, { subject: 'chidi', works: 'municipality' })
  assert.deepEqual(calledIn((await again.get(places[0]!)).body), [called])
})
