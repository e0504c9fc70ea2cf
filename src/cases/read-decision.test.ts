import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pays } from '#catalogue'
import { asksAmount, readDecision } from './read-decision.ts'

const context = { language: 'en', on: '2026-11-21' } as const
const pays: Pays = { amount: 'weekly', currency: 'EUR', every: 'week', to: 'applicant.bankAccount' }
const granted = { outcome: 'granted', reason: 'A place is free.', amount: '' } as const

test('a decision needs an outcome and a reason, and both faults are told at once', () => {
  assert.deepEqual(readDecision({ reason: ' \r\n ', amount: '' }, context), {
    faults: { outcome: 'outcome-missing', reason: 'reason-missing' },
  })
})

test('a reason of 2,000 letters is taken, of 2,001 it is not, and a line’s end counts as one', () => {
  const reason = `${'x'.repeat(1_999)}`
  assert.ok('decision' in readDecision({ ...granted, reason: `x\r\n${'x'.repeat(1_998)}` }, context))
  assert.ok('decision' in readDecision({ ...granted, reason: `${reason}💛` }, context))
  assert.deepEqual(readDecision({ ...granted, reason: `${reason}xx` }, context), { faults: { reason: 'reason-too-long' } })
})

test('who grants money that the rules did not work out says how much', () => {
  assert.equal(asksAmount({ ...context, pays }), true)
  assert.deepEqual(readDecision(granted, { ...context, pays }), { faults: { amount: 'amount-wrong' } })
  assert.deepEqual(readDecision({ ...granted, amount: '43.10' }, { ...context, pays }), {
    decision: { outcome: 'granted', reason: granted.reason, pays: { amountMinor: 4_310, currency: 'EUR', every: 'week' } },
  })
})

test('a sum that the rules worked out is paid as it is, whatever is typed', () => {
  const workedOut = { amountMinor: 2_690, currency: 'EUR', every: 'week' } as const
  const read = readDecision({ ...granted, amount: '1,000,000' }, { ...context, pays, workedOut })
  assert.deepEqual(read, { decision: { outcome: 'granted', reason: granted.reason, pays: workedOut } })
})

test('a refusal pays nothing', () => {
  const read = readDecision({ outcome: 'refused', reason: 'Too late.', amount: '' }, { ...context, pays })
  assert.deepEqual(read, { decision: { outcome: 'refused', reason: 'Too late.' } })
})
