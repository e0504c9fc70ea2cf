import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#platform'
import { type Case, decide, rulesOf } from './case.ts'

const bosPlace: Case = {
  ...{ id: 'bos-place', reference: 'K7QD-2MVX-9RTB', person: 'bo', submission: { id: 'sent', reference: 'BBBB-CCCC-DDDD' } },
  ...{ service: 'childcare-place', version: 1, agency: 'municipality', channel: 'web', language: 'en', state: 'open' },
  ...{ receivedAt: new Date('2026-11-21T09:00:00Z'), dueOn: '2026-12-11', openTasks: 0 },
}
const amara = { id: 'amara', personId: 'amara-herself', agency: 'municipality', name: 'Amara Okoye' }
const at = new Date('2026-12-11T21:00:00Z')
const granted = { outcome: 'granted', reason: 'A place is free.' } as const

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a decision says what was decided, by whom, for which service, and whether in time', () => {
  const { kind, about, by, person, facts } = decide(bosPlace, granted, amara, at)
  assert.deepEqual([kind, about, by, person], ['case.decided', 'bos-place', 'amara', 'bo'])
  assert.deepEqual([facts?.outcome, facts?.service, facts?.version, facts?.inTime], ['granted', 'childcare-place', 1, true])
})

test('in time ends with the promised day in the office’s own time zone', () => {
  assert.equal(decide(bosPlace, granted, amara, new Date('2026-12-11T22:59:00Z')).facts?.inTime, true)
  assert.equal(decide(bosPlace, granted, amara, new Date('2026-12-11T23:01:00Z')).facts?.inTime, false)
})

test('a decision’s event never carries the reason', () => {
  assert.doesNotMatch(JSON.stringify(decide(bosPlace, granted, amara, at)), /place is free/)
})

test('a decided case is not decided again', () => {
  const decision = { ...granted, by: 'amara', at, documents: [] }
  assert.throws(
    () => decide({ ...bosPlace, state: 'decided', decision }, granted, amara, at),
    refusedWith('CASE_ALREADY_DECIDED'),
  )
})

test('a case with a check still to be made is not decided before it', () => {
  assert.throws(() => decide({ ...bosPlace, openTasks: 1 }, granted, amara, at), refusedWith('CASE_TASKS_OPEN'))
})

test('a waiting case can be closed, and nothing else', () => {
  const waiting: Case = { ...bosPlace, state: 'waiting-on-other', follows: 'register-birth' }
  assert.throws(() => decide(waiting, granted, amara, at), refusedWith('CASE_WAITS_ON_OTHER'))
  assert.equal(decide(waiting, { outcome: 'closed' }, rulesOf(waiting), at).facts?.outcome, 'closed')
})

test('an officer of another agency, the person themselves, and an officer whom they let act for them cannot decide it', () => {
  assert.throws(() => decide(bosPlace, granted, { ...amara, agency: 'family-agency' }, at), refusedWith('CASE_NOT_FOUND'))
  assert.throws(() => decide(bosPlace, granted, { ...amara, personId: 'bo' }, at), refusedWith('CASE_IS_YOUR_OWN'))
  assert.throws(() => decide(bosPlace, granted, { ...amara, actsFor: ['bo'] }, at), refusedWith('CASE_OF_YOUR_MANDATE'))
})

test('every refusal is a sentence in each language', () => {
  for (const change of [
    { openTasks: 1 },
    { state: 'waiting-on-other' as const },
    { agency: 'interior' },
    { person: amara.personId },
  ]) {
    try {
      decide({ ...bosPlace, ...change }, granted, amara, at)
      assert.fail('it was decided')
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error))
      for (const language of ['en', 'fr', 'ar'] as const) assert.match(error.say(language), /\.$/)
    }
  }
})
