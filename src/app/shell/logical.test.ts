import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logical } from './logical.ts'

test('left and right become start and end', () => {
  assert.equal(
    logical('.a{margin-left:5px;padding-right:0;border-left:4px solid;border-left-color:red;left:2px;right:auto}'),
    '.a{margin-inline-start:5px;padding-inline-end:0;border-inline-start:4px solid;border-inline-start-color:red;inset-inline-start:2px;inset-inline-end:auto}',
  )
  assert.equal(logical('.a{float:left;text-align:right!important}'), '.a{float:inline-start;text-align:end!important}')
})

test('a shorthand of four sides keeps its block sides and turns the others', () => {
  assert.equal(logical('.a{padding:10px 20px 10px 0}'), '.a{padding-block:10px 10px;padding-inline:0 20px}')
  assert.equal(logical('.a{margin:0 auto}'), '.a{margin:0 auto}')
})

test('drawn shapes, and selectors that look like declarations, stay as they are', () => {
  const tick =
    '.a:after{transform:rotate(-45deg);border-width:0 0 5px 5px;border-left-color:inherit}@media print{a:hover{color:red}}'
  assert.equal(logical(tick), tick)
})
