import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verdictOn, wilson } from './wilson.ts'

const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 5e-5, `${actual} is not ${expected}`)

test('the interval is Wilson’s as published: 81 of 263 and 15 of 148 (Newcombe 1998, method 3)', () => {
  const one = wilson(81 / 263, 263)
  near(one.low, 0.2553)
  near(one.high, 0.3662)
  const two = wilson(15 / 148, 148)
  near(two.low, 0.0624)
  near(two.high, 0.1605)
})

test('it holds where nothing or everything was counted: 0 of 20 and 29 of 29 (Newcombe 1998)', () => {
  const none = wilson(0, 20)
  assert.equal(none.low, 0)
  near(none.high, 0.1611)
  const all = wilson(1, 29)
  near(all.low, 0.883)
  assert.equal(all.high, 1)
})

test('a target is met or missed only when the whole interval says so', () => {
  const estimate = { value: 0.85, low: 0.8, high: 0.9 }
  assert.equal(verdictOn(estimate, 0.8), 'met')
  assert.equal(verdictOn(estimate, 0.81), 'too-close-to-call')
  assert.equal(verdictOn(estimate, 0.9), 'too-close-to-call')
  assert.equal(verdictOn(estimate, 0.91), 'missed')
})

test('without a count or without a target nothing is known', () => {
  assert.equal(verdictOn(undefined, 0.8), 'unknown')
  assert.equal(verdictOn({ value: 1, low: 1, high: 1 }, undefined), 'unknown')
})

test('a promise of every single case, kept in every single case, is never called missed', () => {
  for (let n = 1; n <= 3_000; n++) assert.notEqual(verdictOn(wilson(1, n), 1), 'missed', String(n))
})
