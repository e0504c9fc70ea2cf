import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manySessions } from './hostile/many-sessions.ts'
import { openSite } from './hostile/town.ts'

const site = await openSite()

test('three hundred people asking at once each get their own pages, and nobody another’s', async () => {
  const { people, pages, mismatches } = await manySessions(site, 300)
  console.log(`many sessions: ${people} people, ${pages} pages, ${mismatches.length} mismatches`)
  assert.deepEqual(mismatches, [])
})
