import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

test('docs/what-it-does.md tells what the tests say', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'what-it-does.mjs'), '--check'], {
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
})
