import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Fact, loadCatalogue } from '#catalogue'
import { meetPerson } from '#people'
import { transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { startRegisters } from '../../dev/registers/registers.ts'
import { xRoadExchange } from './adapters/index.ts'
import { lookUp } from './look-up.ts'
import { enterEntry } from './own/enter-entry.ts'
import { loadOwnRegisters } from './own/load-own-registers.ts'
import { exchangeWithOwn } from './own/own-exchange.ts'
import { bakery } from './own/testing/companies.ts'
import { subjectOf } from './subject.ts'

const catalogue = await loadCatalogue(join(import.meta.dirname, '../..'))
const registers = await startRegisters({ today: '2026-11-21' })
after(() => registers.close())
const client = 'FH/GOV/portico/portico'
const ownRegisters = await loadOwnRegisters(join(import.meta.dirname, '../..'), catalogue)
const tests = await testWorld()
const own = { world: tests, registers: ownRegisters, client }
const exchange = exchangeWithOwn(xRoadExchange({ securityServer: registers.url, client }), own)
const world = { ...tests, exchange }
await enterEntry(tests, ownRegisters.get('companies')!, { values: bakery(), from: '2026-01-01', by: 'test' })

const facts = new Map<string, Fact>(
  [...catalogue.services.values()].flatMap(service => [...service.facts]).concat([...catalogue.facts]),
)

/** By what a query is asked: of a person, or of an organisation. */
const by = (id: string, of: Record<ReturnType<typeof subjectOf>, string>) => of[subjectOf(catalogue.registers.get(id)!)]

/** Asks one register of Fairhaven all that the catalogue says it gives. */
async function ask(queryId: string, nationalId: string) {
  const query = catalogue.registers.get(queryId)!
  const name = { givenNames: 'Bo', familyName: 'Lindgren' }
  const { personId } = await transaction(world, tx =>
    meetPerson(tx, { issuer: 'https://identity.example', subject: nationalId, name }, 'en'),
  )
  const wanted = [...query.gives.keys()].map(fact => facts.get(fact)!)
  return lookUp(world, {
    person: personId,
    nationalId,
    query,
    facts: wanted,
    ground: { law: 'a law' },
    by: personId,
    service: 'register-birth',
  })
}

test('every register of Fairhaven tells of Bo, or of the bakery, what the catalogue says it gives', async () => {
  for (const id of catalogue.registers.keys()) {
    const result = await ask(id, by(id, { nationalId: 'FH-840312-1047', organisationNumber: 'FC-1001' }))
    assert.equal(result.status, 'found', `${id}: ${JSON.stringify(result)}`)
  }
})

test('what a register tells stands where the person’s own answers would', async () => {
  const notices = await ask('population.birth-notices', 'FH-880704-2219')
  assert.ok(notices.status === 'found' && Array.isArray(notices.answers.children))
  assert.equal(notices.answers.children.length, 2, 'Élise has twins')
})

test('of somebody no register knows there is nothing', async () => {
  const nobody = { nationalId: 'FH-000101-0000', organisationNumber: 'FC-9999' }
  for (const id of catalogue.registers.keys()) assert.deepEqual(await ask(id, by(id, nobody)), { status: 'nothing' }, id)
})

test('of Kofi, whose child no hospital has told of, there is no birth to show', async () => {
  assert.deepEqual(await ask('population.birth-notices', 'FH-790118-4471'), { status: 'nothing' })
})
