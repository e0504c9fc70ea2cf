import assert from 'node:assert/strict'
import { type CookieJar, cookieJar } from '../../dev/identity-provider/cookie-jar.ts'
import type { Arrived } from '../../dev/identity-provider/sign-in.ts'
import { signInWords } from '../../src/people/adapters/words.ts'
import type { Stage } from './portico.ts'

type Told = Parameters<ReturnType<typeof signInWords>>[0]

/** The whole way in ends on the account page, with a session. */
export async function isLetIn(stage: Stage): Promise<void> {
  const [jar, before] = [cookieJar(), await stage.sessions()]
  const arrived = await stage.enter({ jar })
  assert.deepEqual([arrived.at.pathname, arrived.status], ['/account', 200])
  assert.match(arrived.body ?? '', /Bo Lindgren/)
  assert.deepEqual([await stage.isSignedIn(jar), await stage.sessions()], [true, before + 1])
}

/** The whole way in ends on a page with exactly these words, without any session. */
export async function isRefused(
  stage: Stage,
  code: Told,
  way = (jar: CookieJar) => stage.enter({ jar, level: 'substantial' }),
): Promise<void> {
  const [jar, before] = [cookieJar(), await stage.sessions()]
  assertSays(await way(jar), code)
  assert.deepEqual([await stage.isSignedIn(jar), await stage.sessions()], [false, before], 'nobody is signed in')
}

/** The page of a sign-in that did not work out, in the very words for it. */
export function assertSays({ at, body, status }: Arrived, code: Told): void {
  const words = signInWords('en')(code)
  assert.ok(
    body?.includes(words),
    `${at.pathname} ${status} does not say “${words}”: ${body?.replace(/<[^>]+>/g, ' ').slice(0, 200)}`,
  )
  assert.equal(status, code === 'SIGN_IN_UNAVAILABLE' ? 503 : /LEVEL|DECLINED|INCOMPLETE/.test(code) ? 403 : 400)
  for (const secret of ['FH-840312-1047', '1984-03-12', 'the access token']) assert.ok(!body?.includes(secret))
}
