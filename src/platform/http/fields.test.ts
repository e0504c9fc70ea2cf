import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../errors.ts'
import { oneOf, readFields } from './fields.ts'

const read = (body: string) => readFields(Buffer.from(body, 'latin1'))
const refuses = (body: string, code: string, status = 400) =>
  assert.throws(
    () => read(body),
    (error: Refusal) => error.code === code && error.status === status,
    JSON.stringify(body.slice(0, 60)),
  )

test('a form is read as it was typed, in every script and with every sign', () => {
  const typed = { name: "Zoë O'Neill & Söhne", city: 'مدينة', note: 'a=b\r\n100 % + 😀', empty: '' }
  const { one } = read(new URLSearchParams(typed).toString())
  assert.deepEqual({ ...one }, typed)
})

test('UTF-8 may stand as it is or in percent signs', () => {
  const bytes = Buffer.from('city=Orléans&other=Orl%C3%A9ans+2', 'utf8')
  assert.deepEqual({ ...readFields(bytes).one }, { city: 'Orléans', other: 'Orléans 2' })
})

test('a name in [] may repeat, every other comes once', () => {
  assert.deepEqual(read('days[]=mon&days%5B%5D=tue').all('days[]'), ['mon', 'tue'])
  assert.deepEqual(read('x=1').all('days[]'), [])
  refuses('x=1&y=2&x=1', 'FORM_FIELD_TWICE')
  refuses('x=1&%78=1', 'FORM_FIELD_TWICE')
})

test('what is not UTF-8 is refused, raw or in percent signs', () => {
  const wrong = ['%FF', '%C3', '%ED%A0%80', '%C0%80', '%F5%80%80%80', '%', '%4', '%zz', '\xff', '\xc3', '\xed\xa0\x80', '\xc3%A9']
  for (const value of wrong) {
    refuses(`x=${value}`, 'FORM_NOT_TEXT')
    refuses(`${value}=x`, 'FORM_NOT_TEXT')
  }
})

test('NUL is refused wherever it hides', () => {
  for (const body of ['x=a%00b', 'x=a\0b', 'x%00=a', '\0=a']) refuses(body, 'FORM_NOT_TEXT')
})

test('400 fields are taken, one more is not', () => {
  const fields = (count: number) => Array.from({ length: count }, (_, n) => `f${n}=x`).join('&')
  assert.equal(read(fields(400)).names.length, 400)
  refuses(fields(401), 'FORM_TOO_MANY_FIELDS', 413)
  refuses('&'.repeat(60_000), 'FORM_TOO_MANY_FIELDS', 413)
})

test('a name of 200 characters is taken, one longer is not', () => {
  assert.equal(read(`${'n'.repeat(200)}=x`).names.length, 1)
  refuses(`${'n'.repeat(201)}=x`, 'FORM_FIELD_NAME_TOO_LONG')
  assert.equal(read(`${'%C3%A9'.repeat(200)}=x`).names.length, 1)
})

test('names of an object’s own machinery are names like any other', () => {
  const { one, names } = read('__proto__=a&constructor=b&toString=c&hasOwnProperty=d')
  assert.deepEqual(names, ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
  assert.equal(Object.entries(one)[0]?.[1], 'a')
  assert.equal(Object.getPrototypeOf(one), null)
  assert.equal(read('x=1').one.constructor, undefined)
  assert.equal(({} as Record<string, unknown>).a, undefined)
})

test('a stray & adds no field', () => {
  assert.deepEqual(read('&x=1&&').names, ['x'])
  assert.deepEqual(read('').names, [])
})

test('a value that was not offered is refused', () => {
  assert.equal(oneOf('yes', ['yes', 'no']), 'yes')
  for (const value of [undefined, '', 'YES', 'constructor'])
    assert.throws(
      () => oneOf(value, ['yes', 'no']),
      (error: Refusal) => error instanceof Refusal && error.code === 'FORM_VALUE_NOT_OFFERED',
    )
})
