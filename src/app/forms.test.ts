import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer, keysFrom, newSecret, openLog } from '#platform'
import { routesFor } from './site.ts'
import type { AppWorld } from './world.ts'

const routes = routesFor({ metricsToken: undefined })
const posts = routes.filter(({ method }) => method === 'POST')
const ours = posts.filter(({ from }) => from === 'our-forms')

// A world with nothing in it: whatever a route asked of it would be a bug, and answered with 500.
const world = { keys: keysFrom('a root secret only ever used by tests'), log: openLog('silent') } as AppWorld
const app = buildServer(world, {
  ...{ routes, assets: new Map(), publicUrl: 'http://portico.example', formTargets: [] },
  shell: ({ body }) => body,
})

test('only the identity provider, other departments’ systems, and whoever checks answers that we forget, may send us something that is no form of ours', () => {
  const elsewhere = posts.filter(({ from }) => from === 'elsewhere').map(({ path }) => path)
  assert.deepEqual(elsewhere, [
    '/api/services/:service/check',
    '/api/services/:service/submissions',
    '/api/token',
    '/sign-in/backchannel-logout',
  ])
  assert.ok(ours.length >= 15)
})

const cookie = `portico=${newSecret()}`
const send = (path: string, payload: string, headers = {}) =>
  app.inject({
    method: 'POST',
    url: path.replace(/:\w+/g, 'x'),
    payload,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, ...headers },
  })

test('no form is taken without its token, on any of our pages', async () => {
  for (const { path } of ours) {
    const answer = await send(path, 'a=b')
    assert.equal(answer.statusCode, 403, path)
    assert.match(answer.body, /Please send this once more/, path)
  }
})

test('no form is taken from another website, on any of our pages, even with the right token', async () => {
  const token = /name="form-token" value="([\w-]+)"/.exec((await send(ours[0]!.path, '')).body)![1]
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
    for (const { path } of ours) {
      const answer = await send(path, `form-token=${token}`, headers)
      assert.equal(answer.statusCode, 403, path)
      assert.match(answer.body, /sent from another website/, path)
    }
})
