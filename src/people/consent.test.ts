import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, rows, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import type { ConsentTerms } from './consent.ts'
import { giveConsent } from './give-consent.ts'
import { consentCovers, consentOf, consentsOf } from './readers.ts'
import { refreshConsent } from './refresh-consent.ts'
import { signIn } from './sign-in.ts'
import { introduced } from './testing/pretend-provider.ts'
import { withdrawConsent } from './withdraw-consent.ts'

const world = await testWorld()
const begun = (subject: string) =>
  signIn(world, { signedIn: introduced(subject), attempt: subject, before: 'none', language: 'en' }).then(({ person }) => person)
const [bo, kofi] = [await begun('bo'), await begun('kofi')]
const income = { query: 'tax.assessed-income', facts: ['household.incomeLastYear'], purpose: { en: 'To work out the amount' } }
const terms: ConsentTerms = {
  ...{ controller: 'family-agency', recipients: ['family-agency'], jurisdiction: 'FH', notice: 'Income last year' },
  categories: { 'household.incomeLastYear': 'dpv:SensitivePersonalData' },
  ...{ processing: ['dpv:Collect', 'dpv:Use'], retention: { 'household.incomeLastYear': 'P2Y' } },
}
const agreed = (person: string, more: Partial<Parameters<typeof giveConsent>[1]> = {}) =>
  giveConsent(world, { person, ...income, service: 'child-benefit', language: 'en', terms, ...more })
const asked = [{ name: 'household.incomeLastYear' }]
const covered = (
  person: string,
  consent: string,
  { query = income.query, facts = asked as { name: string; of?: string }[] } = {},
) => transaction(world, tx => consentCovers(tx, { person, consent, query, facts }))

test('a consent covers what was agreed to, and neither more facts nor another register', async () => {
  const consent = await agreed(bo)
  assert.equal(await covered(bo, consent), true)
  assert.equal(await covered(bo, consent, { facts: [...asked, { name: 'applicant.bornOn' }] }), false)
  assert.equal(await covered(bo, consent, { query: 'population.person' }), false)
})

test('a consent to hear of the children covers each fact of a child', async () => {
  const consent = await agreed(bo, { facts: ['children'], query: 'population.birth-notices' })
  const facts = [{ name: 'child.bornOn', of: 'children' }]
  assert.equal(await covered(bo, consent, { facts, query: 'population.birth-notices' }), true)
})

test('the consent of one person is none of another', async () => {
  const consent = await agreed(bo)
  assert.equal(await covered(kofi, consent), false)
  await assert.rejects(
    withdrawConsent(world, { person: kofi, consent }),
    (error: unknown) => error instanceof Refusal && error.status === 404,
  )
  assert.equal(await covered(bo, consent), true)
})

test('the same consent given many times at once is one consent; after changed words it is another', async () => {
  // Every connection is open before, so that all of them truly come at once.
  await Promise.all(Array.from({ length: 8 }, () => rows(world, sql`select pg_sleep(0.05)`)))
  const [consent, ...again] = await Promise.all(Array.from({ length: 8 }, () => agreed(kofi)))
  assert.deepEqual([...new Set(again)], [consent])
  assert.notEqual(await agreed(kofi, { about: crypto.randomUUID() }), consent)
  assert.notEqual(await agreed(kofi, { purpose: { en: 'To do something else' } }), consent)
})

test('a withdrawn consent covers nothing from then on, and stays on the list', async () => {
  const person = await begun('elise')
  const consent = await agreed(person)
  await withdrawConsent(world, { person, consent })
  await withdrawConsent(world, { person, consent })
  assert.equal(await covered(person, consent), false)
  assert.deepEqual(
    (await consentsOf(world, person)).map(({ id }) => id),
    [consent],
  )
  const kinds = await rows<{ kind: string }>(world, sql`select kind from platform.event where about = ${consent} order by seq`)
  assert.deepEqual(kinds, [{ kind: 'consent.given' }, { kind: 'consent.withdrawn' }])
})

test('a consent runs out', async () => {
  const consent = await agreed(bo, { validUntil: new Date('2026-12-01T00:00:00Z') })
  world.setNow('2026-12-01T00:00:00Z')
  assert.equal(await covered(bo, consent), false)
})

test('a consent keeps all that was agreed to, and everything that became of it', async () => {
  world.setNow('2026-11-21T09:00:00Z')
  const person = await begun('dalia')
  const id = await agreed(person)
  world.setNow('2026-12-01T09:00:00Z')
  await refreshConsent(world, { person, consent: id })
  const kept = await consentOf(world, { person, consent: id })
  assert.deepEqual(kept?.consent.terms, terms)
  assert.deepEqual(
    kept?.history.map(({ kind, channel, by, at, validUntil }) => [kind, channel, by, at.toISOString(), validUntil.toISOString()]),
    [
      ['given', 'web', person, '2026-11-21T09:00:00.000Z', '2027-02-19T09:00:00.000Z'],
      ['refreshed', 'web', person, '2026-12-01T09:00:00.000Z', '2027-03-01T09:00:00.000Z'],
    ],
  )
  assert.equal(await consentOf(world, { person: bo, consent: id }), undefined)
})

test('a consent that ran out covers nothing, says so in its history, and covers again once it is refreshed', async () => {
  world.setNow('2026-11-21T09:00:00Z')
  const person = await begun('farid')
  const consent = await agreed(person)
  world.setNow('2027-02-19T09:00:00Z')
  assert.equal(await covered(person, consent), false)
  assert.equal((await consentOf(world, { person, consent }))?.history.at(-1)?.kind, 'expired')
  await refreshConsent(world, { person, consent })
  assert.equal(await covered(person, consent), true)
  assert.equal((await consentOf(world, { person, consent }))?.history.at(-1)?.kind, 'refreshed')
})

test('what was withdrawn is not refreshed, and another’s is not there to be', async () => {
  world.setNow('2026-11-21T09:00:00Z')
  const person = await begun('ines')
  const consent = await agreed(person)
  const isNotThere = (error: unknown) => error instanceof Refusal && error.status === 404
  await assert.rejects(refreshConsent(world, { person: bo, consent }), isNotThere)
  await withdrawConsent(world, { person, consent })
  await assert.rejects(refreshConsent(world, { person, consent }), isNotThere)
  assert.deepEqual(
    (await consentOf(world, { person, consent }))?.history.map(({ kind }) => kind),
    ['given', 'withdrawn'],
  )
  assert.equal(await covered(person, consent), false)
})
