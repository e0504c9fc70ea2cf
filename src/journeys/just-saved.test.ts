import assert from 'node:assert/strict'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { newId } from '#platform'
import { testWorld } from '#platform/testing'
import { answerPage } from './answer-page.ts'
import { definitionOf } from './definition.ts'
import { openJustSaved } from './just-saved.ts'
import { seenMark } from './merge-answers.ts'
import { opened } from './opened.ts'
import { startJourney } from './start-journey.ts'
import { stepsOf } from './steps.ts'
import { findDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

const catalogue = await loadCatalogue(join(import.meta.dirname, '../..'))
const justSaved = openJustSaved()
const world = { ...(await testWorld()), catalogue, justSaved } as unknown as JourneysWorld
const [TODAY, PLATE] = ['2026-11-21', { 'vehicle.plate': 'FH 482 KL', 'vehicle.keeper': 'mine' }]

async function saved() {
  const subject = { kind: 'service', subject: 'resident-parking' } as const
  const draft = await startJourney(world, { personId: newId(), ...subject, channel: 'web', language: 'en' })
  const step = stepsOf(definitionOf(catalogue, draft), draft, TODAY).find(one => one.page.id.endsWith('vehicle'))!
  const answered = { step: step.id, raw: PLATE, seen: seenMark(step, draft), language: 'en' } as const
  assert.equal((await answerPage(world, { ...draft, draft }, answered)).result, 'saved')
  return draft
}

test('what was just saved is drawn once as the database has it, and for nobody else', async () => {
  const { personId, id } = await saved()
  assert.equal(justSaved.take(newId(), id), undefined)
  assert.deepEqual(justSaved.take(personId, id), await findDraft(world, personId, id))
  assert.equal(justSaved.take(personId, id), undefined)
})

test('whoever answers a page reads the draft anew, whatever was saved here', async () => {
  const { personId, id } = await saved()
  const elsewhere = `update journeys.draft set channel = 'phone' where id = $1`
  await world.db.query({ name: '', text: elsewhere, values: [id] })
  assert.equal((await opened(world, personId, id)).draft.channel, 'phone')
})

test('after two seconds it is let go, and of many only the latest thousand are kept', () => {
  let now = 0
  const clock = mock.method(performance, 'now', () => now)
  const few = openJustSaved()
  const draft = (id: string) => ({ id, personId: 'anybody' }) as Parameters<typeof few.keep>[0]
  few.keep(draft('one'))
  now = 2_000
  assert.equal(few.take('anybody', 'one'), undefined)
  for (let nth = 0; nth < 1_001; nth++) few.keep(draft(`draft ${nth}`))
  assert.equal(few.take('anybody', 'draft 0'), undefined)
  assert.equal(few.take('anybody', 'draft 1')?.id, 'draft 1')
  clock.mock.restore()
})
