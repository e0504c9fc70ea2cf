import assert from 'node:assert/strict'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { newId } from '#platform'
import { testWorld } from '#platform/testing'
import { answerPage } from './answer-page.ts'
import { definitionOf } from './definition.ts'
import { openDraftsAtHand } from './drafts-at-hand.ts'
import { seenMark } from './merge-answers.ts'
import { drawn, opened } from './opened.ts'
import { startJourney } from './start-journey.ts'
import { stepsOf } from './steps.ts'
import { findDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

const catalogue = await loadCatalogue(join(import.meta.dirname, '../..'))
const atHand = openDraftsAtHand()
const world = { ...(await testWorld()), catalogue, atHand } as unknown as JourneysWorld
const [TODAY, PLATE] = ['2026-11-21', { 'vehicle.plate': 'FH 482 KL', 'vehicle.keeper': 'mine' }]

async function saved() {
  const subject = { kind: 'service', subject: 'resident-parking' } as const
  const draft = await startJourney(world, { personId: newId(), ...subject, channel: 'web', language: 'en' })
  const step = stepsOf(definitionOf(catalogue, draft), draft, TODAY).find(one => one.page.id.endsWith('vehicle'))!
  const answered = { step: step.id, raw: PLATE, seen: seenMark(step, draft), language: 'en' } as const
  assert.equal((await answerPage(world, { ...draft, draft }, answered)).result, 'saved')
  return draft
}

/** Changed by another machine: nothing here hears of it. */
const elsewhere = (id: string) =>
  world.db.query({ name: '', text: `update journeys.draft set channel = 'phone' where id = $1`, values: [id] })

/** The channel, in place of a page. */
const channelDrawn = async (of: { personId: string; id: string }) => {
  let channel = ''
  await drawn(world, of, ({ draft }) => {
    channel = draft.channel
    return { kind: 'redirect', status: 303, to: '/' }
  })
  return channel
}

test('what was just saved is at hand as the database has it, and for nobody else', async () => {
  const { personId, id } = await saved()
  assert.equal(atHand.justSaved(newId(), id), undefined)
  assert.equal(atHand.lastSeen(newId(), id), undefined)
  assert.deepEqual(atHand.justSaved(personId, id), await findDraft(world, personId, id))
  assert.deepEqual(atHand.lastSeen(personId, id), await findDraft(world, personId, id))
})

test('a page is drawn from it once; asked for again it is read anew', async () => {
  const of = await saved()
  await elsewhere(of.id)
  assert.equal(await channelDrawn(of), 'web')
  assert.equal(await channelDrawn(of), 'phone')
  assert.equal(atHand.lastSeen(of.personId, of.id)?.channel, 'phone')
})

test('whoever opens a draft to change it otherwise reads it anew, whatever was saved here', async () => {
  const { personId, id } = await saved()
  await elsewhere(id)
  assert.equal((await opened(world, personId, id)).draft.channel, 'phone')
})

test('a page is drawn from what was saved within two seconds, a change begins with what was seen within a minute; of many the latest four thousand are kept', () => {
  let now = 0
  const clock = mock.method(performance, 'now', () => now)
  const few = openDraftsAtHand()
  const draft = (id: string) => ({ id, personId: 'anybody' }) as Parameters<typeof few.keep>[0]
  few.keep(draft('one'), true)
  now = 1_999
  assert.equal(few.justSaved('anybody', 'one')?.id, 'one')
  now = 2_000
  assert.equal(few.justSaved('anybody', 'one'), undefined)
  now = 59_999
  assert.equal(few.lastSeen('anybody', 'one')?.id, 'one')
  now = 60_000
  assert.equal(few.lastSeen('anybody', 'one'), undefined)
  for (let nth = 0; nth < 4_001; nth++) few.keep(draft(`draft ${nth}`))
  assert.equal(few.lastSeen('anybody', 'draft 0'), undefined)
  assert.equal(few.lastSeen('anybody', 'draft 1')?.id, 'draft 1')
  assert.equal(few.justSaved('anybody', 'draft 1'), undefined)
  clock.mock.restore()
})
