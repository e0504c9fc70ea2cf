import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAlive } from './session.ts'

const seenAt = new Date('2026-11-21T09:00:00Z')
const endsAt = new Date('2026-11-21T21:00:00Z')
const after = (minutes: number) => new Date(seenAt.getTime() + minutes * 60_000)

test('a person is signed out after 30 minutes without a page, an officer after 15', () => {
  assert.equal(isAlive({ seenAt, endsAt, isOfficer: false }, after(29.9)), true)
  assert.equal(isAlive({ seenAt, endsAt, isOfficer: false }, after(30)), false)
  assert.equal(isAlive({ seenAt, endsAt, isOfficer: true }, after(14.9)), true)
  assert.equal(isAlive({ seenAt, endsAt, isOfficer: true }, after(15)), false)
})

test('nobody stays signed in longer than the session lasts, however busy they are', () => {
  const busy = { seenAt: new Date('2026-11-21T20:59:30Z'), endsAt, isOfficer: false }
  assert.equal(isAlive(busy, new Date('2026-11-21T20:59:59Z')), true)
  assert.equal(isAlive(busy, endsAt), false)
})
