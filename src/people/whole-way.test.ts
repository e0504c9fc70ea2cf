import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildServer } from '#platform'
import { testWorld } from '#platform/testing'
import { type CookieJar, cookieJar } from '../../dev/identity-provider/cookie-jar.ts'
import { acrOf } from '../../dev/identity-provider/levels.ts'
import { startIdentityProvider } from '../../dev/identity-provider/server.ts'
import { signIn as goThrough } from '../../dev/identity-provider/sign-in.ts'
import { accountRoutes } from './account-routes.ts'
import { openIdProvider } from './adapters/openid.ts'
import type { SignInProvider } from './adapters/sign-in.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signOutRoutes } from './sign-out-routes.ts'

const world = { ...(await testWorld()), identityProvider: undefined as unknown as SignInProvider }
const site = {
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  routes: [...signInRoutes, ...signOutRoutes, ...accountRoutes],
}
const app = buildServer(world, { ...site, shell: ({ body }) => body })
const here = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
const at = (path: string) => new URL(path, here)
const provider = await startIdentityProvider({
  port: 0,
  clientId: 'portico',
  redirectUris: [at('/sign-in/callback').href],
  postLogoutRedirectUris: [at('/signed-out').href],
  backchannelLogoutUri: at('/sign-in/backchannel-logout').href,
})
world.identityProvider = openIdProvider({
  issuer: provider.issuer,
  clientId: 'portico',
  redirectUri: at('/sign-in/callback'),
  postLogoutRedirectUri: at('/signed-out'),
  allowInsecure: true,
  levels: acrOf,
})
after(async () => {
  app.server.closeAllConnections()
  await app.close()
  await provider.stop()
})

const account = (cookie: string) => app.inject({ url: '/account', headers: { cookie } })
const enter = (jar: CookieJar, subject: string) => goThrough({ start: at('/account'), subject, jar })

test('a person signs in with the real protocol and reads on in their own language', async () => {
  const jar = cookieJar()
  const arrived = await enter(jar, 'dalia')
  assert.deepEqual([arrived.at.pathname, arrived.status], ['/account', 200])
  assert.match(arrived.body!, /داليا/)
  assert.match((await account(jar.headerFor(here))).body, /حسابك/)
})

test('signing out of one browser ends, by the provider’s own notice, every session that came from it', async () => {
  const jar = cookieJar()
  await enter(jar, 'bo')
  const first = jar.headerFor(here)
  jar.take(here, ['portico=another-browser; Path=/'])
  const second = await enter(jar, 'bo')
  const headers = { cookie: jar.headerFor(here), 'content-type': 'application/x-www-form-urlencoded' }
  const token = /name="form-token" value="([^"]+)"/.exec(second.body!)![1]!
  const out = await app.inject({ method: 'POST', url: '/sign-out', headers, payload: `form-token=${token}` })
  assert.equal((await account(first)).statusCode, 200)
  const home = await goThrough({ start: new URL(out.headers.location!), subject: 'bo', jar })
  assert.equal(home.at.pathname, '/signed-out')
  for (let tries = 0; tries < 50 && (await account(first)).statusCode === 200; tries++)
    await new Promise(soon => setTimeout(soon, 20))
  assert.equal((await account(first)).statusCode, 303)
})
