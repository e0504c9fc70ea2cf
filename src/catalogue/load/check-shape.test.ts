import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import { loadCatalogue } from '#catalogue'

setFlagsFromString('--allow-natives-syntax')
const isSameKind: (one: object, other: object) => boolean = runInThisContext('(one, other) => %HaveSameMap(one, other)')
// V8 remembers a thousand and some; names of facts, columns and attributes are some hundreds.
const KINDS = 700

test('once service files were read, V8 still knows what is made alike as one kind, beside seven hundred that begin otherwise', async () => {
  await loadCatalogue(join(import.meta.dirname, '../../..'))
  const others = Array.from({ length: KINDS }, (_, nth) => ({ [`another${nth}`]: nth }))
  const made = (name: string) =>
    Object.fromEntries([
      [name, 1],
      ['andOneMore', 2],
    ])
  assert.ok(isSameKind(made('anUnusualName'), made('anUnusualName')))
  assert.equal(others.length, KINDS)
})
