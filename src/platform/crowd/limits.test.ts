import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LimitName, openLimiter } from './limits.ts'

function limiterAt() {
  const clock = { ms: 0 }
  const limiter = openLimiter(() => clock.ms)
  const mayGo = (name: LimitName, who: { browser?: string; address: string | undefined }) =>
    limiter.count(name, who)?.waitSeconds === 0
  return { clock, limiter, mayGo }
}

test('of a thousand guesses in a minute from one browser five are tried', () => {
  const { clock, mayGo } = limiterAt()
  let tried = 0
  for (let guess = 0; guess < 1_000; guess++) {
    clock.ms = guess
    if (mayGo('sign-in', { browser: 'b', address: '203.0.113.9' })) tried += 1
  }
  assert.equal(tried, 5)
})

test('whoever throws their cookies away is still held to 300 in five minutes by their address', () => {
  const { mayGo } = limiterAt()
  const tried = Array.from({ length: 1_000 }, (_, at) => mayGo('sign-in', { browser: `b${at}`, address: '203.0.113.9' }))
  assert.equal(tried.filter(Boolean).length, 300)
  assert.equal(mayGo('sign-in', { browser: 'another', address: '203.0.113.10' }), true)
})

test('a wait that is told is long enough, and not much too long', () => {
  const { clock, limiter, mayGo } = limiterAt()
  const who = { browser: 'b', address: undefined }
  while (mayGo('sign-in', who));
  const { waitSeconds } = limiter.count('sign-in', who)!
  clock.ms += waitSeconds * 1000 - 100
  assert.equal(mayGo('sign-in', who), false)
  clock.ms += 101
  assert.equal(mayGo('sign-in', who), true)
})

test('the headers say how many may be done in which time, and how many are left', () => {
  const { limiter } = limiterAt()
  const { policy, state } = limiter.count('sign-in', { browser: 'b', address: undefined })!
  assert.deepEqual([policy, state], ['"sign-in-browser";q=5;w=60', '"sign-in-browser";r=4;t=12'])
})

test('nothing that tells who came is kept, and a flood of names takes no more than its room', () => {
  const limiter = openLimiter(() => 0, 100)
  for (let at = 0; at < 1_000; at++) limiter.count('codes', { address: `203.0.113.${at}` })
  assert.equal(limiter.kept, 100)
})
