import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type CookieJar, cookieJar } from '../../../dev/identity-provider/cookie-jar.ts'
import { acrOf } from '../../../dev/identity-provider/levels.ts'
import { type IdentityProvider, startIdentityProvider } from '../../../dev/identity-provider/server.ts'
import { signIn } from '../../../dev/identity-provider/sign-in.ts'
import { openIdProvider } from './openid.ts'
import type { AssuranceLevel } from './sign-in.ts'
import { type SignInRefusalCode, SignInRefused } from './sign-in-errors.ts'

const redirectUri = new URL('http://127.0.0.1:3999/sign-in/callback')
const home = new URL('http://127.0.0.1:3999/')
const clientSecret = 'only between the two of them'
const notices = createServer()
let provider: IdentityProvider

before(async () => {
  await new Promise<void>(listening => notices.listen(0, '127.0.0.1', listening))
  provider = await startIdentityProvider({
    port: 0,
    clientId: 'portico',
    clientSecret,
    redirectUris: [redirectUri.href],
    postLogoutRedirectUris: [home.href],
    backchannelLogoutUri: `http://127.0.0.1:${(notices.address() as AddressInfo).port}/`,
  })
})
after(async () => {
  notices.closeAllConnections()
  notices.close()
  await provider.stop()
})

const portico = (secret = clientSecret) =>
  openIdProvider({
    issuer: provider.issuer,
    clientId: 'portico',
    clientSecret: secret,
    redirectUri,
    postLogoutRedirectUri: home,
    allowInsecure: true,
    levels: acrOf,
  })

interface Visit {
  subject: string
  asked?: AssuranceLevel
  chosen?: AssuranceLevel
  jar?: CookieJar
  secret?: string
}

/** Goes to the provider and back to the door, and leaves it to the test to go in. */
async function comeBack({ subject, asked = 'substantial', chosen, jar, secret }: Visit) {
  const openId = portico(secret)
  const { url, memory } = await openId.begin({ level: asked, language: 'en' })
  const arrived = await signIn({ start: url, subject, level: chosen, jar, stopBefore: redirectUri })
  return { openId, memory, callback: arrived.at, jar: arrived.jar }
}

async function signedIn(visit: Visit) {
  const { openId, callback, memory, jar } = await comeBack(visit)
  return { openId, jar, person: await openId.finish(callback, memory) }
}

const refusedAs = (code: SignInRefusalCode) => (thrown: unknown) => thrown instanceof SignInRefused && thrown.code === code

test('a person signs in and the service knows who they are', async () => {
  const { idToken, sid, ...person } = (await signedIn({ subject: 'elise' })).person
  assert.deepEqual(person, {
    issuer: provider.issuer.origin,
    subject: 'elise',
    name: { givenNames: 'Élise', familyName: 'Moreau' },
    nationalId: 'FH-880704-2219',
    bornOn: '1988-07-04',
    language: 'fr',
    level: 'substantial',
  })
  assert.ok(sid)
  assert.equal(idToken.split('.').length, 3)
})

test('what is remembered meanwhile is small and survives being written down', async () => {
  const { openId, callback, memory } = await comeBack({ subject: 'bo' })
  const written = JSON.stringify(memory)
  assert.ok(written.length < 300, `${written.length} characters`)
  assert.equal((await openId.finish(callback, JSON.parse(written))).subject, 'bo')
})

test('a person who comes at a lower level than asked is refused', async () => {
  const { openId, callback, memory } = await comeBack({ subject: 'bo', asked: 'substantial', chosen: 'low' })
  await assert.rejects(openId.finish(callback, memory), refusedAs('SIGN_IN_LEVEL_TOO_LOW'))
})

test('a person who comes at a higher level than asked is welcome', async () => {
  assert.equal((await signedIn({ subject: 'bo', asked: 'low', chosen: 'high' })).person.level, 'high')
})

test('a code works once', async () => {
  const { openId, callback, memory } = await comeBack({ subject: 'bo' })
  await openId.finish(callback, memory)
  await assert.rejects(openId.finish(callback, memory), refusedAs('SIGN_IN_RUN_OUT'))
})

test('a code stolen on its way is worth nothing without the verifier that stayed here', async () => {
  const { openId, callback, memory } = await comeBack({ subject: 'bo' })
  const other = (await openId.begin({ level: 'low', language: 'en' })).memory
  await assert.rejects(openId.finish(callback, { ...memory, codeVerifier: other.codeVerifier }), refusedAs('SIGN_IN_RUN_OUT'))
})

test('a service that does not know the secret gets nobody, and says sign-in is not available', async () => {
  const { openId, callback, memory } = await comeBack({ subject: 'bo', secret: 'a guess' })
  await assert.rejects(openId.finish(callback, memory), {
    code: 'SIGN_IN_UNAVAILABLE',
    detail: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
  })
})

test('a person already signed in there is not asked again, until more assurance is needed', async () => {
  const { jar } = await signedIn({ subject: 'bo', asked: 'substantial' })
  const again = await signedIn({ subject: 'nobody is asked', asked: 'substantial', jar })
  assert.equal(again.person.subject, 'bo')
  const higher = await signedIn({ subject: 'bo', asked: 'high', jar })
  assert.equal(higher.person.level, 'high')
})

test('another person may take the place of the one signed in when asked again', async () => {
  const { jar } = await signedIn({ subject: 'bo', asked: 'low' })
  assert.equal((await signedIn({ subject: 'amara', asked: 'high', jar })).person.subject, 'amara')
})

test('signing out ends the session there too, sends a notice that can be checked, and comes home', async () => {
  const { openId, jar, person } = await signedIn({ subject: 'dalia', jar: cookieJar() })
  const told = noticeOfSignOut()
  const { at } = await signIn({ start: (await openId.endSessionUrl(person.idToken))!, subject: '', jar, stopBefore: home })
  assert.equal(at.href, home.href)
  const { issuer, subject, sid } = await openId.verifyLogoutToken(await told)
  assert.deepEqual({ issuer, subject, sid }, { issuer: person.issuer, subject: 'dalia', sid: person.sid })
  assert.equal((await signedIn({ subject: 'kofi', jar })).person.subject, 'kofi')
})

async function noticeOfSignOut(): Promise<string> {
  const [request, response] = await once(notices, 'request')
  let body = ''
  for await (const part of request) body += part
  response.end()
  return new URLSearchParams(body).get('logout_token')!
}
