import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownPath } from './own-path.ts'

const elsewhere = [
  'https://evil.example/',
  'http:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/a\\b',
  '/\t/evil.example',
  '/\n/evil.example',
  '/ /evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'data:text/html,hello',
  'evil.example',
  '@evil.example',
  '.evil.example',
  '',
  '/\u0000',
  '/\u202eelpmaxe',
  '/ü',
  '/a\r\nset-cookie: x=y',
  `/${'a'.repeat(600)}`,
  '/sign-in?then=/sign-in',
  '/sign-in/callback?state=x',
  '/sign-out',
  '/a/../sign-in',
]

test('nobody can be led to another website by way of signing in', () => {
  for (const path of elsewhere) assert.equal(ownPath(path), '/account', JSON.stringify(path))
  assert.equal(ownPath(undefined), '/account')
})

test('a person goes on to the page they wanted, with its question and its place', () => {
  for (const path of [
    '/',
    '/journeys/7f/check?page=2&x=%D9%85',
    '/cases?then=https://evil.example',
    '/a#part',
    '/signs',
    '/a/b/../c',
  ])
    assert.equal(ownPath(path), path)
})
