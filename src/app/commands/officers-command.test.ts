import assert from 'node:assert/strict'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { meetPerson } from '#people'
import { dayOf, rows, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { readConfig } from '../config.ts'
import { officersCommand } from './officers-command.ts'

const world = await testWorld()
const ISSUER = 'https://id.fairhaven.example'
const config = readConfig({
  DATABASE_URL: world.appUrl,
  SERVICES_DIR: join(import.meta.dirname, '../../..'),
  PORTICO_SECRET: 'a secret of the tests that is long enough',
})
const introduced = { issuer: ISSUER, subject: 'nia', name: { givenNames: 'Nia', familyName: 'Osei' } }
await transaction(world, tx => meetPerson(tx, introduced as Parameters<typeof meetPerson>[1], 'en'))

async function officers(...rest: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const printers = (['log', 'error'] as const).map(way => mock.method(console, way, (text: unknown) => said.push(String(text))))
  const code = await officersCommand(config, rest)
  for (const printer of printers) printer.mock.restore()
  return { code, said: said.join('\n') }
}

const atWork = () =>
  rows<{ agency: string; role: string }>(world, sql`select agency, role from people.officer where dismissed_at is null`)

test('an operator gives somebody who has signed in their work, and ends it', async () => {
  assert.equal((await officers('appoint', 'nia', 'municipality', '--issuer', ISSUER)).code, 0)
  assert.deepEqual(await atWork(), [{ agency: 'municipality', role: 'officer' }])
  assert.equal((await officers('dismiss', 'nia', '--issuer', `${ISSUER}/`)).code, 0)
  assert.deepEqual(await atWork(), [])
})

test('an appointment until a day holds through that day in the office’s own time', async () => {
  const { code, said } = await officers('appoint', 'nia', 'municipality', '--issuer', ISSUER, '--until', '2099-06-30')
  assert.deepEqual([code, /until 2099-06-30/.test(said)], [0, true])
  const [{ endsAt }] = (await rows<{ endsAt: Date }>(world, sql`select ends_at from people.officer`)) as [{ endsAt: Date }]
  assert.equal(dayOf(endsAt), '2099-07-01')
  assert.equal(dayOf(new Date(endsAt.getTime() - 1)), '2099-06-30')
  await officers('dismiss', 'nia', '--issuer', ISSUER)
})

test('what cannot be is said in a sentence, and changes nothing', async () => {
  const wrong: [string[], RegExp][] = [
    [['appoint', 'nobody', 'municipality', '--issuer', ISSUER], /has signed in through .+ yet: ask them to sign in once/],
    [
      ['appoint', 'nia', 'ministry-of-magic', '--issuer', ISSUER],
      /There is no agency "ministry-of-magic"; there are civil-registry,/,
    ],
    [['appoint', 'nia', 'municipality', '--issuer', ISSUER, '--role', 'king'], /"king" is no role/],
    [['appoint', 'nia', 'municipality', '--issuer', ISSUER, '--until', 'soon'], /"soon" is no day to come/],
    [['appoint', 'nia', 'municipality', '--issuer', ISSUER, '--until', '2020-01-01'], /"2020-01-01" is over/],
    [['appoint', 'nia', 'municipality'], /Which identity provider\?/],
    [['promote', 'nia'], /portico officers appoint SUBJECT AGENCY/],
  ]
  for (const [words, sentence] of wrong) {
    const { code, said } = await officers(...words)
    assert.equal(code, 2, words.join(' '))
    assert.match(said, sentence)
  }
  assert.deepEqual(await atWork(), [])
})
