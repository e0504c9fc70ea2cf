import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GoFirst, Refusal, record, rows, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { acceptMandate, openMandate } from './accept-mandate.ts'
import { actFor, stopActing } from './act-for.ts'
import type { AssuranceLevel } from './adapters/sign-in.ts'
import { endMandate } from './end-mandate.ts'
import { anyone, citizen, citizenEvenActing, citizenOrHolder, onBehalf } from './gates.ts'
import { giveMandate, keepMandateFromRegister } from './give-mandate.ts'
import type { Act } from './mandate.ts'
import { meetOrganisation } from './meet-organisation.ts'
import type { Person } from './person.ts'
import { mandatesGivenBy, mandatesHeldBy } from './readers.ts'
import { signIn } from './sign-in.ts'
import { introduced } from './testing/pretend-provider.ts'
import { visitWith } from './testing/visit.ts'

const START = '2026-11-21T09:00:00Z'
const world = await testWorld()
let attempts = 0
const enter = (subject: string, before = 'none', level: AssuranceLevel = 'substantial') =>
  signIn(world, { signedIn: introduced(subject, { level }), attempt: `${++attempts}`, before, language: 'en' })
const self = async (secret: string) => (await citizenEvenActing.admit(world, visitWith(secret))) as Person
const admitted = (act: Act, secret: string) =>
  citizenOrHolder(act).admit(world, visitWith(secret, '/requests')) as Promise<Person>
const refusedAs = (code: string) => (thrown: unknown) => thrown instanceof Refusal && thrown.code === code
const inDays = (days: number) => new Date(Date.parse(START) + days * 86_400_000)

interface Given {
  giver: string
  may?: readonly Act[]
  services?: readonly string[] | null
  validUntil?: Date
}

const give = ({ giver, may = ['see', 'prepare'], services = null, validUntil = inDays(30) }: Given) =>
  giveMandate(world, { giver, relation: 'relative', acts: may, services, validUntil })

/** Somebody who acts for somebody else already. */
async function acting(names: [giver: string, holder: string], more: Partial<Given> = {}) {
  const [giver, holder] = [await enter(names[0]), await enter(names[1])]
  const { id, code } = await give({ giver: giver.person, ...more })
  await acceptMandate(world, { person: holder.person, code })
  await actFor(world, await self(holder.secret), id)
  return { giver, holder, id }
}

test('a mandate is given to whoever is told its code, and held only once it is accepted', async () => {
  const [giver, holder] = [await enter('bo'), await enter('amara')]
  const { id, code } = await give({ giver: giver.person })
  await assert.rejects(actFor(world, await self(holder.secret), id), refusedAs('NOT_THERE'))
  const offered = await openMandate(world, { person: holder.person, code: code.toLowerCase().replaceAll('-', ' ') })
  assert.equal(offered?.giverName, 'bo Lindgren')
  await acceptMandate(world, { person: holder.person, code })
  assert.deepEqual(
    (await mandatesHeldBy(world, holder.person)).map(one => one.id),
    [id],
  )
  assert.equal((await mandatesGivenBy(world, giver.person))[0]?.holderName, 'amara Lindgren')
})

test('a code works once, for a day, and never for the one who gave it', async () => {
  const [giver, holder, other] = [await enter('elise'), await enter('kofi'), await enter('sam')]
  const { code } = await give({ giver: giver.person })
  assert.equal(await acceptMandate(world, { person: giver.person, code }), undefined)
  assert.ok(await acceptMandate(world, { person: holder.person, code }))
  assert.equal(await acceptMandate(world, { person: other.person, code }), undefined)
  const late = await give({ giver: giver.person })
  world.setNow('2026-11-22T09:00:00Z')
  assert.equal(await acceptMandate(world, { person: other.person, code: late.code }), undefined)
  world.setNow(START)
})

test('two who type the same code at once do not both hold it', async () => {
  const [giver, one, other] = [await enter('elise'), await enter('kofi'), await enter('sam')]
  const { code } = await give({ giver: giver.person })
  const both = await Promise.all([one, other].map(({ person }) => acceptMandate(world, { person, code })))
  assert.equal(both.filter(Boolean).length, 1)
})

test('nobody guesses a code: the sixth wrong one within an hour is not heard, nor is a right one', async () => {
  const [giver, thief] = [await enter('bo'), await enter('wen')]
  const { code } = await give({ giver: giver.person })
  const tries = Array.from({ length: 9 }, () => openMandate(world, { person: thief.person, code: 'BCDF-BCDF-BCDF' }))
  const heard = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
  assert.equal(heard.length, 5)
  await assert.rejects(openMandate(world, { person: thief.person, code }), refusedAs('MANDATE_CODE_TRIED_TOO_OFTEN'))
  world.setNow('2026-11-21T10:00:01Z')
  assert.ok(await openMandate(world, { person: thief.person, code }))
  world.setNow(START)
})

test('a code stands nowhere in the database', async () => {
  const { code } = await give({ giver: (await enter('bo')).person })
  const all = JSON.stringify([
    await rows(world, sql`select to_jsonb(m)::text as whole from people.mandate m`),
    await rows(world, sql`select to_jsonb(e)::text as whole from platform.event e`),
  ])
  assert.ok(!all.includes(code) && !all.includes(code.replaceAll('-', '')))
})

test('whoever acts for another is that other as far as the mandate reaches, and themselves nowhere meanwhile', async () => {
  const { giver, holder, id } = await acting(['dalia', 'ines'])
  const who = await admitted('prepare', holder.secret)
  assert.deepEqual([who.id, who.actingFor?.by, who.actingFor?.mandate], [giver.person, holder.person, id])
  await assert.rejects(admitted('send', holder.secret), refusedAs('MANDATE_TOO_NARROW'))
  const first = await citizen.admit(world, visitWith(holder.secret, '/mailbox'))
  assert.ok(first instanceof GoFirst && first.reply.kind === 'redirect' && first.reply.to === '/acting?then=%2Fmailbox')
  await stopActing(world, await self(holder.secret))
  assert.equal((await admitted('send', holder.secret)).id, holder.person)
})

test('a mandate taken back is refused on the very next request, and after that the holder is themselves', async () => {
  const { giver, holder, id } = await acting(['dalia', 'ines'])
  await endMandate(world, giver.person, id)
  await assert.rejects(admitted('see', holder.secret), refusedAs('MANDATE_ENDED'))
  assert.equal((await admitted('see', holder.secret)).id, holder.person)
  await assert.rejects(actFor(world, await self(holder.secret), id), refusedAs('NOT_THERE'))
})

test('a mandate that runs out while somebody acts by it is refused too', async () => {
  const { holder } = await acting(['dalia', 'ines'], { validUntil: new Date(Date.parse(START) + 60_000) })
  world.setNow('2026-11-21T09:01:00Z')
  await assert.rejects(anyone.admit(world, visitWith(holder.secret)), refusedAs('MANDATE_ENDED'))
  world.setNow(START)
})

test('a holder gives a mandate up; nobody else can end it or act by it', async () => {
  const { giver, holder, id } = await acting(['bo', 'chidi'])
  const stranger = await enter('wen')
  await endMandate(world, stranger.person, id)
  await assert.rejects(actFor(world, await self(stranger.secret), id), refusedAs('NOT_THERE'))
  assert.equal((await admitted('see', holder.secret)).id, giver.person)
  await endMandate(world, holder.person, id)
  await assert.rejects(admitted('see', holder.secret), refusedAs('MANDATE_ENDED'))
})

test('what is done for somebody is told of whoever did it, with the mandate', async () => {
  const { giver, holder, id } = await acting(['elise', 'chidi'])
  const inside = { ...world, onBehalf: onBehalf(await admitted('prepare', holder.secret))! }
  const event = { kind: 'thing.done', about: id, person: giver.person, by: giver.person, facts: { yes: true } } as const
  await transaction(inside, tx => record(tx, event, { ...event, by: 'system' }))
  const told = await rows(world, sql`select by, facts from platform.event where kind = 'thing.done' order by seq`)
  assert.deepEqual(told, [
    { by: holder.person, facts: { yes: true, mandate: id } },
    { by: 'system', facts: { yes: true } },
  ])
})

test('every look at another’s things is told of before anything is shown', async () => {
  const { giver, holder, id } = await acting(['sam', 'chidi'])
  await admitted('see', holder.secret)
  const told = await rows(
    world,
    sql`select by, facts from platform.event where kind = 'mandate.used' and person_id = ${giver.person}`,
  )
  assert.deepEqual(told, [{ by: holder.person, facts: { act: 'see', page: 'requests', mandate: id } }])
})

test('signing in more surely lays nothing down, and another person who signs in instead takes nothing up', async () => {
  const { giver, holder } = await acting(['bo', 'ines'])
  const surer = await enter('ines', holder.secret, 'high')
  assert.equal((await admitted('see', surer.secret)).id, giver.person)
  const instead = await enter('farid', surer.secret)
  assert.equal((await admitted('see', instead.secret)).id, instead.person)
})

test('acting is one browser’s: on another device the holder is themselves', async () => {
  const { holder } = await acting(['bo', 'ines'])
  const elsewhere = await enter('ines')
  assert.equal((await admitted('see', elsewhere.secret)).id, holder.person)
})

test('a director acts for an organisation that the register of organisations knows, and nobody signs in as one', async () => {
  const known = { register: 'fairhaven-companies', number: 'FC-1001', name: 'Harbour Bakery' }
  const organisation = await transaction(world, tx => meetOrganisation(tx, known))
  assert.equal(await transaction(world, tx => meetOrganisation(tx, known)), organisation)
  const director = await enter('nora')
  const scope = { relation: 'director', acts: ['see', 'prepare', 'send'], services: null, validUntil: inDays(365) } as const
  const held = { giver: organisation, holder: director.person, ground: 'organisation-register', by: 'system' } as const
  const id = await keepMandateFromRegister(world, { ...scope, ...held })
  await actFor(world, await self(director.secret), id)
  const who = await admitted('send', director.secret)
  assert.deepEqual([who.id, who.actingFor?.name], [organisation, 'Harbour Bakery'])
})
