import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import type { SignedIn } from './adapters/sign-in.ts'
import { endSessionsElsewhere } from './end-session.ts'
import { anyone } from './gates.ts'
import type { Visitor } from './person.ts'
import { personKnownAs } from './readers.ts'
import { signIn } from './sign-in.ts'
import { introduced } from './testing/pretend-provider.ts'
import { visitWith } from './testing/visit.ts'

const BANK = 'https://bank.example'
const world = await testWorld()
let attempts = 0
const enter = (subject: string, more: Partial<SignedIn>) =>
  signIn(world, { signedIn: introduced(subject, more), attempt: `${++attempts}`, before: 'none', language: 'en' })
const fromBank = (subject: string, more: Partial<SignedIn>) => enter(subject, { issuer: BANK, ...more })

test('somebody who comes from another provider with the same national identifier is the same person', async () => {
  const first = await enter('bo', { nationalId: 'FH-1' })
  const second = await fromBank('b-17', { nationalId: 'FH-1' })
  assert.equal(second.person, first.person)
  assert.equal((await fromBank('b-17', { nationalId: undefined })).person, first.person, 'known again by the subject alone')
  assert.equal(await personKnownAs(world, { issuer: BANK, subject: 'b-17' }), first.person)
  const told = await rows(world, sql`select facts from platform.event where kind = 'identity.linked'`)
  assert.deepEqual(told, [{ facts: { level: 'substantial' } }])
})

test('a sign-in at a low level makes nobody the same person', async () => {
  const first = await enter('elise', { nationalId: 'FH-2' })
  assert.notEqual((await fromBank('b-2', { nationalId: 'FH-2', level: 'low' })).person, first.person)
})

test('a provider that is not believed about national identifiers makes nobody the same person', async () => {
  const first = await enter('kofi', { nationalId: 'FH-3' })
  assert.notEqual((await fromBank('b-3', { nationalId: undefined })).person, first.person)
})

test('two people whom one provider tells apart are not made one by another', async () => {
  const [one, other] = [await enter('ines', { nationalId: 'FH-4' }), await enter('ines-again', { nationalId: 'FH-4' })]
  assert.notEqual(one.person, other.person)
  assert.ok(![one.person, other.person].includes((await fromBank('b-4', { nationalId: 'FH-4' })).person))
})

test('the same subject at two providers is two people', async () => {
  const first = await enter('sam', { nationalId: 'FH-5' })
  assert.notEqual((await fromBank('sam', { nationalId: 'FH-6' })).person, first.person)
})

test('first sign-ins with both providers at once make one person', async () => {
  for (const number of Array.from({ length: 20 }, (_, times) => `FH-7-${times}`)) {
    const both = [enter(`of ${number}`, { nationalId: number }), fromBank(`of ${number}`, { nationalId: number })]
    const [one, other] = await Promise.all(both)
    assert.equal(one!.person, other!.person)
  }
})

test('a sign-out at one provider ends the sessions that came from there alone', async () => {
  const [here, there] = [await enter('dalia', { nationalId: 'FH-8' }), await fromBank('b-8', { nationalId: 'FH-8' })]
  assert.equal(here.person, there.person)
  await endSessionsElsewhere(world, { id: 'n1', issuer: BANK, subject: 'b-8' })
  const isIn = async (secret: string) => ((await anyone.admit(world, visitWith(secret))) as Visitor).person !== undefined
  assert.deepEqual([await isIn(here.secret), await isIn(there.secret)], [true, false])
})
