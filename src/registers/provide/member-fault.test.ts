import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { memberFaults } from './member-fault.ts'

test('docs/errors.md tells members of the exchange every fault they may be answered with, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8')
  const told = [...page.matchAll(/^\| `((?:Client|Server)\.[\w.]+)` \| (\d{3}) \|/gm)].map(([, type, status]) => [
    type,
    Number(status),
  ])
  assert.deepEqual(Object.fromEntries(told), memberFaults)
})
