import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDraftsAtHand } from './drafts-at-hand.ts'
import { findDraft } from './store.ts'
import { siteOf, tabOf, testTown } from './testing/town.ts'

const { world } = await testTown()
const atHand = openDraftsAtHand()
const [here, there] = [siteOf({ ...world, atHand }), siteOf({ ...world, atHand: openDraftsAtHand() })]

/** One person with a tab at each of two machines, who has answered the first page of a journey at the first. */
async function answeredHere(subject: string) {
  const [tab, elsewhere] = [await tabOf(world, subject, here), await tabOf(world, subject, there)]
  assert.equal(tab.person, elsewhere.person)
  const journey = await tab.begin('/services/resident-parking')
  const [at, id] = [`${journey}/pages/resident-parking.vehicle`, journey.split('/')[2]!]
  const page = async (from: typeof tab) => hidden((await from.get(at)).body, 'seen')
  const answer = async (from: typeof tab, plate: string, seen: string) =>
    from.post(at, { 'vehicle.plate': plate, 'vehicle.keeper': 'mine', seen })
  const plate = async () => ((await findDraft(world, tab.person, id))!.answers as { vehicle: { plate: string } }).vehicle.plate
  assert.equal((await answer(tab, 'FH 1', await page(tab))).statusCode, 303)
  return { tab, elsewhere, journey, at, id, page, answer, plate }
}

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

test('what another machine saved is not written over by one that does not know of it', async () => {
  const { tab, elsewhere, page, answer, plate } = await answeredHere('conflicts')
  const seen = await page(tab)
  assert.equal((await answer(elsewhere, 'FH 2', await page(elsewhere))).statusCode, 303)
  const refused = await answer(tab, 'FH 3', seen)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /Saved: FH 2/)
  assert.equal(await plate(), 'FH 2')
})

test('a page drawn by the machine that knows, and sent to one that does not, is no conflict', async () => {
  const { tab, elsewhere, page, answer, plate } = await answeredHere('agrees')
  assert.equal((await answer(elsewhere, 'FH 2', await page(elsewhere))).statusCode, 303)
  assert.equal((await answer(tab, 'FH 3', await page(elsewhere))).statusCode, 303)
  assert.equal(await plate(), 'FH 3')
})

test('whose journey was discarded at another machine is not asked to mend a page of it', async () => {
  const { tab, elsewhere, journey, answer } = await answeredHere('discards')
  assert.equal((await elsewhere.post(`${journey}/discard`)).statusCode, 303)
  assert.equal((await answer(tab, '', '')).statusCode, 404)
})

test('a page that goes through is saved to the draft as it was seen here, without asking for it again', async () => {
  const { tab, at, id, page, answer } = await answeredHere('saves')
  const seen = await page(tab)
  // Whoever asked again would find this.
  await world.db.query({ name: '', text: `update journeys.draft set channel = 'phone' where id = $1`, values: [id] })
  assert.equal((await answer(tab, 'FH 4', seen)).statusCode, 303)
  assert.equal(atHand.lastSeen(tab.person, id)?.channel, 'web')
  assert.equal((await tab.get(at)).statusCode, 200)
  assert.equal((await tab.get(at)).statusCode, 200)
  assert.equal(atHand.lastSeen(tab.person, id)?.channel, 'phone')
})
