import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rememberedBy, signIn, switchSignInNotice } from '#people'
import { catchUp, newId, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import type { Message } from './message.ts'
import { startNotices } from './notice-address.ts'
import { tellSignIn } from './tell-sign-in.ts'

const world = await testWorld()
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
let minute = 0

/** Somebody signs in from a browser with this cookie of marks. */
async function enter(subject: string, known: string | undefined) {
  world.setNow(`2026-11-21T09:${String(++minute).padStart(2, '0')}:00Z`)
  const signedIn = { issuer: 'https://identity.example', subject, level: 'substantial', sid: newId(), idToken: 't' } as const
  const named = {
    ...signedIn,
    name: { givenNames: subject, familyName: 'T' },
    nationalId: undefined,
    bornOn: undefined,
    language: 'en',
  } as const
  const entering = { signedIn: named, attempt: newId(), before: newId(), language: 'en', agent: FIREFOX, known } as const
  const { person } = await signIn(world, entering)
  await catchUp(world, [tellSignIn])
  return person
}
const toldOf = (person: string) =>
  rows<Message>(
    world,
    sql`select * from mailbox.message where person_id = ${person} and sender = 'government' order by delivered_at`,
  )

test('the first sign-in is no news; one from a browser that never carried the person’s mark is told, in every language', async () => {
  const person = await enter('bo', '')
  assert.deepEqual(await toldOf(person), [])
  await enter('bo', '')
  const [told, ...more] = await toldOf(person)
  assert.equal(more.length, 0)
  assert.match(told!.text.en!, /21 November 2026 .*a browser that you had not used before: Firefox, Windows/)
  assert.match(told!.text.ar!, /Firefox/)
})

test('a browser that shows the person’s own mark is no news, and another’s mark or a forged one is none of theirs', async () => {
  const person = await enter('elise', '')
  const mark = rememberedBy(world, person, 'x'.repeat(27)).value
  await enter('elise', mark)
  assert.deepEqual(await toldOf(person), [])
  await enter('elise', rememberedBy(world, newId(), '').value)
  await enter('elise', `${mark.slice(0, 26)}A`.split('.')[0]!)
  assert.equal((await toldOf(person)).length, 2)
  const full = Array.from({ length: 9 }).reduce<string>(kept => rememberedBy(world, newId(), kept).value, mark)
  assert.equal(full.split('.').length, 5)
})

test('who switched it off is not told, and who asked for notices gets one by e-mail', async () => {
  const person = await enter('dalia', '')
  await switchSignInNotice(world, person, false)
  await enter('dalia', '')
  assert.deepEqual(await toldOf(person), [])
  await switchSignInNotice(world, person, true)
  await startNotices(world, person, 'dalia@example.org')
  await enter('dalia', '')
  assert.equal((await toldOf(person)).length, 1)
  const { rows: queued } = await world.db.pool.query(
    `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mailbox.notify'`,
  )
  assert.equal(queued.length, 1)
})
