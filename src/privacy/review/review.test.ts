import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openCases, viewCase } from '#cases'
import { acceptMandate, dismissOfficer, giveMandate } from '#people'
import { newId, newReference, transaction } from '#platform'
import { eventsAbout } from '../testing/events.ts'
import { enter, privacyTown, textOf } from '../testing/town.ts'
import { reviewLooks } from './review-looks.ts'
import { countUnreviewed } from './review-store.ts'

const town = await privacyTown()
const { world } = town
world.setNow('2026-11-20T09:00:00Z')
const farid = await enter(town, 'farid', { agency: 'family-agency', role: 'officer' })
const second = await enter(town, 'second', { agency: 'family-agency', role: 'service-owner' })
const maren = await enter(town, 'maren', { agency: 'family-agency', role: 'privacy-officer' })
const olga = await enter(town, 'olga', { agency: 'family-agency', role: 'privacy-officer' })
const elsewhere = await enter(town, 'elsewhere', { agency: 'municipality', role: 'privacy-officer' })
const bo = await enter(town, 'bo')

async function caseOf(person: string) {
  const service = world.catalogue.services.get('child-benefit')!
  const submission = { id: newId(), reference: newReference() }
  const requests = [{ service, answers: {}, sources: {} }]
  const [opened] = await transaction(world, tx => openCases(tx, { person, submission, language: 'en', requests }))
  return opened!.id
}
const asFarid = { id: farid.officerId!, personId: farid.person, agency: 'family-agency', name: 'farid Tester' }
const listed = async (who = maren) => textOf((await who.see('/work/looks')).body)
const workAt = async (page: string, who = maren) =>
  [...(await who.see(page)).body.matchAll(/href="(\/work\/(?:looks|emergencies)\/[0-9a-f-]{36})"/g)].map(([, at]) => at!)

test('a look at a colleague stands on the privacy officer’s list with its reason, once however often it is gone through', async () => {
  await viewCase(world, await caseOf(second.person), asFarid)
  await viewCase(world, await caseOf(bo.person), asFarid)
  const first = await reviewLooks(world)
  assert.deepEqual([first.looks, first.found, first.added], [2, 1, 1])
  assert.deepEqual((await reviewLooks(world)).added, 0)
  assert.match(await listed(), /farid Tester, 20 November 2026 The person looked at works for the same agency/)
  assert.doesNotMatch(await listed(elsewhere), /farid/)
  const [raised] = await eventsAbout(world, farid.officerId!).then(all => all.filter(({ kind }) => kind === 'looks.singled-out'))
  assert.deepEqual(raised?.facts.reasons, ['colleague'])
})

test('a look at somebody who gave the officer a mandate, and one at night without any act, are found', async () => {
  const mother = await enter(town, 'mother')
  const validUntil = new Date('2027-11-20T00:00:00Z')
  const { code } = await giveMandate(world, {
    giver: mother.person,
    relation: 'relative',
    acts: ['see'],
    services: null,
    validUntil,
  })
  await acceptMandate(world, { person: farid.person, code: code! })
  await viewCase(world, await caseOf(mother.person), asFarid)
  const stranger = await enter(town, 'stranger')
  const id = await caseOf(stranger.person)
  world.setNow('2026-11-20T23:30:00Z')
  await viewCase(world, id, asFarid)
  await reviewLooks(world)
  const again = await enter(town, 'maren')
  const page = textOf((await again.see('/work/looks')).body)
  assert.match(page, /has given the other a mandate/)
  assert.match(page, /outside office hours, and nothing was done/)
  world.setNow('2026-11-20T09:00:00Z')
})

test('what was found is written down once, by somebody else, sealed, and nothing follows from it by itself', async () => {
  const own = await enter(town, 'maren')
  const [page] = await workAt('/work/looks', own)
  assert.equal((await own.send(`${page}/review`, page!, {})).statusCode, 422)
  const found = { choice: 'not-in-order', text: 'Farid was curious about a colleague.' }
  const tokens = await Promise.all([own.tokenOn(page!), olga.tokenOn(page!)])
  const both = await Promise.all([own, olga].map((who, at) => who.post(`${page}/review`, tokens[at]!, found)))
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.match(textOf((await own.see(page!)).body), /It was not in order\. Farid was curious/)
  const { rows } = await world.db.pool.query('select * from privacy.look_review')
  assert.doesNotMatch(JSON.stringify(rows), /curious/)
  for (const who of [elsewhere, farid, bo]) assert.equal((await who.see(page!)).statusCode, 404)
  assert.equal((await farid.see('/work/emergency')).statusCode, 200, 'the officer still works')
})

const REASON = 'A newborn was found alone at the harbour and we must reach the mother tonight.'

test('a stated emergency is reviewed within 72 hours by somebody else; after that it is late on the list and in the figures', async () => {
  const stated = { nationalId: 'FH-bo', register: 'population.person', reason: REASON }
  assert.equal((await farid.send('/work/emergency', '/work/emergency', stated)).statusCode, 200)
  assert.deepEqual(await countUnreviewed(world).then(({ emergencies, late }) => [emergencies, late]), [1, 0])
  assert.match(textOf((await maren.see('/work/emergencies')).body), /farid Tester, 20 November 2026 .*To review/)
  world.setNow('2026-11-23T09:00:01Z')
  const later = await enter(town, 'maren')
  assert.match((await later.see('/work/emergencies')).body, /govuk-tag--red[^>]*>\s*Late/)
  assert.equal((await countUnreviewed(world)).late, 1)
  const [page] = await workAt('/work/emergencies', later)
  assert.match(textOf((await later.see(page!)).body), /should have been reviewed by .*harbour/)
  await later.send(`${page}/review`, page!, { choice: 'in-order', text: 'The mother was reached at night.' })
  assert.deepEqual(await countUnreviewed(world).then(({ emergencies, late }) => [emergencies, late]), [0, 0])
  assert.match((await later.see('/work/emergencies')).body, /govuk-tag--green/)
  assert.match(
    textOf((await enter(town, 'bo').then(one => one.see('/account/lookups'))).body),
    /reviewed an emergency in which your data/,
  )
})

test('nobody reviews an emergency they stated themselves, nor one about themselves', async () => {
  world.setNow('2026-11-24T09:00:00Z')
  const states = await enter(town, 'changes-work', { agency: 'family-agency', role: 'officer' })
  const stated = { nationalId: 'FH-bo', register: 'population.person', reason: REASON }
  await states.send('/work/emergency', '/work/emergency', stated)
  const now = await enter(town, 'changes-work', { agency: 'family-agency', role: 'privacy-officer' })
  const [page] = await workAt('/work/emergencies', now)
  assert.equal((await now.see(page!)).statusCode, 403)
  await dismissOfficer(world, { person: now.person, by: 'test' })
})
