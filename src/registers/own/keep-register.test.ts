import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerTo } from '#catalogue'
import { appointOfficer, meetPerson } from '#people'
import { Refusal, rows, run, sql, transaction } from '#platform'
import { changeDataKey, testWorld, withKeyRing } from '#platform/testing'
import { entriesDirectedBy } from './directors.ts'
import { enterEntry } from './enter-entry.ts'
import { findInRegister } from './find-in-register.ts'
import { keptBy, readEntry, readToChange } from './read-entry.ts'
import { correctEntry, endEntry } from './state-of-entry.ts'
import { bakery, fairhavensCompanies, nora, tomas } from './testing/companies.ts'

const { companies, ownRegisters } = await fairhavensCompanies()
const world = { ...(await withKeyRing(await testWorld())), ownRegisters }
const START = '2026-11-21T09:00:00Z'
const now = (day: string) => ({ on: day, knownAt: world.now() })
const refusedAs = (code: string) => (thrown: unknown) => thrown instanceof Refusal && thrown.code === code

async function known(subject: string, nationalId: string): Promise<string> {
  const introduced = { issuer: 'https://identity.example', subject, name: { givenNames: subject, familyName: 'X' }, nationalId }
  return (await transaction(world, tx => meetPerson(tx, introduced, 'en'))).personId
}

async function keeper(subject: string, agency = 'company-registry', nationalId = `FH-${subject}`) {
  const personId = await known(subject, nationalId)
  return { id: await appointOfficer(world, { person: personId, agency, role: 'officer', by: 'test' }), personId, agency }
}

const rita = await keeper('rita')
let number = 2000

async function entered(more: Record<string, unknown> = {}, directors: readonly object[] = [nora, tomas]) {
  const values = bakery({ number: `FC-${++number}`, ...more }, directors)
  const { id } = await enterEntry(world, companies, { values, from: '2026-01-01', by: rita.id })
  return { id, values }
}

test('a correction leaves what was stated before readable, as at any time', async () => {
  const { id, values } = await entered()
  world.setNow('2026-11-22T09:00:00Z')
  const moved = bakery({ ...(values.company as object), name: 'Hill Bakery' }, [nora])
  const because = { entry: id, from: '2026-06-01', until: null, reason: 'It had been renamed.', by: rita.id }
  await correctEntry(world, companies, { ...because, values: moved })
  const read = (on: string, knownAt: string) =>
    readEntry(world, companies, { entry: id, by: rita, asAt: { on, knownAt: new Date(knownAt) } })
  const called = async (on: string, knownAt: string) => answerTo(companies.title, (await read(on, knownAt)).values ?? {})
  assert.equal(await called('2026-07-01', '2026-11-22T10:00:00Z'), 'Hill Bakery')
  assert.equal(await called('2026-07-01', '2026-11-21T10:00:00Z'), 'Harbour Bakery')
  assert.equal(await called('2026-03-01', '2026-11-22T10:00:00Z'), 'Harbour Bakery')
  assert.equal(await called('2025-12-31', '2026-11-22T10:00:00Z'), undefined)
  world.setNow(START)
})

test('an entry that ended is not there from that day on, and is readable as it was', async () => {
  const { id } = await entered()
  await endEntry(world, companies, { entry: id, from: '2026-11-01', reason: 'Struck off.', by: rita.id })
  const today = await readEntry(world, companies, { entry: id, by: rita, asAt: now('2026-11-21') })
  assert.equal(today.values, null)
  const before = await readEntry(world, companies, { entry: id, by: rita, asAt: now('2026-10-31') })
  assert.ok(before.values)
  assert.deepEqual(today.known.map(({ kind, reason }) => [kind, reason]).at(-1), ['ended', 'Struck off.'])
})

test('the same number is never entered twice, not even at once', async () => {
  const values = bakery({ number: 'FC-3000' })
  const both = await Promise.all([1, 2].map(() => enterEntry(world, companies, { values, from: '2026-01-01', by: rita.id })))
  assert.deepEqual(both.map(({ isNew }) => isNew).sort(), [false, true])
  assert.equal(both[0]!.id, both[1]!.id)
})

test('eight who correct one entry at once all stand in its history', async () => {
  const { id, values } = await entered()
  const correct = (name: string) =>
    correctEntry(world, companies, {
      ...{ entry: id, from: '2026-02-01', until: null, reason: 'So it is.', by: rita.id },
      values: { ...values, company: { ...(values.company as object), name } },
    })
  await Promise.all(Array.from({ length: 8 }, (_, at) => correct(`Name ${at}`)))
  const { known } = await readEntry(world, companies, { entry: id, by: rita, asAt: now('2026-11-21') })
  assert.deepEqual(
    known.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
})

test('the database itself lets nobody change or take away what was stated', async () => {
  const { id } = await entered()
  const changes = [
    sql`update registers.own_statement set valid_from = '2020-01-01' where entry_id = ${id}`,
    sql`delete from registers.own_statement where entry_id = ${id}`,
  ]
  for (const change of changes) await assert.rejects(run(world, change), /what was stated in a register is not changed/)
})

test('what is not public stands nowhere readable: not in the tables, not in the log', async () => {
  await entered({}, [{ ...nora, nationalId: 'FH-CANARY-77' }])
  const all = JSON.stringify([
    await rows(world, sql`select to_jsonb(e) as whole from registers.own_entry e`),
    await rows(world, sql`select to_jsonb(s) as whole from registers.own_statement s`),
    await rows(world, sql`select to_jsonb(e) as whole from platform.event e`),
  ])
  for (const word of ['FH-CANARY-77', 'Nora', 'Struck off']) assert.ok(!all.includes(word), word)
  assert.ok(all.includes('Harbour Bakery'), 'what everybody may know is kept as it is')
})

test('every act is one event, with ids and outcomes and no data', async () => {
  const { id } = await entered()
  await endEntry(world, companies, { entry: id, from: '2026-11-01', reason: 'Struck off.', by: rita.id })
  const told = await rows(world, sql`select kind, by, facts from platform.event where about = ${id} order by seq`)
  const facts = { register: 'companies', agency: 'company-registry' }
  assert.deepEqual(told, [
    { kind: 'register-entry.entered', by: rita.id, facts: { ...facts, seq: 1 } },
    { kind: 'register-entry.ended', by: rita.id, facts: { ...facts, seq: 2 } },
  ])
})

test('an entry is found by its number or by whole words of a name, few at a time and masked where it is not public', async () => {
  const find = async (text: string) => findInRegister(world, companies, { text, by: rita })
  const { id } = await entered({ name: 'Café Zénith' }, [{ ...nora, name: 'Oona Brandt' }])
  for (const text of ['cafe zenith', 'ZENITH', 'brandt', `fc-${number}`])
    assert.deepEqual(
      (await find(text)).hits.map(hit => [hit.id, hit.title, hit.key, hit.stands]),
      [[id, 'Café Zénith', `FC-${number}`, true]],
    )
  assert.deepEqual((await find('zen')).hits, [])
  const many = Array.from({ length: 12 }, () => entered({ name: 'Quay Partners' }))
  await Promise.all(many)
  const { hits, hasMore } = await find('quay')
  assert.deepEqual([hits.length, hasMore], [10, true])
})

test('a keeper’s look is on the record of everybody it concerns before anything is shown', async () => {
  const person = await known('olga', 'FH-OLGA')
  const { id } = await entered({}, [{ name: 'Olga Reiss', nationalId: 'FH-OLGA', signs: 'alone' }])
  await readEntry(world, companies, { entry: id, by: rita, asAt: now('2026-11-21') })
  const looks = await rows(
    world,
    sql`select query, agency, service, by, law, outcome from registers.lookup where person_id = ${person}`,
  )
  assert.deepEqual(looks, [
    {
      ...{ query: 'own.companies', agency: 'company-registry', service: 'company-registry/companies' },
      ...{ by: rita.id, law: 'Companies Act 2019 s.3', outcome: 'found' },
    },
  ])
})

test('another agency’s officer finds no register, and a keeper who is named in an entry cannot change it', async () => {
  const amara = await keeper('amara', 'municipality')
  assert.throws(() => keptBy(world, amara, 'companies'), refusedAs('NOT_THERE'))
  const { id } = await entered({}, [{ name: 'Rita', nationalId: 'FH-rita', signs: 'alone' }])
  await assert.rejects(readToChange(world, companies, { entry: id, by: rita }), refusedAs('OWN_ENTRY'))
})

test('once the keys have changed and the old one is destroyed, an entry is found by its number, its words and whom it names, and not entered twice', async () => {
  const vera = await keeper('vera', 'company-registry', 'FH-700707-0001')
  const { id, values } = await entered({ name: 'Windmill Steadfast' }, [
    { name: 'Vera Lund', nationalId: 'FH-700707-0001', signs: 'alone' },
  ])
  const key = `FC-${number}`
  await changeDataKey(world)
  for (const text of [key, 'steadfast windmill', 'lund'])
    assert.deepEqual(
      (await findInRegister(world, companies, { text, by: rita })).hits.map(hit => hit.id),
      [id],
      text,
    )
  assert.deepEqual(
    (await entriesDirectedBy(world, companies, vera.personId)).map(entry => entry.id),
    [id],
  )
  const again = await enterEntry(world, companies, { values, from: '2026-01-01', by: rita.id })
  assert.deepEqual([again.id, again.isNew], [id, false])
})
