import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meetPerson } from '#people'
import { newId, rows, run, sql, transaction, workJobsOnce } from '#platform'
import { changeDataKey, withKeyRing } from '#platform/testing'
import { type PretendRegister, pretendExchange } from '../registers/adapters/pretend.ts'
import { decideCase } from './decide-case.ts'
import { caseById } from './store.ts'
import { tellOfCase } from './tell-registers.ts'
import { boAnswers, letRulesWork, send, testTown } from './testing/town.ts'

const base = await withKeyRing(await testTown())
let answer: ReturnType<PretendRegister> = { status: 201, json: {} }
const heard: { id: string | undefined; path: string; body: unknown }[] = []
const register: PretendRegister = ({ id, path, body }) => {
  heard.push({ id, path, body })
  return answer
}
const world = {
  ...base,
  exchange: pretendExchange({ 'FH/GOV/population-office/population/person-v1': register }, { timeoutMs: 50 }),
}
const jobs = {
  'cases.tell-register': (outside: typeof world, { person, case: id, act }: Record<string, string>) =>
    tellOfCase(outside, { person: person!, case: id!, act: act! }),
}

async function parent(): Promise<{ person: string; nationalId: string }> {
  const nationalId = `FH-${newId()}`
  const known = {
    issuer: 'https://identity.example',
    subject: nationalId,
    nationalId,
    name: { givenNames: 'Bo', familyName: 'L' },
  }
  const { personId } = await transaction(world, tx => meetPerson(tx, known, 'en'))
  return { person: personId, nationalId }
}

async function registers(more: Parameters<typeof send>[2] = {}) {
  heard.length = 0
  const { person, nationalId } = await parent()
  const sent = await send(world, ['register-birth'], { person, ...more })
  await letRulesWork(world)
  return { person, nationalId, id: sent.caseOf('register-birth').id }
}

const told = (id: string) =>
  rows<{ kind: string }>(
    world,
    sql`select kind from platform.event where about = ${id} and kind in ('case.told-to-register', 'case.not-taken-by-register') order by seq`,
  )

test('a birth that is registered is told to the population register, once it is committed, with what the act names and no more', async () => {
  const { nationalId, id } = await registers()
  assert.deepEqual(heard, [], 'nothing outside is called inside the transaction')
  await workJobsOnce(world, jobs)
  await workJobsOnce(world, jobs)
  assert.equal(heard.length, 1)
  const [{ path, body, id: number }] = heard as [(typeof heard)[0]]
  assert.equal(path, '/births')
  assert.equal(number, `${id}-0`)
  const { noticeId, ...rest } = body as { noticeId: string }
  assert.match(noticeId, /^BN-2026-0417-/)
  assert.deepEqual(rest, {
    ...{ givenNames: 'Freja', familyName: 'Lindgren', bornOn: '2026-11-14', sex: 'female', parent: nationalId },
  })
  assert.deepEqual(await told(id), [{ kind: 'case.told-to-register' }])
})

test('a register that does not answer is told again, under the same number, and it is recorded once', async () => {
  answer = { reason: 'unreachable' }
  const { id } = await registers()
  await workJobsOnce(world, jobs)
  assert.deepEqual(await told(id), [])
  answer = { status: 201, json: {} }
  await run(world, sql`update graphile_worker._private_jobs set run_at = now() where attempts > 0`)
  await workJobsOnce(world, jobs)
  assert.deepEqual(new Set(heard.map(one => one.id)), new Set([`${id}-0`]))
  assert.deepEqual(await told(id), [{ kind: 'case.told-to-register' }])
})

test('what a register will not take is not tried for ever: it stands on the case', async () => {
  answer = { status: 409, json: { error: 'birth-known' } }
  const { id } = await registers()
  await workJobsOnce(world, jobs)
  answer = { status: 201, json: {} }
  assert.deepEqual(await told(id), [{ kind: 'case.not-taken-by-register' }])
  assert.equal(heard.length, 1)
})

test('the same birth is registered once: the second is refused with a reason, has no certificate, and is told to nobody', async () => {
  const [freja] = boAnswers.children as object[]
  const answers = { ...boAnswers, children: [{ ...freja, noticeId: 'BN-TWICE' }] }
  const first = await registers({ answers, isSameBirth: true })
  const second = await registers({ answers, isSameBirth: true })
  await workJobsOnce(world, jobs)
  assert.equal((await caseById(world, first.id)).decision?.outcome, 'granted')
  const { decision } = await caseById(world, second.id)
  assert.deepEqual([decision?.outcome, decision?.because, decision?.documents], ['refused', 'granted-before', []])
  assert.match(decision?.words?.fr ?? '', /déjà été accordée/)
  assert.deepEqual(
    heard.map(one => one.id).filter(id => id?.startsWith(second.id)),
    [],
  )
})

test('once the keys have changed and the old one is destroyed, the same birth is still registered once', async () => {
  const [freja] = boAnswers.children as object[]
  const answers = { ...boAnswers, children: [{ ...freja, noticeId: 'BN-KEYS' }] }
  const first = await registers({ answers, isSameBirth: true })
  await changeDataKey(world)
  const second = await registers({ answers, isSameBirth: true })
  assert.equal((await caseById(world, first.id)).decision?.outcome, 'granted')
  assert.equal((await caseById(world, second.id)).decision?.because, 'granted-before')
})

test('an officer cannot grant it a second time either, and can refuse it', async () => {
  const [freja] = boAnswers.children as object[]
  const answers = {
    ...boAnswers,
    children: [
      { ...freja, noticeId: 'BN-OFFICER' },
      { ...freja, noticeId: undefined },
    ],
  }
  const sent = async () => (await send(world, ['register-birth'], { answers, isSameBirth: true })).caseOf('register-birth').id
  const [one, two] = [await sent(), await sent()]
  await letRulesWork(world)
  const ines = { id: 'ines', agency: 'civil-registry', name: 'Inês Carvalho' }
  const granting = (id: string) => decideCase(world, id, { outcome: 'granted', reason: 'I have the papers.' }, ines)
  await granting(one)
  await assert.rejects(() => granting(two), { code: 'CASE_GRANTED_BEFORE' })
  await decideCase(world, two, { outcome: 'refused', reason: 'It is registered.' }, ines)
})

test('asked for at the same moment, the same birth is registered once', async () => {
  const [freja] = boAnswers.children as object[]
  const answers = {
    ...boAnswers,
    children: [
      { ...freja, noticeId: 'BN-RACE' },
      { ...freja, noticeId: undefined },
    ],
  }
  const sent = async () => (await send(world, ['register-birth'], { answers, isSameBirth: true })).caseOf('register-birth').id
  const ids = [await sent(), await sent()]
  await letRulesWork(world)
  const ines = { id: 'ines', agency: 'civil-registry', name: 'Inês Carvalho' }
  const both = await Promise.allSettled(ids.map(id => decideCase(world, id, { outcome: 'granted', reason: 'Yes.' }, ines)))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})
