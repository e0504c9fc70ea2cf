import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JWTPayload } from 'jose'
import { openIdProvider } from './openid.ts'
import { SignInRefused, SignInUnavailable } from './sign-in-errors.ts'
import { type HostileProvider, hostileProvider } from './testing/hostile-provider.ts'

const redirectUri = new URL('http://127.0.0.1:3999/sign-in/callback')
const levels = { low: 'loa1', substantial: 'loa2', high: 'loa3' }
const event = 'http://schemas.openid.net/event/backchannel-logout'
let provider: HostileProvider

before(async () => {
  provider = await hostileProvider()
})
after(() => provider.stop())

const portico = () =>
  openIdProvider({
    issuer: provider.issuer,
    clientId: 'portico',
    redirectUri,
    postLogoutRedirectUri: redirectUri,
    allowInsecure: true,
    levels,
  })

const now = () => Math.floor(Date.now() / 1000)

const notice = (): JWTPayload => ({
  iss: provider.issuer.origin,
  aud: 'portico',
  iat: now(),
  exp: now() + 120,
  jti: 'notice-1',
  sub: 'bo',
  sid: 'session-1',
  events: { [event]: {} },
})

test('a sign-out elsewhere is believed when the provider signed it', async () => {
  const jwt = await provider.sign(notice(), { header: { typ: 'logout+jwt' } })
  const signedOut = { id: 'notice-1', issuer: provider.issuer.origin, subject: 'bo', sid: 'session-1' }
  assert.deepEqual(await portico().verifyLogoutToken(jwt), signedOut)
})

/** The times of a lie are told when it is told: these tests may begin long after the file was read. */
const lies: [string, JWTPayload | (() => JWTPayload), Parameters<HostileProvider['sign']>[1]?][] = [
  ['signed by another', {}, { signed: 'by-another' }],
  ['signed by nobody', {}, { signed: 'not-at-all' }],
  ['of another kind of token', {}, { header: { typ: 'at+jwt' } }],
  ['that is an ID token', { nonce: 'n' }],
  ['without the event', { events: {} }],
  ['for another service', { aud: 'another' }],
  ['of another provider', { iss: 'https://elsewhere.example' }],
  ['that has expired', () => ({ exp: now() - 60 })],
  ['issued in the future', () => ({ iat: now() + 60 })],
  ['kept since yesterday', () => ({ iat: now() - 86_400 })],
  ['not valid yet', () => ({ nbf: now() + 60 })],
  ['about nobody', { sub: undefined, sid: undefined }],
  ['that cannot be told from its copies', { jti: undefined }],
]

for (const [lie, claims, signing] of lies) {
  test(`a notice of sign-out ${lie} is not followed`, async () => {
    const jwt = await provider.sign({ ...notice(), ...(typeof claims === 'function' ? claims() : claims) }, signing)
    await assert.rejects(
      portico().verifyLogoutToken(jwt),
      thrown => thrown instanceof SignInRefused && thrown.code === 'SIGN_OUT_NOT_TRUSTED',
    )
  })
}

test('a notice that is no token at all is not followed', () =>
  assert.rejects(portico().verifyLogoutToken('hello'), SignInRefused))

test('a notice that cannot be checked now can come again', async () => {
  const other = await hostileProvider()
  const openId = openIdProvider({
    issuer: other.issuer,
    clientId: 'portico',
    redirectUri,
    postLogoutRedirectUri: redirectUri,
    allowInsecure: true,
    levels,
  })
  await openId.begin({ level: 'low', language: 'en' })
  const jwt = await other.sign({ ...notice(), iss: other.issuer.origin })
  await other.stop()
  await assert.rejects(openId.verifyLogoutToken(jwt), SignInUnavailable)
})
