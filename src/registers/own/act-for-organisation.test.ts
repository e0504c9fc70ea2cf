import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizenEvenActing, citizenOrHolder, mandatesGivenBy, organisationKnownAs, type Person, signIn } from '#people'
import { as, catchUp, newId, Refusal, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { visitWith } from '../../people/testing/visit.ts'
import { actForOrganisation, organisationsDirectedBy } from './act-for-organisation.ts'
import { enterEntry } from './enter-entry.ts'
import { settleMandates } from './settle-mandates.ts'
import { correctEntry, endEntry } from './state-of-entry.ts'
import { bakery, fairhavensCompanies, nora, tomas } from './testing/companies.ts'

const { catalogue, ownRegisters, companies } = await fairhavensCompanies()
const tests = await testWorld()
// As the product is served: by the application's own role, each in their own name.
const world = { ...tests, db: tests.appDb, ownRegisters, catalogue }
const keeping = as(world, 'agency company-registry')
const refusedAs = (code: string) => (thrown: unknown) => thrown instanceof Refusal && thrown.code === code
let number = 4000

async function enter(subject: string, nationalId: string) {
  const signedIn = {
    ...({ issuer: 'https://identity.example', level: 'substantial', idToken: 't' } as const),
    ...{ subject, nationalId, name: { givenNames: subject, familyName: 'Tester' } },
  }
  const { secret, person } = await signIn(world, { signedIn, attempt: newId(), before: '', language: 'en' })
  const self = async () => (await citizenEvenActing.admit(world, visitWith(secret))) as Person
  const acting = () => citizenOrHolder('send').admit(world, visitWith(secret, '/requests')) as Promise<Person>
  return { person, self, acting, own: as(world, `person ${person}`) }
}

async function company(directors: readonly object[]) {
  const key = `FC-${++number}`
  const values = bakery({ number: key }, directors)
  const { id } = await enterEntry(keeping, companies, { values, from: '2026-01-01', by: newId() })
  return { id, key, values }
}

const hear = () => catchUp(tests.db && { ...tests, ownRegisters }, [settleMandates])
const take = async ({ own, self }: Awaited<ReturnType<typeof enter>>, entry: string) =>
  actForOrganisation(own, await self(), { register: 'companies', entry })

test('whoever signs alone for a company by its register may act for it, and what they do is told of them with the mandate', async () => {
  const director = await enter('nora', nora.nationalId)
  const { id, key } = await company([nora])
  assert.deepEqual(
    (await organisationsDirectedBy(director.own, director.person)).map(({ number: found, name }) => [found, name]),
    [[key, 'Harbour Bakery']],
  )
  await take(director, id)
  const who = await director.acting()
  assert.deepEqual([who.actingFor?.name, who.actingFor?.by], ['Harbour Bakery', director.person])
  const [mandate] = await mandatesGivenBy(tests, who.id)
  assert.deepEqual([mandate?.relation, mandate?.ground], ['director', 'organisation-register'])
  const used = await rows(
    tests,
    sql`select by, facts ->> 'mandate' as mandate from platform.event where kind = 'mandate.used' and person_id = ${who.id}`,
  )
  assert.deepEqual(used, [])
  assert.ok(mandate?.services?.includes('pavement-seating') && !mandate.services.includes('child-benefit'))
})

test('that the register was asked stands on the record of whoever asked', async () => {
  const director = await enter('nils', 'FH-NILS')
  await organisationsDirectedBy(director.own, director.person)
  const looks = await rows(
    director.own,
    sql`select query, by, outcome from registers.lookup where person_id = ${director.person}`,
  )
  assert.deepEqual(looks, [{ query: 'own.companies', by: director.person, outcome: 'nothing' }])
})

test('who signs only with another, who is a stranger, and who has no national identifier act for no company', async () => {
  const { id } = await company([nora, tomas])
  for (const [subject, nationalId] of [
    ['tomas', tomas.nationalId],
    ['stranger', 'FH-STRANGER'],
  ] as const) {
    const other = await enter(subject, nationalId)
    assert.deepEqual(await organisationsDirectedBy(other.own, other.person), [])
    await assert.rejects(take(other, id), refusedAs('NOT_THERE'))
  }
})

test('when the register says otherwise the mandate has ended by the next request, and cannot be taken up again', async () => {
  const director = await enter('dora', 'FH-DORA')
  const dora = { name: 'Dora', nationalId: 'FH-DORA', signs: 'alone' }
  const { id, values } = await company([nora, dora])
  await take(director, id)
  assert.equal((await director.acting()).actingFor?.name, 'Harbour Bakery')
  const stated = { entry: id, from: '2026-11-21', reason: 'She left.', by: newId() }
  await correctEntry(keeping, companies, { ...stated, until: null, values: { ...values, directors: [nora] } })
  await hear()
  await assert.rejects(director.acting(), refusedAs('MANDATE_ENDED'))
  await assert.rejects(take(director, id), refusedAs('NOT_THERE'))
})

test('a company that is struck off has nobody who acts for it', async () => {
  const director = await enter('egil', 'FH-EGIL')
  const { id } = await company([{ name: 'Egil', nationalId: 'FH-EGIL', signs: 'alone' }])
  await take(director, id)
  await endEntry(keeping, companies, { entry: id, from: '2026-11-20', reason: 'Struck off.', by: newId() })
  await hear()
  await assert.rejects(director.acting(), refusedAs('MANDATE_ENDED'))
})

test('a mandate lasts no longer than the register says: who leaves at the end of the month acts until then', async () => {
  const director = await enter('fay', 'FH-FAY')
  const { id, values } = await company([{ name: 'Fay', nationalId: 'FH-FAY', signs: 'alone' }])
  const stated = { entry: id, from: '2026-12-01', reason: 'She leaves.', by: newId() }
  await correctEntry(keeping, companies, { ...stated, until: null, values: { ...values, directors: [nora] } })
  await take(director, id)
  const until = (await mandatesGivenBy(tests, (await director.acting()).id))[0]!.validUntil
  assert.equal(until.toISOString(), '2026-11-30T23:00:00.000Z')
})

test('a correction that changes nothing about who acts leaves their mandate alone, and taking it up again makes no second one', async () => {
  const director = await enter('gwen', 'FH-GWEN')
  const { id, values } = await company([{ name: 'Gwen', nationalId: 'FH-GWEN', signs: 'alone' }])
  await take(director, id)
  const moved = { ...values, company: { ...(values.company as object), activity: 'Bakery' } }
  await correctEntry(keeping, companies, {
    entry: id,
    from: '2026-02-01',
    until: null,
    reason: 'So.',
    by: newId(),
    values: moved,
  })
  await hear()
  assert.equal((await director.acting()).actingFor?.name, 'Harbour Bakery')
  await take(director, id)
  const organisation = await organisationKnownAs(tests, { register: 'companies', number: `FC-${number}` })
  assert.equal((await mandatesGivenBy(tests, organisation!)).length, 1)
})

test('the database itself shows a register to its keeper alone', async () => {
  await company([nora])
  const count = sql`select count(*)::int as count from registers.own_statement`
  const seen = async (actor: Parameters<typeof as>[1]) => (await rows<{ count: number }>(as(world, actor), count))[0]!.count
  const director = await enter('nora', nora.nationalId)
  assert.ok((await seen('agency company-registry')) > 0)
  for (const actor of ['agency municipality', `person ${director.person}`, 'nobody', 'system people.gate'] as const)
    assert.equal(await seen(actor), 0, actor)
  const foreign = enterEntry(as(world, 'agency municipality'), companies, { values: bakery(), from: '2026-01-01', by: newId() })
  await assert.rejects(foreign, /row-level security/)
})
