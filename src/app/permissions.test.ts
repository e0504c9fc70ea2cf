import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Route } from '#platform'
import { routesFor } from './site.ts'
import { permissions, permissionsDocument } from './testing/permissions.ts'

const DOCUMENT = new URL('../../docs/PERMISSIONS.md', import.meta.url)
const routes = routesFor({ metricsToken: undefined })

type Door = Pick<Route, 'method' | 'path' | 'who'>

/** All that is wrong between the doors there are and the doors there should be, as sentences. */
function faults(doors: readonly Door[], table: Readonly<Record<string, readonly [gate: string, behind: string]>>): string[] {
  const names = doors.map(({ method, path }) => `${method} ${path}`)
  return [
    ...names.filter((name, at) => names.indexOf(name) !== at).map(name => `${name} is there twice.`),
    ...doors.flatMap(({ method, path, who }) => {
      const row = table[`${method} ${path}`]
      if (!row) return [`${method} ${path} lets in "${who}" and is not in the table: say there who may call it.`]
      return row[0] === who ? [] : [`${method} ${path} lets in "${who}" where the table says "${row[0]}".`]
    }),
    ...Object.keys(table).flatMap(name => (names.includes(name) ? [] : [`${name} is in the table, and is no route any more.`])),
  ]
}

test('every route lets in whom the table of permissions says, and nothing is missing on either side', () => {
  assert.deepEqual(faults(routes, permissions), [])
})

test('the table notices a route it does not name, another gate, a route that is gone, and one that is there twice', () => {
  const { 'GET /mailbox': _, ...without } = permissions
  assert.match(faults(routes, without).join(), /^GET \/mailbox lets in "citizen" and is not in the table/)
  assert.match(faults(routes, { ...permissions, 'GET /work': ['anyone', 'agency'] }).join(), /^GET \/work lets in "officer"/)
  assert.match(faults(routes, { ...permissions, 'GET /secret': ['anyone', 'own'] }).join(), /^GET \/secret is in the table/)
  assert.match(faults([...routes, routes[0]!], permissions).join(), /is there twice/)
})

test('only the identity provider’s own notice, answers to be checked and forgotten, and what a registered system signs or sends, may come without a form of ours', () => {
  const elsewhere = routes.filter(({ from }) => from === 'elsewhere').map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(elsewhere, [
    'POST /api/services/:service/check',
    'POST /api/services/:service/submissions',
    'POST /api/token',
    'POST /sign-in/backchannel-logout',
  ])
})

test('docs/PERMISSIONS.md says what the table says', () => {
  if (process.env.WRITE_DOCUMENTS === 'yes') writeFileSync(DOCUMENT, permissionsDocument())
  assert.equal(
    readFileSync(DOCUMENT, 'utf8'),
    permissionsDocument(),
    'write it again: WRITE_DOCUMENTS=yes npm test -- permissions',
  )
})
