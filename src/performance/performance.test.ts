import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Service } from '#catalogue'
import { catchUp, type NewEvent, newId, record, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { performanceCount } from './count-events.ts'
import type { Measure } from './figure.ts'
import { measureServices } from './measure-services.ts'
import { tableFile } from './table-file.ts'

const service = (id: string) =>
  ({
    id,
    version: 4,
    name: { en: id },
    targets: { completion: 0.5, decidedInTime: 0.9, ease: 0.5 },
    decideWithin: { days: 5 },
    ...{ pages: [], know: [], askedAgain: [] },
  }) as unknown as Service

const base = await testWorld()
const world = { ...base, catalogue: { services: new Map(), agencies: new Map() }, closedDays: [] }
const tell = (...events: NewEvent[]) => transaction(world, tx => record(tx, ...events))
const hear = () => catchUp(world, [performanceCount])
const measure = async (id: string) => (await measureServices(world, [service(id)]))[0]!
const figure = async (id: string, wanted: Measure) => (await measure(id)).figures.find(one => one.measure === wanted)!

const started = (journey: string, ...services: string[]): NewEvent => ({
  kind: 'journey.started',
  about: journey,
  by: 'bo',
  facts: { services, channel: 'web' },
})
const submitted = (journey: string, ...services: string[]): NewEvent => ({
  ...started(journey, ...services),
  kind: 'journey.submitted',
})
const opened = (id: string, name: string, dueOn: string): NewEvent => ({
  kind: 'case.opened',
  about: id,
  by: 'bo',
  facts: { service: name, dueOn },
})
const decided = (id: string, outcome = 'granted'): NewEvent => ({
  kind: 'case.decided',
  about: id,
  by: 'rules',
  facts: { outcome },
})
const many = (count: number) => Array.from({ length: count }, () => newId())

test('a service nobody has used is unknown in every measure', async () => {
  const { figures } = await measure('unused')
  assert.deepEqual(
    figures.map(({ kind }) => kind),
    ['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'count'],
  )
})

test('completion is finished of started; silence makes abandoned, and news of a page undoes it', async () => {
  const journeys = many(40)
  world.setNow('2026-09-01T09:00:00Z')
  await tell(...journeys.map(journey => started(journey, 'parking')))
  await tell(...journeys.slice(0, 20).map(journey => submitted(journey, 'parking')))
  world.setNow('2026-11-20T09:00:00Z')
  await tell(...journeys.slice(20, 30).map(about => ({ kind: 'journey.page-answered' as const, about, by: 'bo' })))
  world.setNow('2026-11-21T09:00:00Z')
  await hear()
  const found = await figure('parking', 'completion')
  assert.equal(found.kind === 'share' && found.estimate.value, 0.5)
  assert.deepEqual(found.kind === 'share' && [found.n, found.verdict, found.parts], [
    40,
    'too-close-to-call',
    [
      { id: 'abandoned', count: 10 },
      { id: 'under-way', count: 10 },
    ],
  ])
})

test('a service left out of a life event before sending was not abandoned', async () => {
  const journeys = many(12)
  await tell(...journeys.map(journey => started(journey, 'birth', 'childcare')))
  await tell(...journeys.map(journey => submitted(journey, 'birth')))
  await hear()
  assert.equal((await figure('birth', 'completion')).kind, 'share')
  assert.deepEqual(await figure('childcare', 'completion'), {
    service: 'childcare',
    measure: 'completion',
    kind: 'unknown',
    fewerThan: 10,
  })
})

test('in time is judged by the day announced to each person; what is open and overdue is late, what is not yet due is not counted', async () => {
  const cases = many(30)
  world.setNow('2026-11-02T09:00:00Z')
  await tell(...cases.slice(0, 20).map(id => opened(id, 'permit', '2026-11-09')))
  await tell(...cases.slice(20).map(id => opened(id, 'permit', '2026-12-31')))
  world.setNow('2026-11-09T20:00:00Z')
  await tell(...cases.slice(0, 15).map(id => decided(id)))
  world.setNow('2026-11-21T09:00:00Z')
  await hear()
  const found = await figure('permit', 'decided-in-time')
  assert.deepEqual(found.kind === 'share' && [found.n, found.estimate.value, found.verdict, found.coverage], [
    20,
    0.75,
    'missed',
    2 / 3,
  ])
  const time = await figure('permit', 'time-to-decision')
  assert.deepEqual(time.kind === 'time' && [time.n, time.median?.value, time.ninth, time.promise], [30, 5, undefined, 5])
})

test('a case closed because the one it waited for was refused is neither in time nor late', async () => {
  const cases = many(12)
  await tell(...cases.map(id => opened(id, 'follower', '2026-11-30')))
  await tell(...cases.map(id => decided(id, 'closed')))
  await hear()
  assert.equal((await figure('follower', 'decided-in-time')).kind, 'unknown')
})

const invited = (about: string, name: string): NewEvent => ({
  kind: 'feedback.invited',
  about,
  by: 'system',
  facts: { service: name, moment: 'decided' },
})
const given = (about: string, name: string, ease: number, wording = '2026-1'): NewEvent => ({
  kind: 'feedback.given',
  about,
  by: 'bo',
  facts: { service: name, moment: 'decided', ease, effectiveness: 5, wording },
})

test('ease is published from 100 answers on, with how many of those asked have answered', async () => {
  const matters = many(125)
  await tell(...matters.map(about => invited(about, 'benefit')))
  await tell(...matters.slice(0, 99).map(about => given(about, 'benefit', 6)))
  await hear()
  assert.deepEqual(await figure('benefit', 'ease-decided'), {
    service: 'benefit',
    measure: 'ease-decided',
    kind: 'unknown',
    fewerThan: 100,
  })
  await tell(given(matters[99]!, 'benefit', 4))
  await hear()
  const found = await figure('benefit', 'ease-decided')
  assert.deepEqual(found.kind === 'share' && [found.n, found.estimate.value, found.coverage, found.verdict], [
    100,
    0.99,
    0.8,
    'met',
  ])
  assert.equal((await figure('benefit', 'ease-sent')).kind, 'unknown')
})

test('answers to other words are another series', async () => {
  const matters = many(100)
  await tell(...matters.map((about, index) => given(about, 'old-words', 6, index ? '2025-3' : '2026-1')))
  await hear()
  assert.equal((await figure('old-words', 'ease-decided')).kind, 'unknown')
})

test('hearing the same news in other batches counts the same', async () => {
  const journeys = many(15)
  for (const journey of journeys) {
    await tell(started(journey, 'steady'))
    await hear()
    await tell(submitted(journey, 'steady'))
    await hear()
  }
  const found = await figure('steady', 'completion')
  assert.deepEqual(found.kind === 'share' && [found.n, found.estimate.value], [15, 1])
})

test('the download says what the page says, and hides what it hides', async () => {
  const lines = tableFile(await measure('permit')).split('\r\n')
  assert.match(lines[2]!, /^permit,4,decided-in-time,1,known,20,,0\.75,0\.531299,0\.888138,share,0\.9,missed,0\.666667$/)
  assert.match(tableFile(await measure('unused')), /unused,4,ease-decided,1,unknown,,100,,,,,,unknown,/)
})
