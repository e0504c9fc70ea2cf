import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rows, sql } from '#platform'
import { assessmentOf } from './assessment-store.ts'
import { decideCase } from './decide-case.ts'
import { caseById } from './store.ts'
import { boAnswers, letRulesWork, send, testTown } from './testing/town.ts'

const world = await testTown()
const ines = { id: 'ines', agency: 'civil-registry', name: 'Inês Carvalho' }
const untold = {
  ...boAnswers,
  children: [{ givenNames: 'Ama', familyName: 'Mensah', bornOn: '2026-11-10', bornAt: 'at home', sex: 'female' }],
}
const family: (string | [string, string])[] = [
  'register-birth',
  ['child-health-cover', 'register-birth'],
  ['child-benefit', 'register-birth'],
  ['childcare-place', 'register-birth'],
]

test('a birth the hospital told of is registered by rule, its certificate issued, and what waited for it begins', async () => {
  const { person, caseOf } = await send(world, family)
  await letRulesWork(world)
  const birth = await caseById(world, caseOf('register-birth').id)
  assert.equal(birth.decision?.outcome, 'granted')
  assert.equal(birth.decision?.by, 'rules')
  assert.equal(birth.decision?.documents.length, 1)
  assert.equal((await caseById(world, caseOf('child-health-cover').id)).decision?.outcome, 'granted')
  assert.equal((await caseById(world, caseOf('childcare-place').id)).state, 'open')
  const documents = await rows<{ document: string }>(
    world,
    sql`select document from documents.document where person_id = ${person}`,
  )
  assert.equal(documents.filter(({ document }) => document === 'birth-certificate').length, 1)
})

test('twins get a birth certificate each', async () => {
  const [freja] = boAnswers.children as object[]
  const twins = { ...boAnswers, children: [freja, { ...freja, givenNames: 'Liv', noticeId: 'BN-2026-0418' }] }
  const { caseOf } = await send(world, ['register-birth'], { answers: twins })
  await letRulesWork(world)
  assert.equal((await caseById(world, caseOf('register-birth').id)).decision?.documents.length, 2)
})

test('money that the rules work out stands with the decision', async () => {
  const { caseOf } = await send(world, family)
  await letRulesWork(world)
  const { decision } = await caseById(world, caseOf('child-benefit').id)
  assert.equal(decision?.outcome, 'granted')
  assert.equal(decision?.pays?.currency, 'EUR')
  assert.ok(decision?.pays && decision.pays.amountMinor > 0)
})

test('a refusal by one agency leaves the others untouched', async () => {
  const rich = { ...boAnswers, household: { incomeLastYear: 25_000_000 } }
  const { caseOf } = await send(world, family, { answers: rich })
  await letRulesWork(world)
  assert.equal((await caseById(world, caseOf('child-benefit').id)).decision?.outcome, 'refused')
  assert.equal((await caseById(world, caseOf('register-birth').id)).decision?.outcome, 'granted')
  assert.equal((await caseById(world, caseOf('child-health-cover').id)).decision?.outcome, 'granted')
  assert.equal((await caseById(world, caseOf('childcare-place').id)).state, 'open')
})

test('what the rules leave open stays for an officer, with everything the rules looked at', async () => {
  const { caseOf } = await send(world, ['register-birth'], { answers: untold })
  await letRulesWork(world)
  const birth = await caseById(world, caseOf('register-birth').id)
  assert.equal(birth.state, 'open')
  const assessment = await assessmentOf(world, birth)
  assert.equal(assessment?.outcome, 'officer')
  assert.ok(assessment && assessment.trace.length > 0)
  assert.equal(assessment.judgedOn, '2026-11-21')
})

test('when the case they wait for is refused, the waiting ones are closed, and the person is told why', async () => {
  const { person, caseOf } = await send(world, ['register-birth', ['child-health-cover', 'register-birth']], { answers: untold })
  await letRulesWork(world)
  await decideCase(world, caseOf('register-birth').id, { outcome: 'refused', reason: 'This birth was registered before.' }, ines)
  await letRulesWork(world)
  const cover = await caseById(world, caseOf('child-health-cover').id)
  assert.equal(cover.decision?.outcome, 'closed')
  const messages = await rows<{ text: Record<string, string> }>(
    world,
    sql`select text from mailbox.message where person_id = ${person} and about = ${cover.id} and kind = 'decided'`,
  )
  assert.match(messages[0]!.text.en!, /was waiting for “Register a birth”, which was not granted/)
})

test('when an officer grants the case they wait for, the waiting ones begin', async () => {
  const { caseOf } = await send(world, ['register-birth', ['child-health-cover', 'register-birth']], { answers: untold })
  await letRulesWork(world)
  await decideCase(world, caseOf('register-birth').id, { outcome: 'granted', reason: 'The midwife came in person.' }, ines)
  await letRulesWork(world)
  assert.notEqual((await caseById(world, caseOf('child-health-cover').id)).state, 'waiting-on-other')
})

test('a case begun under a version that is gone is never judged by another', async () => {
  const { caseOf } = await send(world, ['register-birth'])
  const newer = new Map(world.catalogue.services)
  newer.set('register-birth', { ...newer.get('register-birth')!, version: 99 })
  await letRulesWork({ ...world, catalogue: { ...world.catalogue, services: newer } })
  const birth = await caseById(world, caseOf('register-birth').id)
  assert.equal(birth.state, 'open')
  assert.equal((await assessmentOf(world, birth))?.because, 'other-version')
})
