import assert from 'node:assert/strict'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { appointOfficer, meetPerson } from '#people'
import { newId, record, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { readConfig } from '../config.ts'
import { looksCommand } from './looks-command.ts'

const world = await testWorld()
const config = readConfig({
  DATABASE_URL: String(world.db.pool.options.connectionString),
  SERVICES_DIR: join(import.meta.dirname, '../../..'),
  PORTICO_SECRET: 'a secret of the tests that is long enough',
})

async function looks(...rest: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const printers = (['log', 'error'] as const).map(way => mock.method(console, way, (text: unknown) => said.push(String(text))))
  const code = await looksCommand(config, rest)
  for (const printer of printers) printer.mock.restore()
  return { code, said: said.join('\n') }
}

async function officer(subject: string): Promise<{ id: string; person: string }> {
  const named = { issuer: 'https://id.example', subject, name: { givenNames: subject, familyName: 'T' } }
  const { personId: person } = await transaction(world, tx => meetPerson(tx, named as Parameters<typeof meetPerson>[1], 'en'))
  return { id: await appointOfficer(world, { person, agency: 'municipality', role: 'officer', by: 'test' }), person }
}

test('an operator goes through the looks of staff now, and is told how many and what is new', async () => {
  world.setNow(new Date().toISOString())
  const [one, other] = [await officer('one'), await officer('other')]
  const facts = { agency: 'municipality', service: 'childcare-place' }
  await transaction(world, tx => record(tx, { kind: 'case.viewed', about: newId(), person: other.person, by: one.id, facts }))
  assert.match((await looks('review')).said, /^1 look gone through, 1 singled out, 1 of them new\.$/)
  assert.match((await looks('review', '--days', '7')).said, /^1 look gone through, 1 singled out, 0 of them new\.$/)
})

test('what cannot be meant is answered with how it is used', async () => {
  for (const words of [[], ['watch'], ['review', '--days', 'many'], ['review', '--days', '0']]) {
    const { code, said } = await looks(...words)
    assert.equal(code, 2)
    assert.match(said, /portico looks review/)
  }
})
