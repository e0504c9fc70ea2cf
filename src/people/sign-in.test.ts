import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maybe, Refusal, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { changeLanguage } from './change-language.ts'
import { anyone } from './gates.ts'
import { nationalIdOf, peopleWithNationalId, personOf } from './readers.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { introduced } from './testing/pretend-provider.ts'
import { visitWith } from './testing/visit.ts'

const world = await testWorld()
let attempts = 0
const enter = (subject: string, more: { before?: string; attempt?: string; nationalId?: string; language?: string } = {}) =>
  signIn(world, {
    signedIn: introduced(subject, { nationalId: more.nationalId ?? 'FH-840312-1047', language: more.language ?? 'en' }),
    attempt: more.attempt ?? `attempt ${++attempts}`,
    before: more.before ?? 'a secret of nobody',
    language: 'fr',
  })
const whoIs = async (secret: string) => ((await anyone.admit(world, visitWith(secret))) as { person?: { id: string } }).person?.id
const eventsOf = (person: string) =>
  rows<{ kind: string; facts: object }>(
    world,
    sql`select kind, facts from platform.event where person_id = ${person} order by seq`,
  )

test('signing in gives the browser a new secret, and the one it had before is worth nothing', async () => {
  const planted = 'a secret that somebody else knows'
  const { secret, person } = await enter('bo', { before: planted })
  assert.equal(await whoIs(secret), person)
  assert.equal(await whoIs(planted), undefined)
  assert.notEqual(secret, planted)
  assert.ok(secret.length >= 43, 'at least 256 random bits')
})

test('signing in again in the same browser ends the session that was there', async () => {
  const first = await enter('elise')
  const second = await enter('elise', { before: first.secret })
  assert.equal(await whoIs(first.secret), undefined)
  assert.equal(await whoIs(second.secret), first.person)
  const kinds = (await eventsOf(first.person)).map(event => event.kind)
  assert.deepEqual(kinds, ['session.started', 'session.ended', 'session.started'])
})

test('one way back from the provider makes one session, even when it is used twice at once', async () => {
  const both = await Promise.allSettled([enter('kofi', { attempt: 'the same' }), enter('kofi', { attempt: 'the same' })])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const refused = both.find(one => one.status === 'rejected')?.reason
  assert.ok(refused instanceof Refusal && refused.code === 'SIGN_IN_RUN_OUT')
})

test('a person who first signs in on two devices at once is one person with two sessions', async () => {
  const [phone, desk] = await Promise.all([enter('sam'), enter('sam')])
  assert.equal(phone.person, desk.person)
  assert.equal(await whoIs(phone.secret), phone.person)
  assert.equal(await whoIs(desk.secret), desk.person)
})

test('signing out here leaves the other device signed in', async () => {
  const [phone, desk] = [await enter('dalia'), await enter('dalia')]
  assert.equal(await signOut(world, phone.secret), 'token of dalia')
  assert.equal(await whoIs(phone.secret), undefined)
  assert.equal(await whoIs(desk.secret), desk.person)
  assert.equal(await signOut(world, phone.secret), undefined)
})

test('a national identifier is kept sealed, and found again only by its fingerprint', async () => {
  const { person } = await enter('nora', { nationalId: 'FH-010203-4567' })
  assert.equal(await nationalIdOf(world, person), 'FH-010203-4567')
  assert.deepEqual(await peopleWithNationalId(world, 'FH-010203-4567'), [person])
  const row = await maybe(world, sql`select to_jsonb(p)::text as whole from people.person p where person_id = ${person}`)
  assert.ok(!JSON.stringify(row).includes('4567'))
})

test('neither a secret nor a token stands in the database as it is', async () => {
  const { secret } = await enter('ines')
  const all = JSON.stringify(await rows(world, sql`select to_jsonb(s)::text as whole from people.session s`))
  assert.ok(!all.includes(secret) && !all.includes('token of'))
})

test('the language a person chose stays when they sign in again', async () => {
  const { person, language } = await enter('farid', { language: 'ar-LB' })
  assert.equal(language, 'ar')
  await changeLanguage(world, person, 'fr')
  assert.equal((await enter('farid', { language: 'ar' })).language, 'fr')
  assert.equal((await personOf(world, person))?.language, 'fr')
})

test('a person whose provider names no language of ours reads on in the language of the page', async () => {
  assert.equal((await enter('wen', { language: 'zh' })).language, 'fr')
})
