import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { newId, noFields, transaction, type Visit } from '#platform'
import { testWorld } from '#platform/testing'
import { keyFileSigner } from './adapters/key-file.ts'
import { issueDocument } from './issue-document.ts'
import { documentsRoutes } from './routes.tsx'

const world = {
  ...(await testWorld()),
  signer: await keyFileSigner(await mkdtemp(join(tmpdir(), 'keys-'))),
  publicUrl: 'https://door.example',
  catalogue: {
    government: {
      country: 'FH',
      name: { en: 'Fairhaven' },
      currency: 'EUR',
      languages: ['en'],
      closedDays: [],
      isFictional: true,
    },
    agencies: new Map([['registry', { id: 'registry', name: { en: 'Registry' } }]]),
  },
}

async function get(path: string, { params = {}, query = {} }: { params?: Record<string, string>; query?: Visit['query'] } = {}) {
  const found = documentsRoutes.find(route => route.method === 'GET' && route.path === path)!
  const visit: Visit = {
    method: 'GET',
    path,
    url: path,
    query,
    language: 'en',
    secret: '',
    cookies: {},
    authorization: '',
    formToken: '',
  }
  const { reply } = await found.answer({ world, visit, params, fields: noFields })
  return { ...reply, text: reply.kind === 'page' ? renderToString(reply.body) : '' }
}

test('a visitor without an account checks a document by its code', async () => {
  const asked = {
    person: newId(),
    about: newId(),
    issuer: 'registry',
    document: 'permit',
    name: { en: 'Parking permit' },
    shows: [],
  }
  const { code } = await transaction(world, tx => issueDocument(tx, { ...asked, on: '2026-11-21', language: 'en' }))
  const typed = `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`
  assert.deepEqual(
    { ...(await get('/verify', { query: { code: typed } })), text: '' },
    {
      kind: 'redirect',
      status: 303,
      to: `/verify/${code}`,
      text: '',
    },
  )
  const found = await get('/verify/:code', { params: { code } })
  assert.equal(found.status, 200)
  assert.match(found.text, /This document is valid now/)
  assert.match(found.text, /Checked on 21 November 2026 at 10:00/)
})

test('a code that was never given and one that could never be one get the very same page', async () => {
  const never = await get('/verify/:code', { params: { code: '0'.repeat(26) } })
  const absurd = await get('/verify/:code', { params: { code: '<script>' } })
  assert.equal(never.status, 404)
  assert.deepEqual(absurd, { ...never, body: 'body' in absurd && absurd.body })
})

test('what cannot be a code is answered at its field, and stays there to be corrected', async () => {
  const reply = await get('/verify', { query: { code: 'A"><b>' } })
  assert.equal(reply.status, 422)
  assert.match(reply.text, /value="A&quot;>&lt;b>"/)
  assert.match(reply.text, /href="#code"/)
})

test('a person’s documents are for the person: whoever is not signed in is sent to sign in', async () => {
  for (const path of ['/documents', '/documents/:id', '/documents/:id/signed'])
    assert.equal((await get(path, { params: { id: newId() } })).status, 303, path)
})

test('the public keys are there for anyone who checks without us, and no private one', async () => {
  const reply = await get('/.well-known/jwks.json')
  assert.equal(reply.kind, 'data')
  const { keys } = JSON.parse(String(reply.kind === 'data' && reply.body))
  assert.deepEqual(Object.keys(keys[0]).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])
})
