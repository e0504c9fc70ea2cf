import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openCases } from '#cases'
import type { Answers } from '#catalogue'
import { messagesOf } from '#mailbox'
import { newId, newReference, record, rows, sql, transaction, workJobsOnce } from '#platform'
import { privacyJobs } from '../jobs.ts'
import { eventsAbout } from '../testing/events.ts'
import { enter, privacyTown, textOf } from '../testing/town.ts'

const town = await privacyTown()
const { world, noticed } = town
const farid = await enter(town, 'farid', { agency: 'family-agency', role: 'officer' })
const maren = await enter(town, 'maren', { agency: 'family-agency', role: 'privacy-officer' })
const second = await enter(town, 'second', { agency: 'family-agency', role: 'officer' })
const greta = await enter(town, 'greta', { agency: 'family-agency', role: 'service-owner' })
const amara = await enter(town, 'amara', { agency: 'municipality', role: 'officer' })
const elise = await enter(town, 'elise')

const INCOME = 'household.incomeLastYear'
const NAME = 'child.givenNames'
const ANSWERS: Answers = {
  household: { incomeLastYear: 5_200_000 },
  children: [{ givenNames: 'Freja', familyName: 'L', bornOn: '2026-11-14' }],
}

/** Somebody with a request at two agencies, both told of the same child by the hospital. */
async function withRequests(subject: string) {
  world.setNow('2026-11-20T09:00:00Z')
  const who = await enter(town, subject)
  const submission = { id: newId(), reference: newReference() }
  const requests = ['child-benefit', 'childcare-place'].map(id => ({
    ...{
      service: world.catalogue.services.get(id)!,
      answers: ANSWERS,
      sources: { [INCOME]: 'tax.assessed-income', [`${NAME} 0`]: 'population.birth-notices' },
    },
  }))
  const opened = await transaction(world, tx => openCases(tx, { person: who.person, submission, language: 'en', requests }))
  const [benefit, childcare] = opened as [(typeof opened)[0], (typeof opened)[0]]
  return { ...who, benefit, childcare, page: `/account/corrections/ask?case=${benefit.reference}&fact=${INCOME}&entry=0` }
}
type Asker = Awaited<ReturnType<typeof withRequests>>

async function ask(who: Asker, more: Record<string, string> = {}) {
  const fields = { 'of-case': who.benefit.reference, 'of-fact': INCOME, 'of-entry': '0', [INCOME]: '31000' }
  const sent = await who.send('/account/corrections/ask', who.page, {
    ...fields,
    why: 'My assessment of May says 31,000.',
    ...more,
  })
  const at = String(sent.headers.location)
  return { sent, at, id: at.split('/').at(-1)!, work: `/work/corrections/${at.split('/').at(-1)}` }
}
const accept = { choice: 'accepted', text: 'The assessment of May shows it.' }
const passOn = () => workJobsOnce(world, privacyJobs)
const kindsAbout = async (id: string) => (await eventsAbout(world, id)).map(({ kind }) => kind)

test('a person sees what agencies work with and whence, and points at what is wrong', async () => {
  const bo = await withRequests('bo')
  const text = textOf((await bo.see('/account/corrections/choose')).body)
  for (const said of ['€52,000', 'Tax Office', 'Freja', 'Family Agency', bo.benefit.reference])
    assert.ok(text.includes(said), said)
  const form = textOf((await bo.see(bo.page)).body)
  assert.match(form, /Family Agency works with this value, and decides by 20 December 2026/)
})

test('what is asked for stands at the agency with a month’s clock, sealed, and asked twice it is one', async () => {
  const bo = await withRequests('bo-asks')
  const { at, id } = await ask(bo)
  assert.equal((await ask(bo, { [INCOME]: '32000' })).at, at)
  const text = textOf((await bo.see(at)).body)
  for (const said of ['€52,000', '€31,000', 'Answer promised by 20 December 2026', 'Being checked'])
    assert.ok(text.includes(said), said)
  const [letter] = await messagesOf(world, bo.person, id)
  assert.match(letter?.text.en ?? '', /gone to Family Agency.*by 20 December 2026/)
  assert.match(letter?.text.ar ?? '', /وكالة الأسرة/)
  const { rows: kept } = await world.db.pool.query('select * from privacy.correction where id = $1', [id])
  assert.doesNotMatch(JSON.stringify(kept), /31,?000|52,?00000|assessment/)
})

test('what is left out, unreadable, or as it was before is sent back with the reason', async () => {
  const bo = await withRequests('bo-errs')
  const statusOf = async (more: Record<string, string>) => {
    const { sent } = await ask(bo, more)
    return [sent.statusCode, textOf(sent.body)] as const
  }
  const [blank, said] = await statusOf({ why: ' ', [INCOME]: 'much' })
  assert.deepEqual([blank, /Say why it is wrong/.test(said)], [422, true])
  const [same, again] = await statusOf({ [INCOME]: '52000' })
  assert.deepEqual([same, /this is what stands there now/.test(again)], [422, true])
})

test('accepted, the value is put right in the agency’s cases, the earlier one stays, and the case waits to be looked at again', async () => {
  const bo = await withRequests('bo-right')
  const { at, id, work } = await ask(bo)
  assert.match(textOf((await farid.see('/work/corrections')).body), /A value in: Child benefit/)
  const page = textOf((await farid.see(work)).body)
  for (const said of [bo.benefit.reference, '€52,000', '€31,000', 'My assessment of May', 'If you accept, Tax Office is told'])
    assert.ok(page.includes(said), said)
  assert.ok(!page.includes(bo.childcare.reference), 'another agency’s case is not named')
  assert.equal((await farid.send(`${work}/answer`, work, {})).statusCode, 422)
  assert.equal((await farid.send(`${work}/answer`, work, accept)).headers.location, work)
  const after = textOf((await bo.see(at)).body)
  for (const said of ['The value was corrected.', 'What stood there before', 'farid Tester', 'The assessment of May shows it.'])
    assert.ok(after.includes(said), said)
  const held = textOf((await bo.see('/account/corrections/choose')).body)
  assert.match(held, /€31,000.00 corrected at the person’s request/)
  const kept = await rows<{ sealedValue: string; officerName: string }>(
    world,
    sql`select sealed_value, officer_name from cases.earlier_fact where correction_id = ${id}`,
  )
  assert.equal(kept.length, 1)
  assert.doesNotMatch(kept[0]!.sealedValue, /5200000/)
  const waiting = await rows(world, sql`select case_id from cases.recheck where correction_id = ${id} and settled_at is null`)
  assert.deepEqual(waiting, [{ caseId: bo.benefit.id }])
  const told = (await messagesOf(world, bo.person, id)).find(({ kind }) => kind === 'decided')
  assert.match(told?.text.fr ?? '', /La donnée a été rectifiée/)
  assert.deepEqual(
    (await kindsAbout(id)).filter(kind => kind !== 'correction.viewed'),
    ['correction.asked', 'correction.answered'],
  )
  assert.match(textOf((await bo.see('/account/lookups')).body), /Family Agency opened a correction you asked for/)
})

test('everybody it was passed on to is told: the register, who was told it, and other agencies, once however often it is tried', async () => {
  const bo = await withRequests('bo-told')
  const facts = { agency: 'family-agency', member: 'FH/GOV/education/school-meals', outcome: 'found', facts: ['decision', NAME] }
  await transaction(world, tx =>
    record(tx, {
      kind: 'lookup.made',
      about: newId(),
      person: bo.person,
      by: facts.member,
      facts: { ...facts, service: facts.member },
    }),
  )
  const { at, id, work } = await ask(bo, { 'of-fact': NAME, [NAME]: 'Freia' })
  await passOn()
  noticed.length = 0
  await farid.send(`${work}/answer`, work, accept)
  assert.match(textOf((await bo.see(at)).body), /Who was told/)
  await passOn()
  await privacyJobs['privacy.pass-on-correction']!(world, { person: bo.person, correction: id })
  const told = noticed.map(({ to, before, after, nationalId }) => [to, before, after, nationalId]).sort()
  assert.deepEqual(told, [
    ['FH/GOV/education/school-meals', 'Freja', 'Freia', 'FH-bo-told'],
    ['FH/GOV/population-office/population/person-v1', 'Freja', 'Freia', 'FH-bo-told'],
  ])
  const page = textOf((await bo.see(at)).body)
  for (const said of ['Fairhaven City', 'Asked to correct it too', 'Population Office', 'Told on 20 November 2026'])
    assert.ok(page.includes(said), said)
  const [there] = await rows<{ id: string }>(world, sql`select id from privacy.correction where follows = ${id}`)
  const theirs = `/work/corrections/${there!.id}`
  assert.match(textOf((await amara.see(theirs)).body), /another agency has corrected the same value/)
  await amara.send(`${theirs}/answer`, theirs, accept)
  await passOn()
  assert.doesNotMatch(textOf((await bo.see('/account/corrections/choose')).body), /Freja/)
  const events = await eventsAbout(world, id)
  assert.equal(events.filter(({ kind }) => kind === 'correction.passed-on').length, 2)
  assert.doesNotMatch(JSON.stringify(events), /Freja|Freia|assessment/)
})

test('refused, nothing changes, nobody is told, and the person reads why and where to complain', async () => {
  const bo = await withRequests('bo-refused')
  const { at, work } = await ask(bo)
  noticed.length = 0
  await maren.send(`${work}/answer`, work, { choice: 'refused', text: 'The tax office confirmed 52,000.' })
  await passOn()
  const page = textOf((await bo.see(at)).body)
  for (const said of ['The value was not corrected.', 'The tax office confirmed', 'data protection authority'])
    assert.ok(page.includes(said), said)
  assert.match(textOf((await bo.see('/account/corrections/choose')).body), /€52,000/)
  assert.deepEqual(noticed, [])
  const again = await ask(bo)
  assert.notEqual(again.at, at, 'what was refused may be asked again')
})

test('two officers answering at once leave one answer, and the second is told', async () => {
  const bo = await withRequests('bo-two')
  const { work, id } = await ask(bo)
  const answers = await Promise.all(
    [farid, second].map(async who => {
      const token = await who.tokenOn(work)
      return () => who.post(`${work}/answer`, token, accept)
    }),
  )
  const both = await Promise.all(answers.map(answer => answer()))
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.equal((await kindsAbout(id)).filter(kind => kind === 'correction.answered').length, 1)
})

test('nobody else gets near it: not another person, not another agency, not staff with other work, not the officer it is about', async () => {
  const bo = await withRequests('bo-near')
  const { at, work } = await ask(bo)
  for (const url of [at, bo.page]) assert.equal((await elise.see(url)).statusCode, 404)
  for (const who of [amara, greta, bo]) assert.equal((await who.see(work)).statusCode, 404)
  const stolen = await elise.send('/account/corrections/ask', '/account/corrections', {
    ...{ 'of-case': bo.benefit.reference, 'of-fact': INCOME, 'of-entry': '0', [INCOME]: '1', why: 'x' },
  })
  assert.ok([403, 404].includes(stolen.statusCode))
  const own = await withRequests('farid')
  const mine = await ask({ ...own, see: farid.see, send: farid.send } as Asker)
  assert.equal((await farid.see(mine.work)).statusCode, 403)
  assert.equal((await second.see(mine.work)).statusCode, 200)
})

test('a request that is late is seen to be late by the person and at the agency', async () => {
  const bo = await withRequests('bo-late')
  const { at } = await ask(bo)
  world.setNow('2026-12-21T09:00:00Z')
  const [again, atWork] = [await enter(town, 'bo-late'), await enter(town, 'farid')]
  assert.match(textOf((await again.see(at)).body), /should have come by 20 December 2026/)
  assert.match((await atWork.see('/work/corrections')).body, /Overdue/)
})
