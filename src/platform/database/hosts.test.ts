import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesIn } from './hosts.ts'

test('an address may name several servers, each with its port', () => {
  assert.deepEqual(addressesIn('postgres://me:secret@one:5432,two:5433/portico?target_session_attrs=read-write&ssl=true'), [
    'postgres://me:secret@one:5432/portico?ssl=true',
    'postgres://me:secret@two:5433/portico?ssl=true',
  ])
})

test('one server, or a socket, is left as it is', () => {
  for (const url of ['postgres://me:secret@one:5432/portico', 'postgres://me@localhost/portico?host=/run/sockets'])
    assert.deepEqual(addressesIn(url), [url])
})
