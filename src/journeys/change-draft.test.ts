import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { newId, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { answerPage } from './answer-page.ts'
import { definitionOf } from './definition.ts'
import { seenMark } from './merge-answers.ts'
import { startJourney } from './start-journey.ts'
import { stepsOf } from './steps.ts'
import { findDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

const catalogue = await loadCatalogue(join(import.meta.dirname, '../..'))
const world = { ...(await testWorld()), catalogue } as unknown as JourneysWorld
const TODAY = '2026-11-21'

async function parkingDraft() {
  const personId = newId()
  return startJourney(world, { personId, kind: 'service', subject: 'resident-parking', channel: 'web', language: 'en' })
}

type Draft = Awaited<ReturnType<typeof parkingDraft>>

/** Answers a page from what this device saw of the journey, however old that is. */
function answerFrom(seen: Draft, page: string, raw: Readonly<Record<string, string>>) {
  const step = stepsOf(definitionOf(catalogue, seen), seen, TODAY).find(one => one.page.id.endsWith(page))!
  return answerPage(world, { ...seen, draft: seen }, { step: step.id, raw, seen: seenMark(step, seen), language: 'en' })
}

const kindsAbout = (id: string) =>
  rows<{ kind: string }>(world, sql`select kind from platform.event where about = ${id} order by seq`)

test('two devices that answer different pages at once keep both answers, and each is told once', async () => {
  const seen = await parkingDraft()
  const vehicle = { 'vehicle.plate': 'FH 482 KL', 'vehicle.keeper': 'mine' }
  await Promise.all([answerFrom(seen, 'vehicle', vehicle), answerFrom(seen, 'permit', { 'permit.zone': 'hill', ...march })])
  const kept = (await findDraft(world, seen.personId, seen.id))!
  assert.deepEqual(Object.keys(kept.answers).sort(), ['permit', 'vehicle'])
  assert.deepEqual(
    (await kindsAbout(seen.id)).map(({ kind }) => kind),
    ['journey.started', 'journey.page-answered', 'journey.page-answered'],
  )
})

const march = { 'permit.startsOn': { day: '1', month: '3', year: '2027' } as unknown as string }

test('two devices that answer the same page differently at once leave one answer, and the other device is shown it', async () => {
  const seen = await parkingDraft()
  const both = await Promise.all([
    answerFrom(seen, 'vehicle', { 'vehicle.plate': 'FH 1', 'vehicle.keeper': 'mine' }),
    answerFrom(seen, 'vehicle', { 'vehicle.plate': 'FH 2', 'vehicle.keeper': 'hired' }),
  ])
  assert.deepEqual(both.map(({ result }) => result).sort(), ['conflict', 'saved'])
})

test('a journey that was discarded in the meantime is not brought back by an answer', async () => {
  const seen = await parkingDraft()
  await world.db.query(sql`delete from journeys.draft where person_id = ${seen.personId}`)
  await assert.rejects(answerFrom(seen, 'vehicle', { 'vehicle.plate': 'FH 1', 'vehicle.keeper': 'mine' }), {
    code: 'JOURNEY_NOT_FOUND',
  })
  assert.deepEqual(await kindsAbout(seen.id), [])
})
