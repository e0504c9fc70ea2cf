import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linearPattern } from './pattern.ts'

test('signs and classes one after the other are kept, without their anchors', () => {
  assert.equal(linearPattern('^[A-Za-z]\\d{8}$'), '[A-Za-z]\\d{8}')
  assert.equal(linearPattern('^GB\\d{2,4} ?[A-Z]+$'), 'GB\\d{2,4} ?[A-Z]+')
})

for (const unsafe of ['^(a+)+$', '(a|aa)+', '.*.*x', '(?=a)b', '\\1', 'a{1,}b*', '[', ''])
  test(`the pattern ${unsafe || 'that says nothing'} is not taken over`, () => {
    assert.equal(linearPattern(unsafe), undefined)
  })
