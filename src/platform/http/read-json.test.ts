import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readJson, UnfitJson } from './read-json.ts'

const read = (text: string) => readJson(Buffer.from(text))

test('ordinary JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), value => {
      const text = JSON.stringify(value)
      fc.pre(!/\\u0000|\\ud[89a-f]|__proto__|\d{16}|e\+/.test(text))
      assert.deepEqual(read(text), JSON.parse(text))
    }),
  )
})

test('thirty-two levels are read and thirty-three are not, and brackets inside text do not count', () => {
  assert.ok(read('['.repeat(32) + ']'.repeat(32)))
  assert.throws(() => read('['.repeat(33) + ']'.repeat(33)), UnfitJson)
  assert.equal(read(`"${'\\"['.repeat(500)}"`), '"['.repeat(500))
})

test('half a million nested arrays are refused before they are parsed', () => {
  assert.throws(() => read('['.repeat(500_000)), UnfitJson)
})

test('a character outside the basic plane may be escaped in two halves, one half alone may not', () => {
  assert.equal(read('"\\ud83d\\ude00"'), '😀')
  assert.throws(() => read('"\\ude00"'), UnfitJson)
})

test('a whole number that would become another one is refused, the largest that stays itself is not', () => {
  assert.equal(read('9007199254740991'), Number.MAX_SAFE_INTEGER)
  for (const text of ['9007199254740993', '-9007199254740992', '{"n":[1e20]}']) assert.throws(() => read(text), UnfitJson)
})

test('numbers too large to keep, NUL, and keys that reach for the prototype are refused', () => {
  for (const text of ['1e999', '{"a\\u0000":1}', '{"\\u005f_proto__":1}', '', '{', 'nul'])
    assert.throws(() => read(text), UnfitJson)
})

test('an object with one name twice is refused, however it is spelt; the same name in two objects is not', () => {
  for (const text of ['{"a":1,"a":2}', '[{"x":{"a":1,"\\u0061":1}}]', '{"a":{"b":1},"a":{"b":1}}'])
    assert.throws(() => read(text), UnfitJson, text)
  assert.deepEqual(read('[{"a":":"},{"a":"\\":"}]'), [{ a: ':' }, { a: '":' }])
})
