import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideCase, openCases } from '#cases'
import { messagesOf } from '#mailbox'
import { withdrawConsent } from '#people'
import { newId, newReference, rows, sql, transaction } from '#platform'
import { REASON_MIN } from './emergency.ts'
import { agree, enter, privacyTown, textOf } from './testing/town.ts'

const town = await privacyTown()
const { world, asked } = town
const bo = await enter(town, 'bo')
const farid = await enter(town, 'farid', { agency: 'family-agency', role: 'officer' })
const maren = await enter(town, 'maren', { agency: 'family-agency', role: 'privacy-officer' })
const amara = await enter(town, 'amara', { agency: 'municipality', role: 'officer' })

async function benefitCase(person = bo.person) {
  const service = world.catalogue.services.get('child-benefit')!
  const answers = { children: [{ givenNames: 'Freja', familyName: 'L', bornOn: '2026-11-14' }] }
  const submission = { id: newId(), reference: newReference() }
  const [opened] = await transaction(world, tx =>
    openCases(tx, { person, submission, language: 'en', requests: [{ service, answers, sources: {} }] }),
  )
  return { id: opened!.id, page: `/work/cases/${opened!.id}/registers` }
}
const lookupsOf = (person: string) =>
  rows<{ by: string; outcome: string; matter: string | null }>(
    world,
    sql`select by, outcome, matter from registers.lookup where person_id = ${person} order by asked_at, lookup_id`,
  )

test('an officer asks a register for an open case that needs it, and the person reads who asked and on which law', async () => {
  const { id, page } = await benefitCase()
  assert.match(textOf((await farid.see(page)).body), /Birth notices from hospitals By law: Family Support Act 2021 s\.4/)
  const before = asked.length
  const { statusCode, body } = await farid.send(`${page}/population.person`, page)
  assert.deepEqual([statusCode, asked.length - before], [200, 1])
  assert.match(textOf(body), /What the register said .*Bo/)
  const text = textOf((await bo.see('/account/lookups')).body)
  assert.match(text, /Family Agency asked Population Office about you/)
  assert.match(text, /Population Register Act 2017 s\.8.*A member of staff/)
  const [last] = (await lookupsOf(bo.person)).slice(-1)
  assert.deepEqual(last, { by: farid.officerId, outcome: 'found', matter: id })
})

test('where a service asks by consent, an officer asks only while the person’s consent stands', async () => {
  const { page } = await benefitCase()
  const before = asked.length
  const ask = async () => textOf((await farid.send(`${page}/tax.assessed-income`, page)).body)
  assert.match(await ask(), /has not consented to this, or has taken the consent back/)
  const consent = await agree(world, bo.person)
  assert.match(await ask(), /52,000/)
  await withdrawConsent(world, { person: bo.person, consent })
  assert.match(await ask(), /has not consented to this, or has taken the consent back/)
  assert.equal(asked.length - before, 1)
})

test('nothing is asked for another agency’s case, a decided one, a register the service does not need, or one’s own case', async () => {
  const { id, page } = await benefitCase()
  const own = await benefitCase(farid.person)
  const before = asked.length
  const statusOf = async (who: typeof farid, at: string, query: string) =>
    (await who.send(`${at}/${query}`, '/work/emergency')).statusCode
  assert.equal(await statusOf(amara, page, 'population.person'), 404)
  assert.equal(await statusOf(farid, page, 'population.nobody'), 403)
  assert.equal(await statusOf(farid, own.page, 'population.person'), 403)
  assert.equal(await statusOf(farid, '/work/cases/1/registers', 'population.person'), 404)
  const by = { id: farid.officerId!, personId: farid.person, agency: 'family-agency', name: 'Farid' }
  await decideCase(world, id, { outcome: 'refused', reason: 'No' }, by)
  assert.equal(await statusOf(farid, page, 'population.person'), 409)
  assert.equal(asked.length, before)
})

const REASON = 'A newborn was found alone at the harbour and we must reach the mother tonight.'
const stated = { nationalId: 'FH-bo', register: 'population.person', reason: REASON }

test('without two colleagues to tell of it there is no emergency, and nothing is asked', async () => {
  const before = asked.length
  const { statusCode } = await farid.send('/work/emergency', '/work/emergency', stated)
  assert.deepEqual([statusCode, asked.length], [409, before])
})

test('a stated emergency lets a register be asked without a case, tells two colleagues and the person, and stands in the log', async () => {
  const second = await enter(town, 'second', { agency: 'family-agency', role: 'service-owner' })
  const before = asked.length
  const { statusCode, body } = await farid.send('/work/emergency', '/work/emergency', stated)
  assert.deepEqual([statusCode, asked.length - before], [200, 1])
  assert.match(textOf(body), /What the register said .*Bo/)
  const [emergency] = await rows<{ id: string; sealedReason: string }>(
    world,
    sql`select id, sealed_reason from privacy.emergency where person_id = ${bo.person}`,
  )
  assert.doesNotMatch(emergency!.sealedReason, /harbour/)
  for (const colleague of [maren, second]) {
    const [message] = await messagesOf(world, colleague.person, emergency!.id)
    assert.match(message?.text.en ?? '', /farid Tester stated an emergency .*harbour/s)
    assert.doesNotMatch(JSON.stringify(message), /FH-bo/)
  }
  const [told] = await messagesOf(world, bo.person, emergency!.id)
  assert.match(told?.text.en ?? '', /An officer of Family Agency stated an emergency .*harbour.*Two colleagues/s)
  assert.match(textOf((await bo.see('/account/lookups')).body), /An emergency the officer stated/)
})

test('an emergency is written down and told before the register hears of it', async () => {
  const seen: number[] = []
  const exchange = {
    async ask({ id }: { id?: string }) {
      const [{ count }] = (await rows<{ count: number }>(
        world,
        sql`select count(*) as count from privacy.alert where person_id = ${bo.person}`,
      )) as [{ count: number }]
      seen.push(count)
      return { kind: 'answered' as const, status: 404, json: {}, id: id!, ms: 1 }
    },
  }
  const { lookInEmergency, emergencyRegisters } = await import('./emergency.ts')
  const by = {
    id: farid.officerId!,
    personId: farid.person,
    agency: 'family-agency',
    role: 'officer',
    name: 'Farid',
    actsFor: [],
  } as const
  const register = emergencyRegisters(world, 'family-agency').find(({ lookup }) => lookup.from === 'population.person')!
  const [{ count: before }] = (await rows<{ count: number }>(
    world,
    sql`select count(*) as count from privacy.alert where person_id = ${bo.person}`,
  )) as [{ count: number }]
  await lookInEmergency({ ...world, exchange }, { nationalId: 'FH-bo', register, reason: REASON }, by)
  assert.deepEqual(seen, [before + 2])
})

test('a reason that is too short, a register that rests on consent, somebody unknown and oneself are refused, and nothing is asked', async () => {
  const before = asked.length
  const send = async (more: Partial<typeof stated>) => farid.send('/work/emergency', '/work/emergency', { ...stated, ...more })
  const short = await send({ reason: 'x'.repeat(REASON_MIN - 1) })
  assert.deepEqual([short.statusCode, /in at least 40 characters/.test(short.body)], [422, true])
  assert.equal((await send({ register: 'tax.assessed-income' })).statusCode, 422)
  assert.match((await send({ nationalId: 'FH-nobody' })).body, /Nobody here has this identifier/)
  assert.equal((await send({ nationalId: 'FH-farid' })).statusCode, 403)
  assert.equal(asked.length, before)
  assert.equal((await maren.see('/work/emergency')).statusCode, 404)
  assert.equal((await bo.see('/work/emergency')).statusCode, 404)
})
