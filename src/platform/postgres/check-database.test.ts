import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDatabase, judge } from './check-database.ts'
import { StartFault } from './start-fault.ts'
import { testDatabase } from './testing.ts'

const good = {
  version: 150_013,
  encoding: 'UTF8',
  isReadOnly: false,
  mayCreate: true,
  hasAppRole: true,
  isAppRole: true,
  isHeld: true,
}

test('a database that fits is accepted', async () => {
  const database = await testDatabase(async () => {}, 'empty')
  await checkDatabase(database.url, 'owner')
  await checkDatabase(database.appUrl, 'application')
  await database.drop()
})

test('a wrong password, a missing database, no server and no address are one sentence each, without the password', async () => {
  const database = await testDatabase(async () => {}, 'empty')
  const { password } = new URL(database.url)
  await refused(database.url.replace(password, 'hunter2'), 'DATABASE_REFUSES_US')
  await refused(database.url.replace('/test_', '/no_such_'), 'DATABASE_MISSING')
  await refused('postgres://portico:hunter2@127.0.0.1:1/portico', 'DATABASE_UNREACHABLE')
  await refused('postgres://portico:hunter2@[/portico', 'DATABASE_URL_UNREADABLE')
  await refused('mysql://portico:hunter2@127.0.0.1/portico', 'DATABASE_URL_UNREADABLE')
  await database.drop()
})

test('PostgreSQL 14 is too old, 15 is not', () => {
  assert.throws(() => judge({ ...good, version: 140_020 }, 'db:5432/portico', 'owner'), {
    code: 'DATABASE_TOO_OLD',
    message: /PostgreSQL 14,.* 15 or newer/,
  })
  judge(good, 'db:5432/portico', 'owner')
})

test('a standby, another text encoding and missing rights are named together', () => {
  const bad = { ...good, version: 180_000, encoding: 'LATIN1', isReadOnly: true, mayCreate: false }
  assert.throws(() => judge(bad, 'db:5432/portico', 'owner'), {
    code: 'DATABASE_NOT_SUITABLE',
    message: /LATIN1.*primary.*grant create/,
  })
})

test('the application is not served by a role that row-level security does not hold', async () => {
  const database = await testDatabase(async () => {}, 'empty')
  await assert.rejects(checkDatabase(database.url, 'application'), { code: 'DATABASE_NOT_SUITABLE', message: /as portico_app/ })
  const wrong = { ...good, mayCreate: false, isHeld: false }
  assert.throws(() => judge(wrong, 'db:5432/portico', 'application'), /would show this user everybody’s rows/)
  assert.throws(() => judge({ ...good, hasAppRole: false }, 'db:5432/portico', 'owner'), /has no role portico_app/)
  judge({ ...good, mayCreate: false }, 'db:5432/portico', 'application')
  await database.drop()
})

async function refused(url: string, code: string): Promise<void> {
  const fault = await checkDatabase(url, 'owner').then(
    () => assert.fail(`accepted ${url}`),
    (error: unknown) => error as StartFault,
  )
  assert.ok(fault instanceof StartFault)
  assert.equal(fault.code, code)
  assert.doesNotMatch(fault.message, /hunter2|\n/)
}
