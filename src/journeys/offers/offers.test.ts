import assert from 'node:assert/strict'
import { test } from 'node:test'
import { casesOf } from '#cases'
import type { Message } from '#mailbox'
import { openEntries, openText, rows, run, sql } from '#platform'
import { changeDataKey, withKeyRing } from '#platform/testing'
import { placeOf } from '../place-of.ts'
import { countOf, INSURANCE, POPULATION, populationOf, signedIn, TAX, testTown, walker, withService } from '../testing/town.ts'
import { considerHappenings } from './consider-happenings.ts'
import { declineOffer, putOffOffer } from './decline-offer.ts'
import { expireOffers } from './expire-offers.ts'
import { ALL } from './offer.ts'
import { offersOf, waitingOffers } from './offer-store.ts'
import { shownOffer } from './offer-view.ts'
import { resumeOffers, stopOffers } from './stop-offers.ts'
import { acceptOffer } from './take-up-offer.ts'
import { born, considerAll, happens, meet, notMade, offeredTo, registered } from './testing/happened.ts'

const town = await testTown()
const signer = { kid: 'test', keys: [], sign: async () => 'signed' }
const world = { ...(await withKeyRing(town.world)), signer, publicUrl: 'https://fairhaven.example' }
const { registers, resetRegisters } = town

const old = ({ path }: { path: string }) => ({
  status: 200,
  json: path.endsWith('/household')
    ? { livesWithPartner: false }
    : {
        ...{ givenNames: 'Odd', familyName: 'Berg', bornOn: '1961-11-20' },
        address: { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
      },
})

const lettersOf = (person: string) => rows<Message>(world, sql`select * from mailbox.message where person_id = ${person}`)

/** Somebody who turned 65 the day before, and what is offered to them. */
async function pensioner(language: 'en' | 'fr' | 'ar' = 'en') {
  registers[POPULATION] = old
  const met = await meet(world, { language })
  await happens(world, 'person.turned-65', { people: [met.nationalId] })
  await considerAll(world)
  resetRegisters()
  const offer = (await offeredTo(world, met.person))['old-age-pension']!
  return { ...met, offer, digest: (await shownOffer(world, offer)).digest }
}

test('a registered birth offers child benefit to the parent, and grants the child’s health cover outright', async () => {
  const { person, nationalId } = await meet(world)
  await born(world, nationalId)
  await considerAll(world)
  const { 'child-benefit': benefit, 'child-health-cover': cover } = await offeredTo(world, person)
  assert.deepEqual([benefit!.state, cover!.state], ['open', 'granted'])
  const cases = await casesOf(world, person)
  assert.deepEqual(
    cases.map(({ service, decision }) => [service, decision?.outcome]),
    [['child-health-cover', 'granted']],
  )
  const opened = await rows<{ by: string; facts: { event: string; law: string } }>(
    world,
    sql`select by, facts from platform.event where kind = 'case.opened' and person_id = ${person}`,
  )
  assert.deepEqual(
    opened.map(({ by, facts }) => [by, facts.event, facts.law]),
    [['system', 'birth.registered', 'Health Cover Act 2018 s.2']],
  )
})

/** What the database has of a person in their journeys and cases, opened; and the accounts that the vault keeps for an agency. */
async function accountsOf(person: string) {
  const found = await rows<{ sealed: string }>(
    world,
    sql`select sealed_answers as sealed from journeys.draft where person_id = ${person}
        union all select sealed_facts from cases.case_file where person_id = ${person}`,
  )
  const tokens = await rows<{ token: string }>(
    world,
    sql`select token from vault.entry where person_id = ${person} and about is not null`,
  )
  const kept = await openEntries(
    world,
    person,
    tokens.map(({ token }) => token),
  )
  return { outside: found.map(({ sealed }) => openText(world, sealed)).join(), kept: [...kept.values()] }
}

test('an account that a register tells of goes into the vault, whether the pension is offered or granted outright', async () => {
  const offered = await pensioner()
  const startsOn = { ...world.catalogue.services.get('old-age-pension')!.startsOn!, mode: 'grant' } as const
  const granting = { ...world, catalogue: withService(world.catalogue, 'old-age-pension', { startsOn }) }
  registers[POPULATION] = old
  const granted = await meet(granting)
  await happens(granting, 'person.turned-65', { people: [granted.nationalId] })
  await considerAll(granting)
  resetRegisters()
  assert.equal((await offeredTo(world, granted.person))['old-age-pension']!.state, 'granted')
  for (const { person } of [offered, granted]) {
    const { outside, kept } = await accountsOf(person)
    assert.match(outside, /vault:[0-9a-f-]{36}:5432/)
    assert.ok(!outside.includes('GB82WEST12345698765432'))
    assert.deepEqual(kept, ['GB82WEST12345698765432'])
  }
})

test('nobody’s consent is taken for given: only what a law lets be asked is looked up, in the system’s name', async () => {
  const { person, nationalId } = await meet(world)
  registers[TAX] = () => assert.fail('income rests on consent')
  await born(world, nationalId)
  await considerAll(world)
  resetRegisters()
  const looks = await rows<{ query: string; by: string; law: string | null }>(
    world,
    sql`select distinct query, by, law from registers.lookup where person_id = ${person} order by query`,
  )
  assert.deepEqual(looks, [
    { query: 'population.household', by: 'system', law: 'Family Support Act 2021 s.4' },
    { query: 'population.person', by: 'system', law: 'Population Register Act 2017 s.8' },
  ])
  const shown = await shownOffer(world, (await offeredTo(world, person))['child-benefit']!)
  assert.deepEqual(
    shown.missing.map(({ fact, lookup }) => [fact.name, lookup?.from]),
    [
      ['household.incomeLastYear', 'tax.assessed-income'],
      ['applicant.bankAccount', undefined],
    ],
  )
})

test('the message says what happened, that it is an offer, on which law and until when, in three languages', async () => {
  const { person, nationalId } = await meet(world, { language: 'ar' })
  await born(world, nationalId)
  await considerAll(world)
  const messages = await lettersOf(person)
  assert.deepEqual(messages.map(({ kind }) => kind).sort(), ['decided', 'notice', 'offer'])
  const { text, subject } = messages.find(({ kind }) => kind === 'offer')!
  assert.equal(subject.en, 'An offer: Child benefit')
  assert.match(
    text.en!,
    /A birth was registered \(20 November 2026\)[\s\S]*Family Support Act 2021 s\.4[\s\S]*until 19 February 2027/,
  )
  assert.match(text.fr!, /Une naissance a été enregistrée/)
  assert.match(text.ar!, /سُجِّلت ولادة/)
})

test('where nothing is missing an offer is accepted in one act, with its receipt, however often it is pressed', async () => {
  const { person, offer, digest } = await pensioner()
  assert.deepEqual((await shownOffer(world, offer)).missing, [])
  const pressed = await Promise.all([1, 2, 3].map(() => acceptOffer(world, { personId: person, id: offer.id, digest })))
  const again = await acceptOffer(world, { personId: person, id: offer.id, digest })
  const receipts = [...pressed, again].map(sent => (sent.result === 'sent' ? sent.submission.reference : sent.result))
  assert.equal(new Set(receipts).size, 1)
  const count = await countOf(world, person)
  assert.deepEqual([count.submissions, count.cases], [1, 1])
  assert.equal(count.events.filter(kind => kind === 'offer.accepted').length, 1)
  const accepted = (await offeredTo(world, person))['old-age-pension']!
  assert.deepEqual([accepted.state, accepted.reference], ['accepted', receipts[0]])
  await considerAll(world)
  const [pension] = await casesOf(world, person)
  assert.deepEqual([pension!.decision?.outcome, pension!.decision?.pays?.amountMinor], ['granted', 122_400])
})

test('an offer that is accepted as it was not shown sends nothing', async () => {
  const { person, offer } = await pensioner()
  assert.equal((await acceptOffer(world, { personId: person, id: offer.id, digest: 'other' })).result, 'changed')
  assert.equal((await countOf(world, person)).submissions, 0)
  assert.equal((await offeredTo(world, person))['old-age-pension']!.state, 'open')
})

test('another person’s offer is not there', async () => {
  const { offer, digest } = await pensioner()
  const { person } = await meet(world)
  const of = { personId: person, id: offer.id }
  for (const act of [() => acceptOffer(world, { ...of, digest }), () => declineOffer(world, of), () => putOffOffer(world, of)])
    await assert.rejects(act, { code: 'OFFER_NOT_FOUND' })
})

test('an offer with something missing opens its journey prefilled, and is accepted when that is sent', async () => {
  const { person, nationalId } = await meet(world)
  await happens(world, 'job.ended', { people: [nationalId] })
  await considerAll(world)
  const offer = (await offeredTo(world, person))['jobseeker-help']!
  assert.deepEqual(offer.missing, ['jobseeker.isWorking'])
  const of = { personId: person, id: offer.draftId! }
  assert.equal((await placeOf(world, of)).place.at, 'known')
  const walk = walker(world, {
    person,
    typed: { 'jobseeker.isWorking': 'no', 'jobseeker.startsOn': { day: '14', month: '1', year: '2027' } },
  })
  assert.deepEqual(await walk.walkTo({ id: offer.draftId! }, 'check'), ['jobseeker-help.work'])
  assert.equal((await walk.send({ id: offer.draftId! })).result, 'sent')
  await considerAll(world)
  assert.equal((await offeredTo(world, person))['jobseeker-help']!.state, 'accepted')
})

test('somebody who by what registers know cannot get it is told nothing, and only that is counted', async () => {
  const before = await notMade(world, 'jobseeker-help')
  registers[POPULATION] = old
  const { person, nationalId } = await meet(world)
  await happens(world, 'job.ended', { people: [nationalId] })
  await considerAll(world)
  resetRegisters()
  assert.deepEqual(await offersOf(world, person), [])
  assert.deepEqual(await lettersOf(person), [])
  assert.deepEqual((await notMade(world, 'jobseeker-help')).slice(before.length), [{ because: 'not-eligible' }])
  const tied = await rows(world, sql`select 1 from platform.event where kind = 'offer.not-made' and person_id is not null`)
  assert.deepEqual(tied, [])
})

test('what happened is offered once, however often and in whichever order it is told', async () => {
  const { person, nationalId } = await meet(world)
  const news = { number: 'same', people: [nationalId] }
  await happens(world, 'job.ended', news)
  await happens(world, 'job.ended', news)
  await Promise.all([considerHappenings(world), considerHappenings(world)])
  await happens(world, 'job.ended', news)
  await considerAll(world)
  assert.equal((await offersOf(world, person)).length, 1)
})

test('an event that comes later than an offer of it would stand has no effect', async () => {
  const { person, nationalId } = await meet(world)
  await happens(world, 'job.ended', { people: [nationalId], on: '2026-09-01' })
  await considerAll(world)
  assert.deepEqual(await offersOf(world, person), [])
  assert.equal((await notMade(world, 'jobseeker-help')).at(-1)!.because, 'too-late')
})

test('whoever has asked for it since it happened is not offered it; for another child they are', async () => {
  const { person, nationalId } = await meet(world)
  const walk = walker(world, { person, services: ['child-benefit'] })
  await walk.send((await walk.ready()).draft)
  await born(world, nationalId)
  await considerAll(world)
  assert.deepEqual(await offersOf(world, person), [])
  await born(world, nationalId, { ...registered, noticeId: 'BN-2026-0555', givenNames: 'Ida' })
  await considerAll(world)
  assert.deepEqual(Object.keys(await offeredTo(world, person)).sort(), ['child-benefit', 'child-health-cover'])
})

test('the first of the people it is for whom we know is offered it, and nobody else', async () => {
  const [one, two] = [await meet(world), await meet(world)]
  await happens(world, 'job.ended', { people: ['FH-nobody', one.nationalId, two.nationalId] })
  await considerAll(world)
  assert.deepEqual([(await offersOf(world, one.person)).length, (await offersOf(world, two.person)).length], [1, 0])
})

test('what is for somebody we do not know waits, and is offered when they come', async () => {
  const nationalId = 'FH-late-comer'
  await happens(world, 'job.ended', { number: 'waits', people: [nationalId] })
  await considerAll(world)
  const [waiting] = await rows(world, sql`select done_at, due_at from registers.happening where number = 'waits'`)
  assert.deepEqual(waiting, { doneAt: null, dueAt: null })
  const { person } = await signedIn(world, 'latecomer', nationalId)
  await considerAll(world)
  await considerAll(world)
  assert.equal((await offeredTo(world, person))['jobseeker-help']!.state, 'open')
})

test('what waits for somebody is found when they come, told again it is the same, though the keys have changed and the old one is destroyed', async () => {
  const told = { number: 'waits-long', people: ['FH-later-comer'] }
  await happens(world, 'job.ended', told)
  await considerAll(world)
  await changeDataKey(world)
  assert.deepEqual((await happens(world, 'job.ended', told)).known, ['waits-long'])
  const { person } = await signedIn(world, 'latercomer', 'FH-later-comer')
  await considerAll(world)
  await considerAll(world)
  assert.equal((await offeredTo(world, person))['jobseeker-help']!.state, 'open')
})

test('one event that cannot be looked at keeps no other waiting, is tried again, and is given up in the end, not lost', async () => {
  const [bad, good] = [await meet(world), await meet(world)]
  const poison = {
    ...world,
    catalogue: withService(world.catalogue, 'old-age-pension', { startsOn: { event: 'person.turned-65' } as never }),
  }
  await happens(world, 'person.turned-65', { number: 'poison', people: [bad.nationalId] })
  await happens(world, 'job.ended', { people: [good.nationalId] })
  for (let day = 21; day < 23; day++)
    for (let hour = 10; hour < 24; hour++) {
      world.setNow(`2026-11-${day}T${hour}:00:00Z`)
      while ((await considerHappenings({ ...poison, now: world.now })) > 0);
    }
  world.setNow('2026-11-21T09:00:00Z')
  assert.equal((await offersOf(world, good.person)).length, 1)
  const [left] = await rows<{ tries: number; givenUp: boolean }>(
    world,
    sql`select tries, given_up_at is not null as given_up from registers.happening where number = 'poison' and done_at is null`,
  )
  assert.deepEqual(left, { tries: 20, givenUp: true })
})

test('a program that dies over an event leaves it to be taken again', async () => {
  const { person, nationalId } = await meet(world)
  await happens(world, 'job.ended', { number: 'died', people: [nationalId] })
  await run(
    world,
    sql`update registers.happening set due_at = ${new Date('2026-11-21T09:02:00Z')}, tries = 1 where number = 'died'`,
  )
  await considerAll(world)
  assert.equal((await offersOf(world, person)).length, 0)
  world.setNow('2026-11-21T09:02:01Z')
  await considerAll(world)
  world.setNow('2026-11-21T09:00:00Z')
  assert.equal((await offersOf(world, person)).length, 1)
})

test('an offer declined is gone with what was made ready for it, and can be declined twice', async () => {
  const { person, offer } = await pensioner()
  await declineOffer(world, { personId: person, id: offer.id })
  await declineOffer(world, { personId: person, id: offer.id })
  const drafts = await rows(world, sql`select 1 from journeys.draft where person_id = ${person}`)
  assert.deepEqual([drafts, (await offeredTo(world, person))['old-age-pension']!.state], [[], 'declined'])
  await assert.rejects(() => acceptOffer(world, { personId: person, id: offer.id, digest: '' }), { code: 'OFFER_CLOSED' })
})

test('an offer put off is not shown first for two weeks, and can be accepted all the same', async () => {
  const { person, offer, digest } = await pensioner()
  const waiting = async (on: string) => (await waitingOffers(world, person, on)).length
  assert.equal(await waiting('2026-11-21'), 1)
  await putOffOffer(world, { personId: person, id: offer.id })
  assert.deepEqual([await waiting('2026-12-04'), await waiting('2026-12-05')], [0, 1])
  assert.equal((await acceptOffer(world, { personId: person, id: offer.id, digest })).result, 'sent')
})

test('whoever never wants it offered again is not, until they change their mind', async () => {
  const { person, nationalId } = await meet(world)
  const jobEnds = () => happens(world, 'job.ended', { people: [nationalId] }).then(() => considerAll(world))
  await jobEnds()
  await stopOffers(world, { personId: person, service: 'jobseeker-help' })
  assert.equal((await offeredTo(world, person))['jobseeker-help']!.state, 'declined')
  await jobEnds()
  assert.equal((await offersOf(world, person)).length, 1)
  await resumeOffers(world, { personId: person, service: 'jobseeker-help' })
  await jobEnds()
  assert.equal((await offersOf(world, person)).length, 2)
})

test('whoever wants no offers at all gets none, and what the law grants all the same', async () => {
  const { person, nationalId } = await meet(world)
  await stopOffers(world, { personId: person, service: ALL })
  await born(world, nationalId)
  await considerAll(world)
  assert.deepEqual(
    (await offersOf(world, person)).map(({ service, state }) => [service, state]),
    [['child-health-cover', 'granted']],
  )
})

test('an offer ends after its last day, with what was made ready for it', async () => {
  const { person, offer, digest } = await pensioner()
  assert.equal(offer.expiresOn, '2027-05-20')
  world.setNow('2027-05-20T12:00:00Z')
  await expireOffers(world)
  assert.equal((await offeredTo(world, person))['old-age-pension']!.state, 'open')
  world.setNow('2027-05-21T12:00:00Z')
  await assert.rejects(() => acceptOffer(world, { personId: person, id: offer.id, digest }), { code: 'OFFER_CLOSED' })
  await expireOffers(world)
  world.setNow('2026-11-21T09:00:00Z')
  assert.equal((await offeredTo(world, person))['old-age-pension']!.state, 'expired')
  assert.deepEqual(await rows(world, sql`select 1 from journeys.draft where person_id = ${person}`), [])
})

test('an offer whose service is asked for another way is overtaken', async () => {
  const { person, nationalId } = await meet(world)
  await born(world, nationalId)
  await considerAll(world)
  registers[POPULATION] = populationOf([{ ...registered, noticeId: 'BN-2026-0999' }])
  const walk = walker(world, { person, services: ['child-benefit'] })
  await walk.send((await walk.ready()).draft)
  resetRegisters()
  await considerAll(world)
  assert.equal((await offeredTo(world, person))['child-benefit']!.state, 'overtaken')
})

// Last: the breaker of a register that was silent stays open for a while.
test('a register that does not answer delays what it was asked for, and at last what is known has to do', async () => {
  const { person, nationalId } = await meet(world)
  registers[INSURANCE] = () => ({ reason: 'timeout' })
  registers[POPULATION] = old
  await happens(world, 'person.turned-65', { people: [nationalId] })
  await considerAll(world)
  assert.deepEqual(await offersOf(world, person), [])
  for (let hour = 10; hour < 22; hour++) {
    world.setNow(`2026-11-21T${hour}:00:00Z`)
    await considerAll(world)
  }
  world.setNow('2026-11-21T09:00:00Z')
  resetRegisters()
  const offer = (await offeredTo(world, person))['old-age-pension']!
  assert.ok((await shownOffer(world, offer)).missing.some(({ fact }) => fact.name === 'pension.insuredYears'))
})
