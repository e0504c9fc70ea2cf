import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { startRegisters } from '../../dev/registers/registers.ts'
import { xRoadExchange } from './adapters/index.ts'
import { checkRights } from './check-rights.ts'

const known = await loadCatalogue(join(import.meta.dirname, '../..'))
// What is kept here is asked of our own tables, and of no security server.
const queries = new Map([...known.registers].filter(([, { serviceId }]) => !serviceId.startsWith('FH/GOV/portico/portico/')))
const registers = await startRegisters({ today: '2026-11-21' })
after(() => registers.close())
const as = (client: string, securityServer = registers.url) => xRoadExchange({ securityServer, client })
const all = [...queries.values()]

test('every query of Fairhaven is allowed to Portico and described by its register', async () => {
  const rights = await checkRights(as('FH/GOV/portico/portico'), all)
  assert.deepEqual(
    rights.map(({ query, state }) => [query, state]),
    [...queries.keys()].map(id => [id, 'described']),
  )
})

test('a stranger may ask none of them', async () => {
  const rights = await checkRights(as('FH/COM/stranger'), all)
  assert.ok(rights.every(({ state }) => state === 'not-allowed'))
})

test('a path that the register does not offer is not allowed, and of a provider that is away nothing is known', async () => {
  const other = { ...all[0]!, path: '/persons/{nationalId}/secrets/all' }
  assert.equal((await checkRights(as('FH/GOV/portico/portico'), [other]))[0]!.state, 'not-allowed')
  const away = as('FH/GOV/portico/portico', new URL('http://127.0.0.1:1'))
  assert.equal((await checkRights(away, [all[0]!]))[0]!.state, 'not-told')
})
