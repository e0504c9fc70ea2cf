import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from './compared.ts'
import type { Answer } from './exchange.ts'

const answered = (json: unknown, status = 200): Answer => ({ kind: 'answered', status, json, id: 'm', ms: 1 })
const silent: Answer = { kind: 'unavailable', reason: 'timeout', id: 'm', ms: 1 }
const compared = (one: Answer, other: Answer) => {
  const { result, places } = compare({ service: 's' }, [one, other])
  return [result, ...places]
}

test('two ways that say the same are the same, in whatever order they say it', () => {
  assert.deepEqual(compared(answered({ a: 1, b: [{ c: null }] }), answered({ b: [{}], a: 1 })), ['same'])
  assert.deepEqual(compared(answered({ error: 'no' }, 404), answered(null, 404)), ['same'])
})

test('where two ways differ is told by the names of places alone', () => {
  assert.deepEqual(compared(answered({ a: { b: 'Bo' }, c: 1 }), answered({ a: { b: 'Sam' }, c: 1 })), ['differs', 'a.b'])
  assert.deepEqual(compared(answered({ list: [{ a: 1 }, { a: 2 }] }), answered({ list: [{ a: 1 }] })), ['differs', 'list.*'])
  assert.deepEqual(compared(answered({ 'FH-840312-1047': 1 }), answered({})), ['differs', '*'])
  assert.deepEqual(compared(answered({ a: 1 }), answered(null, 404)), ['differs', '*'])
})

test('of one that did not answer nothing can be said', () => {
  assert.deepEqual(compared(answered({}), silent), ['unanswered'])
})
