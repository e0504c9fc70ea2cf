import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { openText, rows, sql } from '#platform'
import type { PretendRegister } from '../registers/adapters/pretend.ts'
import { askAgain, askRegisters } from './ask-registers.ts'
import { chooseServices } from './choose-services.ts'
import { confirmKnown } from './confirm-known.ts'
import { freja, income, POPULATION, populationOf, signedIn, TAX, testTown, walker } from './testing/town.ts'

const { world, registers, resetRegisters } = await testTown()
afterEach(resetRegisters)

const INCOME = 'tax.assessed-income'
const NOTICES = 'population.birth-notices'

async function bo(subject: string, walking: Parameters<typeof walker>[1] = {}) {
  const her = walker(world, { person: (await signedIn(world, subject)).person, ...walking })
  const draft = await her.start()
  const of = { personId: her.person, id: draft.id }
  const now = async () => (await her.placeNow(draft)).draft
  return { ...her, draft, of, now, to: (place: string) => her.walkTo(draft, place) }
}

test('whatever the registers tell is not asked: pages they answer whole are gone', async () => {
  const her = await bo('told')
  const answered = await her.to('check')
  assert.deepEqual(answered, [
    'register-birth.child:1',
    'child-benefit.account',
    'childcare-place.place',
    'childcare-place.needs',
    'childcare-place.contact',
  ])
  const { answers, told } = await her.now()
  assert.deepEqual((answers.household as { incomeLastYear: number }).incomeLastYear, income.assessedIncomeMinor)
  assert.equal(told['household.incomeLastYear'], INCOME)
})

test('a number the hospital gave and no page asks still reaches the registry, and no other agency', async () => {
  const her = await bo('notice')
  await her.to('check')
  const sent = await her.send(her.draft)
  assert.equal(sent.result, 'sent')
  const facts = await factsHeld(her.person)
  assert.equal((facts['register-birth']!.children as { noticeId?: string }[])[0]!.noticeId, freja.noticeId)
  assert.equal((facts['child-benefit']!.children as { noticeId?: string }[])[0]!.noticeId, undefined)
  assert.equal(facts['childcare-place']!.household, undefined, 'the city is not told of anybody’s income')
  assert.equal(facts['register-birth']!.childcare, undefined)
})

const failures: Record<string, PretendRegister> = {
  'is down': () => ({ reason: 'unreachable' }),
  'never answers': () => 'hung',
  'talks nonsense': () => ({ status: 200, json: { assessedIncomeMinor: 'a lot' } }),
  'refuses us': () => ({ refused: 403 }),
  'breaks inside': () => ({ status: 500, json: null }),
}

for (const [how, register] of Object.entries(failures))
  test(`a register that ${how} takes nothing away: the person types instead`, async () => {
    registers[TAX] = register
    const her = await bo(`register ${how}`)
    const answered = await her.to('check')
    assert.ok(answered.includes('child-benefit.income'))
    const { lookups, told, answers } = await her.now()
    assert.equal(lookups[INCOME]?.status, 'unavailable')
    assert.equal(told['household.incomeLastYear'], undefined)
    assert.equal((answers.household as { incomeLastYear: number }).incomeLastYear, 5_430_000)
    assert.equal((await her.send(her.draft)).result, 'sent')
  })

test('a register that knows nothing of the person is not asked again, and the person is', async () => {
  registers[TAX] = () => ({ status: 404, json: null })
  const her = await bo('unknown-to-tax')
  assert.ok((await her.to('check')).includes('child-benefit.income'))
  assert.equal((await her.now()).lookups[INCOME]?.status, 'nothing')
})

test('a register asked again later tells what it could not tell before', async () => {
  registers[TAX] = failures['is down']!
  const her = await bo('again')
  await her.to('child-benefit.account')
  resetRegisters()
  await askAgain(world, her.of, INCOME)
  const { lookups, told, confirmed } = await her.now()
  assert.deepEqual([lookups[INCOME]?.status, told['household.incomeLastYear'], confirmed], ['typed', undefined, false])
  const him = await bo('again-before-typing')
  registers[TAX] = failures['is down']!
  await him.to('register-birth.child:1')
  resetRegisters()
  await askAgain(world, him.of, INCOME)
  assert.equal((await him.now()).told['household.incomeLastYear'], INCOME)
})

test('what a person has typed is never overwritten by a register that answers later', async () => {
  registers[POPULATION] = () => ({ reason: 'unreachable' })
  const her = await bo('typed-first', { typed: { 'applicant.givenNames': 'Boudica', 'child.givenNames': 'Ama' } })
  await her.to('check')
  registers[POPULATION] = populationOf([freja, { ...freja, noticeId: 'BN-2', bornOn: '2026-11-15' }])
  for (const query of ['population.person', NOTICES, 'population.household']) await askAgain(world, her.of, query)
  const { answers, told, lookups } = await her.now()
  assert.equal((answers.applicant as { givenNames: string }).givenNames, 'Boudica')
  assert.deepEqual(
    (answers.children as { givenNames: string; noticeId?: string }[]).map(child => [child.givenNames, child.noticeId]),
    [['Ama', undefined]],
  )
  assert.deepEqual(told, { 'household.incomeLastYear': INCOME })
  assert.equal(lookups[NOTICES]?.status, 'typed')
  assert.equal(
    lookups['population.household']?.status,
    'typed',
    'she lives alone, she said: no partner comes back by the register',
  )
})

test('an answer left open when the register failed is filled when it answers', async () => {
  registers[POPULATION] = question =>
    question.path.endsWith('/household') ? { reason: 'unreachable' } : populationOf([freja])(question)
  const her = await bo('half-typed')
  await her.to('child-benefit.household')
  await her.answer(her.draft, 'child-benefit.household', { 'household.livesWithPartner': 'yes' })
  resetRegisters()
  await askAgain(world, her.of, 'population.household')
  const { answers, told } = await her.now()
  assert.equal((answers.household as { partnerGivenNames: string }).partnerGivenNames, 'Sam')
  assert.deepEqual([told['household.partnerGivenNames'], told['household.livesWithPartner']], ['population.household', undefined])
})

test('without consent a register is not asked, the person is, and may still agree afterwards', async () => {
  let asked = 0
  registers[TAX] = () => {
    asked++
    return { status: 200, json: income }
  }
  const her = await bo('declines', { consents: [] })
  await her.to('known')
  assert.deepEqual([asked, (await her.now()).lookups[INCOME]?.status], [0, 'declined'])
  await askRegisters(world, her.of, [INCOME])
  assert.deepEqual([asked, (await her.now()).lookups[INCOME]?.status], [1, 'told'])
  await askRegisters(world, her.of, [INCOME])
  assert.equal(asked, 1, 'a register that has told is not asked a second time')
})

test('asking one silent register again declines no other', async () => {
  registers[TAX] = failures['is down']!
  registers[POPULATION] = () => ({ reason: 'unreachable' })
  const her = await bo('one-again')
  await her.to('known')
  await askAgain(world, her.of, NOTICES)
  assert.equal((await her.now()).lookups[INCOME]?.status, 'unavailable')
  await askAgain(world, her.of, 'population.nobody')
})

test('what the person says is wrong is asked, and nothing of it is kept', async () => {
  const her = await bo('disputes')
  await her.to('known')
  await confirmKnown(world, her.of, [NOTICES])
  const { answers, told } = await her.now()
  assert.ok(!Object.keys(told).some(key => key.startsWith('child.')))
  assert.deepEqual(answers.children, [{}])
  const answered = await her.to('check')
  assert.ok(answered.includes('register-birth.child:1') && answered.includes('register-birth.other-parent:1'))
  const sent = await her.send(her.draft)
  assert.ok(sent.result === 'sent')
  const [child] = (await factsHeld(her.person))['register-birth']!.children as { noticeId?: string; givenNames: string }[]
  assert.deepEqual([child!.noticeId, child!.givenNames], [undefined, 'Freja'])
})

test('twins get an entry each, also where the register tells more of the second', async () => {
  const { otherParent: _, ...first } = freja
  registers[POPULATION] = populationOf([first, { ...freja, noticeId: 'BN-2' }])
  const her = await bo('twins')
  const answered = await her.to('check')
  assert.deepEqual(
    answered.filter(step => step.startsWith('register-birth')),
    ['register-birth.child:1', 'register-birth.child:2', 'register-birth.other-parent:1'],
  )
  await confirmKnown(world, her.of, [NOTICES])
  const { told, answers } = await her.now()
  assert.deepEqual(
    [Object.keys(told).filter(key => key.startsWith('child.')), JSON.stringify(answers.children).includes('BN-2')],
    [[], false],
  )
})

test('two windows asking at once tell the same once, and lose nothing', async () => {
  const her = await bo('two-windows')
  await her.to('registers')
  await Promise.all([1, 2, 3].map(() => askRegisters(world, her.of, [INCOME])))
  const { lookups, answers } = await her.now()
  assert.ok(Object.values(lookups).every(lookup => lookup.status === 'told'))
  assert.equal((answers.children as unknown[]).length, 1)
})

test('a window whose register failed takes nothing from the one that was told', async () => {
  let calls = 0
  registers[TAX] = () => (calls++ === 0 ? { status: 200, json: income } : { reason: 'unreachable' })
  const her = await bo('one-window-fails')
  await her.to('registers')
  await Promise.all([1, 2, 3].map(() => askRegisters(world, her.of, [INCOME])))
  const { lookups, told } = await her.now()
  assert.deepEqual([lookups[INCOME]?.status, told['household.incomeLastYear']], ['told', INCOME])
})

test('facts of services left out are neither asked of anybody nor sent', async () => {
  const her = await bo('few', { services: ['childcare-place'] })
  const answered = await her.to('check')
  assert.ok(!answered.some(step => step.startsWith('child-benefit')))
  assert.equal((await her.now()).lookups[INCOME], undefined, 'no register is asked for it either')
})

test('a service chosen later brings its own registers and questions, and one left again takes its answers out', async () => {
  const her = await bo('later', { services: ['childcare-place'] })
  await her.to('check')
  const before = (await her.placeNow(her.draft)).digest
  await chooseServices(world, her.of, ['child-benefit', 'childcare-place', 'nonsense'])
  assert.deepEqual(await her.to('check'), ['child-benefit.account'])
  await chooseServices(world, her.of, ['childcare-place'])
  const after = await her.placeNow(her.draft)
  assert.equal(after.digest, before, 'bank account and income are kept in the draft and not sent')
  assert.match((after.draft.answers.applicant as { bankAccount: string }).bankAccount, /^vault:[0-9a-f-]{36}:3000$/)
  await chooseServices(world, her.of, ['child-benefit', 'childcare-place'])
  assert.equal((await her.placeNow(her.draft)).place.at, 'check', 'and they are there again when it is wanted again')
})

test('the person can see who looked: every question put to a register is written down with its law or consent', async () => {
  const her = await bo('written-down')
  await her.to('known')
  const looks = await rows<{ query: string; law: string | null; consentId: string | null; service: string }>(
    world,
    sql`select query, law, consent_id, service from registers.lookup where person_id = ${her.person} order by query`,
  )
  assert.deepEqual(
    looks.map(({ query, law, consentId, service }) => [query, law ?? Boolean(consentId), service]),
    [
      [NOTICES, 'Civil Status Act 2019 s.12', 'register-birth'],
      ['population.household', 'Family Support Act 2021 s.4', 'child-benefit'],
      ['population.person', 'Population Register Act 2017 s.8', 'register-birth'],
      [INCOME, true, 'child-benefit'],
    ],
  )
})

async function factsHeld(person: string): Promise<Record<string, Record<string, unknown>>> {
  const held = await rows<{ service: string; sealedFacts: string }>(
    world,
    sql`select service, sealed_facts from cases.case_file where person_id = ${person}`,
  )
  return Object.fromEntries(held.map(one => [one.service, JSON.parse(openText(world, one.sealedFacts)).answers]))
}
