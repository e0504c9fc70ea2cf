import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysFrom } from '../keys.ts'
import { readTicket, writeTicket } from './ticket.ts'

const key = keysFrom('a root secret only ever used by tests')
const now = new Date('2026-11-21T09:00:00Z')
const givenAt = now.getTime() / 1000
const cookie = writeTicket(key, { kind: 'place', of: '42', givenAt })

test('a place is the same on every machine with the same root secret, and after a restart', () => {
  const elsewhere = keysFrom('a root secret only ever used by tests')
  assert.deepEqual(readTicket(elsewhere, cookie, now), { kind: 'place', of: '42', givenAt })
})

test('nobody moves themselves forward, or makes leave to start of a place', () => {
  for (const wrong of [
    cookie.replace('.42.', '.41.'),
    cookie.replace('place', 'pass'),
    `${cookie}x`,
    'place.1.1.x',
    '',
    undefined,
  ])
    assert.equal(readTicket(key, wrong, now), undefined, wrong)
})

test('a place lasts four hours', () => {
  const after = (hours: number) => readTicket(key, cookie, new Date(now.getTime() + hours * 3_600_000))
  assert.ok(after(3.9))
  assert.equal(after(4.1), undefined)
})
