import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { allSystems } from '#people'
import { record, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { readConfig } from '../config.ts'
import { consumersCommand } from './consumers-command.ts'
import { systemsCommand } from './systems-command.ts'

const world = await testWorld()
const config = readConfig({
  DATABASE_URL: world.appUrl,
  SERVICES_DIR: join(import.meta.dirname, '../../..'),
  PORTICO_SECRET: 'a secret of the tests that is long enough',
})
const folder = await mkdtemp(join(tmpdir(), 'portico-systems-'))
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const key = join(folder, 'library.pem')
const secret = join(folder, 'library.key')
await writeFile(key, publicKey.export({ type: 'spki', format: 'pem' }))
await writeFile(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }))

async function said(command: typeof systemsCommand, ...rest: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const printers = (['log', 'error'] as const).map(way => mock.method(console, way, (text: unknown) => lines.push(String(text))))
  const code = await command(config, rest)
  for (const printer of printers) printer.mock.restore()
  return { code, said: lines.join('\n') }
}

const library = ['register', 'City Libraries', 'municipality', '--services', 'replace-library-card', '--key', key]

test('an operator registers a department’s system, sees it listed, and revokes it', async () => {
  const registered = await said(systemsCommand, ...library)
  assert.equal(registered.code, 0, registered.said)
  assert.match(registered.said, /may send requests for replace-library-card\. It signs its assertions as:\n[0-9a-f-]{36}$/)
  assert.match((await said(systemsCommand, ...library)).said, /There is a system called "City Libraries" already/)
  assert.equal((await said(systemsCommand, 'list')).said, 'City Libraries (municipality): replace-library-card')
  assert.equal((await said(systemsCommand, 'revoke', 'City Libraries')).code, 0)
  assert.match((await said(systemsCommand, 'list')).said, /- revoked$/)
  assert.match((await said(systemsCommand, 'revoke', 'City Libraries')).said, /There is no system called "City Libraries"/)
  assert.equal((await said(systemsCommand, ...library)).code, 0, 'the name is free again')
})

test('what cannot be is said in a sentence, and registers nothing', async () => {
  const before = (await allSystems(world)).length
  const wrong: [string[], RegExp][] = [
    [
      ['register', 'L', 'municipality', '--services', 'child-benefit', '--key', key],
      /municipality owns no service called "child-benefit"/,
    ],
    [
      ['register', 'L', 'ministry-of-magic', '--services', 'x', '--key', key],
      /There is no agency "ministry-of-magic"; there are /,
    ],
    [
      ['register', 'L', 'municipality', '--services', 'replace-library-card', '--key', secret],
      /is no public key in PEM that is taken/,
    ],
    [['register', 'L', 'municipality', '--services', 'replace-library-card', '--key', 'nowhere'], /is no public key in PEM/],
    [['register', '<L>', 'municipality', '--services', 'replace-library-card', '--key', key], /is no name that people can read/],
    [['register', 'L'], /portico systems register NAME AGENCY/],
  ]
  for (const [words, sentence] of wrong) {
    const { code, said: told } = await said(systemsCommand, ...words)
    assert.equal(code, 2, words.join(' '))
    assert.match(told, sentence)
  }
  assert.equal((await allSystems(world)).length, before)
})

test('an operator sees who hears the log and what they parked, and has it heard once more', async () => {
  const none = await said(consumersCommand)
  assert.deepEqual([none.code, /^cases\.decide-by-rule: \d+ events? behind, 0 parked/.test(none.said)], [0, true], none.said)
  await transaction(world, tx => record(tx, { kind: 'case.opened', about: 'nowhere', by: 'system' }))
  await run(
    world,
    sql`insert into platform.parked_event (consumer, tx_id, seq, kind, about, fault, tries, parked_at)
        select 'cases.decide-by-rule', tx_id, seq, kind, about, 'error 22P02', 3, at from platform.event where about = 'nowhere'`,
  )
  const parked = await said(consumersCommand)
  assert.equal(parked.code, 1)
  assert.match(parked.said, /1 parked\n {2}case\.opened nowhere: error 22P02; tried 3 times, last at 2026-11-21/)
  assert.equal(
    (await said(consumersCommand, 'release', 'cases.decide-by-rule')).said,
    '1 event of cases.decide-by-rule will be heard once more.',
  )
  assert.equal((await said(consumersCommand, 'release', 'nobody')).code, 2)
})
