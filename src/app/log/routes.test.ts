import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer, type Route, sealNext } from '#platform'
import { readNoteKey } from '#platform/sealed-log'
import { testWorld } from '#platform/testing'
import { readHead } from '../../platform/sealed-log/head.ts'
import { isSignedBy, readNote } from '../../platform/sealed-log/note.ts'
import { isConsistent } from '../../platform/sealed-log/proof.ts'
import { act, sealing } from '../../platform/sealed-log/testing/sealed-log.ts'
import { logRoutes } from './routes.tsx'

const world = sealing(await testWorld())
const app = buildServer(world, {
  ...{
    routes: logRoutes as unknown as Route<typeof world>[],
    assets: new Map(),
    publicUrl: 'http://portico.example',
    formTargets: [],
  },
  shell: ({ body }) => body,
})
const get = (url: string) => app.inject({ url })

test('before anything is sealed, the pages say so', async () => {
  assert.match((await get('/log')).body, /Nothing of the log is sealed yet/)
  assert.equal((await get('/log/checkpoint')).statusCode, 404)
  assert.deepEqual((await get('/log/heads.json')).json(), { heads: [], next: null })
})

test('anybody can be a witness: the keys, every head signed by them, and the proof that each begins with the one before', async () => {
  for (const count of [3, 300, 1, 700]) {
    await act(world, count)
    await sealNext(world)
  }
  const [{ key }] = (await get('/.well-known/log-keys.json')).json().keys
  const { heads } = (await get('/log/heads.json')).json() as { heads: string[] }
  assert.equal(heads.length, 4)
  const read = heads.map(note => readHead(note)!)
  for (const note of heads) assert.ok(isSignedBy(readNote(note)!, readNoteKey(key)))
  for (const [at, now] of read.entries()) {
    const old = read[at - 1] ?? { size: 0, root: now.root }
    const { proof } = (await get(`/log/consistency.json?old=${old.size}&size=${now.size}`)).json() as { proof: string[] }
    assert.ok(
      isConsistent(
        old,
        now,
        proof.map(hash => Buffer.from(hash, 'base64')),
      ),
    )
  }
  const newest = await get('/log/checkpoint')
  assert.deepEqual([newest.body, newest.headers['access-control-allow-origin']], [heads.at(-1), '*'])
  assert.deepEqual((await get(`/log/heads.json?after=${read[2]!.size}`)).json().heads, heads.slice(3))
})

test('the page says how far the log is sealed, in three languages', async () => {
  for (const [language, title] of [
    ['en', 'The log, and how it is kept honest'],
    ['fr', 'Le journal, et ce qui le garde honnête'],
    ['ar', 'السجل، وما يحفظ أمانته'],
  ] as const) {
    const { statusCode, body } = await app.inject({ url: '/log', headers: { 'accept-language': language } })
    assert.equal(statusCode, 200)
    assert.ok(body.includes(title), language)
  }
  assert.match((await get('/log')).body, /1,004/)
})

test('a size under which nothing was sealed has no proof', async () => {
  for (const query of ['', '?old=3', '?old=3&size=5', '?old=303&size=3', '?old=-1&size=3', '?old=x&size=3'])
    assert.equal((await get(`/log/consistency.json${query}`)).statusCode, 404, query)
})
