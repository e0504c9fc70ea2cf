import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admit, type Breaker, closedBreaker, settle } from './breaker.ts'

const failing = (breaker: Breaker, times: number): Breaker =>
  Array.from({ length: times }).reduce<Breaker>(at => settle(at, at.era, { ok: false, now: 0 }), breaker)
const open = failing(closedBreaker, 5)

test('four failures leave the breaker closed, the fifth in a row opens it', () => {
  assert.equal(failing(closedBreaker, 4).phase, 'closed')
  assert.equal(open.phase, 'open')
})

test('a success between failures starts the count again', () => {
  const recovered = settle(failing(closedBreaker, 4), 0, { ok: true, now: 0 })
  assert.equal(failing(recovered, 4).phase, 'closed')
})

test('an open breaker lets nothing out for ten seconds, then one probe and no more', () => {
  assert.equal(admit(open, 9_999).pass, undefined)
  const { breaker, pass } = admit(open, 10_000)
  assert.notEqual(pass, undefined)
  assert.equal(admit(breaker, 10_001).pass, undefined)
  assert.equal(admit(breaker, 99_999).pass, undefined)
})

test('a probe that succeeds closes the breaker, one that fails opens it for ten seconds more', () => {
  const { breaker, pass } = admit(open, 10_000)
  assert.equal(settle(breaker, pass!, { ok: true, now: 10_050 }).phase, 'closed')
  const again = settle(breaker, pass!, { ok: false, now: 10_050 })
  assert.equal(again.phase, 'open')
  assert.equal(admit(again, 20_049).pass, undefined)
  assert.notEqual(admit(again, 20_050).pass, undefined)
})

test('the late result of a call made before the breaker opened decides nothing', () => {
  const { breaker } = admit(open, 10_000)
  assert.deepEqual(settle(breaker, 0, { ok: true, now: 10_010 }), breaker)
  assert.deepEqual(settle(open, 0, { ok: false, now: 5_000 }), open)
})
