import assert from 'node:assert/strict'
import { join } from 'node:path'
import { accountRoutes, anyone, openIdProvider, type SignInProvider, signInRoutes, signOutRoutes } from '#people'
import { as, buildServer, keysFrom, migrate, openDatabase, openLog, prepareJobs, sql } from '#platform'
import { type CookieJar, cookieJar } from '../../dev/identity-provider/cookie-jar.ts'
import { type Arrived, signIn } from '../../dev/identity-provider/sign-in.ts'
import { testDatabase } from '../../src/platform/postgres/testing.ts'
import { CLIENT, type PlayingProvider, playingProvider } from './provider.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations')
export const levels = { low: 'loa1', substantial: 'loa2', high: 'loa3' }

/** Portico's own ways in and out, on a real database and socket, with a provider that plays what a suite asks. */
export interface Stage {
  readonly provider: PlayingProvider
  at(path: string): URL
  /** Portico as it is after a restart: it has read nothing of the provider yet. */
  forget(): void
  /** Goes the whole way of a sign-in, as a browser does. */
  enter(more?: { jar?: CookieJar; level?: string; stopBefore?: URL }): Promise<Arrived>
  /** Follows an address in a browser to its end. */
  follow(url: URL, jar: CookieJar): Promise<Arrived>
  isSignedIn(jar: CookieJar): Promise<boolean>
  /** Presses "Sign out" on the account page. @returns where the browser ends */
  leave(jar: CookieJar): Promise<Arrived>
  /** How many sessions there ever were. */
  sessions(): Promise<number>
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const { url, drop } = await testDatabase(async fresh => {
    const empty = openDatabase(fresh)
    await migrate(empty, MIGRATIONS)
    await prepareJobs(empty)
    await empty.close()
  }, 'openid')
  const db = openDatabase(url)
  const world = {
    ...{ db, now: () => new Date(), log: openLog('silent'), keys: keysFrom('a root secret only ever used by suites') },
    identityProvider: undefined as unknown as SignInProvider,
  }
  const site = { assets: new Map(), formTargets: [], publicUrl: 'http://127.0.0.1:3000', visitor: anyone }
  const app = buildServer(world, {
    ...{ ...site, routes: [...signInRoutes, ...signOutRoutes, ...accountRoutes] },
    shell: ({ body }) => body,
  })
  const here = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const at = (path: string) => new URL(path, here)
  const provider = await playingProvider(() => at('/sign-in/backchannel-logout'))
  const stage: Stage = {
    provider,
    at,
    forget() {
      world.identityProvider = openIdProvider({
        ...{ issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, allowInsecure: true, levels },
        ...{ redirectUri: at('/sign-in/callback'), postLogoutRedirectUri: at('/signed-out') },
      })
    },
    enter: ({ jar = cookieJar(), level = 'low', stopBefore } = {}) =>
      signIn({ start: at(`/sign-in?then=/account&level=${level}`), subject: 'bo', jar, ...(stopBefore ? { stopBefore } : {}) }),
    follow: (start, jar) => signIn({ start, subject: 'bo', jar }),
    isSignedIn: async jar => (await app.inject({ url: '/account', headers: { cookie: jar.headerFor(here) } })).statusCode === 200,
    async leave(jar) {
      const headers = { cookie: jar.headerFor(here), 'content-type': 'application/x-www-form-urlencoded' }
      const token = /name="form-token" value="([^"]+)"/.exec((await app.inject({ url: '/account', headers })).body)?.[1]
      assert.ok(token, 'the account page has a form to sign out by')
      const out = await app.inject({ method: 'POST', url: '/sign-out', headers, payload: `form-token=${token}` })
      jar.take(here, [out.headers['set-cookie'] ?? []].flat())
      return stage.follow(new URL(out.headers.location ?? '/', here), jar)
    },
    sessions: async () => (await as({ db }, 'system people.gate').db.query(sql`select 1 from people.session`)).rowCount ?? 0,
    async close() {
      app.server.closeAllConnections()
      await app.close()
      await provider.stop()
      await db.close()
      await drop()
    },
  }
  stage.forget()
  return stage
}
