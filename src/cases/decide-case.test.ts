import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, Refusal, rows, sql } from '#platform'
import { decideCase } from './decide-case.ts'
import { caseById } from './store.ts'
import { amara, chidi, farid, letRulesWork, send, testTown } from './testing/town.ts'

const world = await testTown()
const granted = { outcome: 'granted', reason: 'There is a place at the Harbour nursery.' } as const
const refused = { outcome: 'refused', reason: 'No place is free before 2028.' } as const

async function bosPlace() {
  const { person, caseOf } = await send(world, ['childcare-place'])
  await letRulesWork(world)
  return { person, id: caseOf('childcare-place').id }
}

function decisionsAbout(id: string) {
  return rows<{ kind: string; facts: { outcome: string } }>(
    world,
    sql`select kind, facts from platform.event where about = ${id} and kind = 'case.decided'`,
  )
}

function isRefusal(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code
}

test('an officer’s decision is kept with its reason, recorded once and told to the person in the officer’s words', async () => {
  const { person, id } = await bosPlace()
  await decideCase(world, id, granted, amara)
  const { decision, state } = await caseById(world, id)
  assert.equal(state, 'decided')
  assert.equal(decision?.outcome, 'granted')
  assert.equal(decision?.reason, granted.reason)
  assert.equal(decision?.officerName, 'Amara Okoye')
  const [message] = await rows<{ text: Record<string, string> }>(
    world,
    sql`select text from mailbox.message where person_id = ${person} and kind = 'decided'`,
  )
  assert.match(message!.text.en!, /There is a place at the Harbour nursery/)
  assert.equal((await decisionsAbout(id)).length, 1)
})

test('two officers deciding at once leave one decision and one record of it', async () => {
  const { id } = await bosPlace()
  // Two connections ready beforehand: otherwise the first is done before the second has connected.
  await Promise.all([rows(world, sql`select pg_sleep(0.05)`), rows(world, sql`select pg_sleep(0.05)`)])
  const both = await Promise.allSettled([decideCase(world, id, granted, amara), decideCase(world, id, refused, chidi)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  assert.ok(isRefusal('CASE_ALREADY_DECIDED')(lost.reason), String(lost.reason))
  assert.equal((await decisionsAbout(id)).length, 1)
})

test('the second officer is told what the first decided', async () => {
  const { id } = await bosPlace()
  await decideCase(world, id, granted, amara)
  const second = await decideCase(world, id, refused, chidi).catch(error => error)
  assert.equal(second.status, 409)
  assert.equal(second.first.outcome, 'granted')
  assert.equal(second.first.officerName, 'Amara Okoye')
})

test('another agency’s case is answered like one that is not there', async () => {
  const { id } = await bosPlace()
  const theirs = await decideCase(world, id, granted, farid).catch(error => error)
  const nobodys = await decideCase(world, newId(), granted, farid).catch(error => error)
  assert.deepEqual([theirs.code, theirs.status], [nobodys.code, nobodys.status])
  assert.equal(theirs.status, 404)
})

test('nobody decides their own request', async () => {
  const { id, person } = await bosPlace()
  await assert.rejects(decideCase(world, id, granted, { ...amara, personId: person }), isRefusal('CASE_IS_YOUR_OWN'))
})

test('a case that waits for another cannot be decided before it', async () => {
  const { caseOf } = await send(world, ['register-birth', ['childcare-place', 'register-birth']])
  await assert.rejects(decideCase(world, caseOf('childcare-place').id, granted, amara), isRefusal('CASE_WAITS_ON_OTHER'))
})

test('the reason is the person’s to read: it is neither in the event log nor readable in the tables', async () => {
  const { id } = await bosPlace()
  await decideCase(world, id, refused, amara)
  const stored = await rows<{ text: string }>(
    world,
    sql`select d::text as text from cases.decision d where case_id = ${id}
        union all select e::text from platform.event e where about = ${id}`,
  )
  assert.doesNotMatch(stored.map(({ text }) => text).join(), /2028/)
})

test('after the decision the person is asked once how it was', async () => {
  const { id } = await bosPlace()
  await decideCase(world, id, refused, amara)
  const asked = await rows(world, sql`select moment from feedback.invitation where about = ${id}`)
  assert.deepEqual(asked, [{ moment: 'decided' }])
})
