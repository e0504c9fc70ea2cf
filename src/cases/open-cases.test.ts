import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rows, sql } from '#platform'
import { caseById, casesOf, casesOfSubmission, factsOf } from './store.ts'
import { boAnswers, send, testTown } from './testing/town.ts'

const world = await testTown()
const HAVING_A_CHILD = ['register-birth', ['child-health-cover', 'register-birth'], 'childcare-place'] as const

test('one submission opens a case with each agency, each with its own reference and promised day', async () => {
  const { person, opened } = await send(world, [...HAVING_A_CHILD.map(part => part as string | [string, string])])
  const cases = await casesOf(world, person)
  assert.equal(cases.length, 3)
  assert.equal(new Set(opened.map(({ reference }) => reference)).size, 3)
  assert.deepEqual(new Set(cases.map(({ agency }) => agency)), new Set(['civil-registry', 'health-fund', 'municipality']))
  assert.equal(opened.find(({ service }) => service === 'register-birth')!.dueOn, '2026-11-25')
})

test('a case that comes after another waits for it', async () => {
  const { caseOf } = await send(world, ['register-birth', ['child-health-cover', 'register-birth']])
  assert.equal((await caseById(world, caseOf('child-health-cover').id)).state, 'waiting-on-other')
  assert.equal((await caseById(world, caseOf('register-birth').id)).state, 'open')
})

test('a case whose forerunner was not asked for waits for nobody', async () => {
  const { caseOf } = await send(world, [['childcare-place', 'register-birth']])
  assert.equal((await caseById(world, caseOf('childcare-place').id)).state, 'open')
})

test('an agency gets only the facts that its service needs, and where each came from', async () => {
  const { caseOf } = await send(world, ['childcare-place', 'register-birth'])
  const { answers, sources } = await factsOf(world, await caseById(world, caseOf('childcare-place').id))
  assert.equal('household' in answers, false)
  assert.deepEqual(Object.keys(answers.applicant as object).sort(), ['familyName', 'givenNames', 'residence', 'telephone'])
  assert.deepEqual((answers.children as unknown[])[0], { givenNames: 'Freja', familyName: 'Lindgren', bornOn: '2026-11-14' })
  assert.deepEqual(sources, { 'applicant.residence': 'population.person', 'child.bornOn 0': 'population.birth-notices' })
})

test('no word of what a person sent can be read in the tables or the event log', async () => {
  const { person } = await send(world, ['register-birth'])
  const stored = await rows<{ text: string }>(
    world,
    sql`select c::text as text from cases.case_file c where person_id = ${person}
        union all select e::text from platform.event e where person_id = ${person}`,
  )
  assert.ok(stored.length >= 2)
  assert.doesNotMatch(stored.map(({ text }) => text).join(), /Lindgren|Freja|Harbour/)
})

test('each agency’s receipt lies in the mailbox, and every opening is on record', async () => {
  const { person, opened } = await send(world, ['register-birth', 'childcare-place'])
  const messages = await rows<{ about: string; kind: string }>(
    world,
    sql`select about, kind from mailbox.message where person_id = ${person}`,
  )
  const events = await rows<{ about: string }>(
    world,
    sql`select about from platform.event where person_id = ${person} and kind = 'case.opened'`,
  )
  const ids = opened.map(({ id }) => id).sort()
  assert.deepEqual(messages.map(({ about }) => about).sort(), ids)
  assert.deepEqual(events.map(({ about }) => about).sort(), ids)
})

test('the same submission opened twice leaves one set of cases', async () => {
  const first = await send(world, ['register-birth', 'childcare-place'])
  await assert.rejects(send(world, ['register-birth'], { person: first.person, submission: first.submission }))
  assert.equal((await casesOf(world, first.person)).length, 2)
})

test('another person’s reference finds nothing', async () => {
  const bo = await send(world, ['register-birth'])
  const elise = await send(world, ['register-birth'])
  assert.deepEqual(await casesOfSubmission(world, elise.person, bo.submission.reference), [])
})

test('a day on which the offices are shut moves the promise', async () => {
  world.setNow('2026-12-24T09:00:00Z')
  const { opened } = await send(world, ['register-birth'], { answers: boAnswers })
  world.setNow('2026-11-21T09:00:00Z')
  assert.equal(opened[0]!.dueOn, '2026-12-30')
})
