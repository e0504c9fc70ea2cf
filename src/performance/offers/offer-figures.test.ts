import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catchUp, record, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { offersCount } from './count-offers.ts'
import { offerCounts } from './offer-count-store.ts'
import { offerFigures } from './offer-figures.ts'

const counts = (of: Record<string, number>) => Object.entries(of).map(([outcome, count]) => ({ outcome, count }))

test('what became of offers is told where the numbers are large', () => {
  const told = offerFigures(
    counts({ offered: 100, 'not-known': 40, accepted: 50, declined: 20, expired: 10, overtaken: 0, granted: 12 }),
  )
  assert.deepEqual(told, {
    ...{ offered: 100, granted: 12, 'not-made': 0, 'not-known': 40 },
    ...{ accepted: 50, declined: 20, expired: 10, overtaken: 0, waiting: 20 },
  })
})

test('a small number is not told, nor another from which it would follow', () => {
  const told = offerFigures(counts({ offered: 100, 'not-known': 97, accepted: 80, declined: 3, expired: 17 }))
  assert.equal(told.declined, undefined)
  assert.equal(told['not-known'], undefined)
  const hidden = 100 - (told.accepted ?? 0) - (told.expired ?? 0) - (told.waiting ?? 0) - (told.overtaken ?? 0)
  assert.ok(hidden >= 10)
})

test('of a service that was offered to few nothing is told at all', () => {
  assert.deepEqual(offerFigures(counts({ offered: 9, accepted: 9, granted: 3, 'not-made': 500 })), { 'not-made': 500 })
})

test('each offer is counted once, by service, from the log alone', async () => {
  const world = await testWorld()
  const told = (kind: `offer.${string}`, facts: object) =>
    transaction(world, tx => record(tx, { kind, about: 'x', by: 'system', facts: { service: 'child-benefit', ...facts } }))
  await told('offer.made', { isKnown: false })
  await told('offer.made', { isKnown: true })
  await catchUp(world, [offersCount])
  await told('offer.accepted', {})
  await catchUp(world, [offersCount])
  await catchUp(world, [offersCount])
  assert.deepEqual(
    (await offerCounts(world)).map(({ outcome, count }) => [outcome, count]),
    [
      ['accepted', 1],
      ['not-known', 1],
      ['offered', 2],
    ],
  )
})
