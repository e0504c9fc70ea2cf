import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newCode, printedCode, readCode } from './code.ts'

test('a code has 26 letters and digits, and no two are the same', () => {
  const codes = Array.from({ length: 1_000 }, newCode)
  assert.equal(new Set(codes).size, 1_000)
  for (const code of codes) assert.match(code, /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
})

test('a code is read as people type it', () => {
  const code = '01ABCDEFGH23456789JKMNPQRS'
  assert.equal(readCode(printedCode(code)), code)
  assert.equal(readCode(' o1abcdefgh 23456789 jkmnpqrs '), code)
  assert.equal(readCode('OiABCDEFGH23456789JKMNPQRS'), code)
})

test('what cannot be a code is not looked for', () => {
  for (const typed of ['', '0'.repeat(25), '0'.repeat(27), `${'0'.repeat(25)}U`, `${'0'.repeat(25)}é`])
    assert.equal(readCode(typed), undefined)
})
