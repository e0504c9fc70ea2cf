import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { testWorld } from '../testing/index.ts'
import { sessionSettingsFor } from './connection.ts'

const ROLE = join(import.meta.dirname, '../../../deploy/pgbouncer/role.sql')
const world = await testWorld()

test('what stands ready for the role behind a pooler is what the program tells each connection of its own', async () => {
  const written = (await readFile(ROLE, 'utf8')).split('\n').filter(line => line && !line.startsWith('--'))
  assert.deepEqual(written, sessionSettingsFor('portico_app').split('\n'))
  for (const line of written) {
    const [, name, value] = line.match(/^alter role portico_app set (\w+) = (.+);$/)!
    const { rows } = await world.appDb.query({
      name: '',
      text: 'select setting from pg_settings where name = $1',
      values: [name],
    })
    assert.equal(rows[0].setting, value, name)
  }
})
