import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JWTPayload } from 'jose'
import * as client from 'openid-client'
import { openIdProvider } from './openid.ts'
import type { SignInMemory } from './sign-in.ts'
import { type SignInRefusalCode, SignInRefused, SignInUnavailable } from './sign-in-errors.ts'
import { type HostileProvider, hostileProvider, type Says } from './testing/hostile-provider.ts'

const redirectUri = new URL('http://127.0.0.1:3999/sign-in/callback')
const levels = { low: 'loa1', substantial: 'loa2', high: 'loa3' }
const secrets = ['Lindgren', 'FH-840312-1047', '1984-03-12']
let hostile: HostileProvider

before(async () => {
  hostile = await hostileProvider()
})
after(() => hostile.stop())

const portico = (issuer = hostile.issuer) =>
  openIdProvider({ issuer, clientId: 'portico', redirectUri, postLogoutRedirectUri: redirectUri, allowInsecure: true, levels })

const now = () => Math.floor(Date.now() / 1000)

const honest = ({ nonce }: { nonce?: string }): JWTPayload => ({
  iss: hostile.issuer.origin,
  sub: 'bo',
  aud: 'portico',
  nonce,
  iat: now(),
  exp: now() + 60,
  acr: 'loa2',
  given_name: 'Bo',
  family_name: 'Lindgren',
  birthdate: '1984-03-12',
  national_id: 'FH-840312-1047',
})

/** Goes through a whole sign-in at level substantial with what the provider says, changed from an honest answer. */
async function finishWith(claims: JWTPayload, how: Partial<Says> = {}, address: Record<string, string> = {}) {
  const openId = portico()
  const { memory } = await openId.begin({ level: 'substantial', language: 'en' })
  hostile.says({ idToken: { ...honest(memory), ...claims }, ...how })
  return openId.finish(callback(memory, address), memory)
}

function callback({ state }: SignInMemory, address: Record<string, string> = {}): URL {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries({ code: 'any', state, ...address })) url.searchParams.set(name, value)
  return url
}

const refusedAs = (code: SignInRefusalCode) => (thrown: unknown) => {
  assert.ok(thrown instanceof SignInRefused, String(thrown))
  assert.equal(thrown.code, code)
  assertNothingPersonal(thrown)
  return true
}

const unavailable = (thrown: unknown) => {
  assert.ok(thrown instanceof SignInUnavailable, String(thrown))
  assertNothingPersonal(thrown)
  return true
}

function assertNothingPersonal(thrown: Error): void {
  const logged = JSON.stringify([thrown.message, thrown.cause, Object.entries(thrown)])
  for (const secret of secrets) assert.ok(!logged.includes(secret), `the log would hold ${secret}`)
}

test('an honest answer is believed', async () => {
  const { name, level } = await finishWith({})
  assert.deepEqual({ name, level }, { name: { givenNames: 'Bo', familyName: 'Lindgren' }, level: 'substantial' })
})

/** The times of a lie are told when it is told: these tests may begin long after the file was read. */
const lies: [string, SignInRefusalCode, JWTPayload | (() => JWTPayload), Partial<Says>?][] = [
  ['a signature by another key', 'SIGN_IN_NOT_TRUSTED', {}, { signed: 'by-another' }],
  ['no signature at all', 'SIGN_IN_NOT_TRUSTED', {}, { signed: 'not-at-all' }],
  ['a signature with a secret made of the public key', 'SIGN_IN_NOT_TRUSTED', {}, { signed: 'with-a-shared-secret' }],
  ['a key nobody published', 'SIGN_IN_NOT_TRUSTED', {}, { header: { kid: 'two' } }],
  ['the nonce of another sign-in', 'SIGN_IN_NOT_TRUSTED', { nonce: 'another' }],
  ['no nonce', 'SIGN_IN_NOT_TRUSTED', { nonce: undefined }],
  ['a token that has expired', 'SIGN_IN_NOT_TRUSTED', () => ({ iat: now() - 120, exp: now() - 60 })],
  ['a token without an end', 'SIGN_IN_NOT_TRUSTED', { exp: undefined }],
  ['a token that is not valid yet', 'SIGN_IN_NOT_TRUSTED', () => ({ nbf: now() + 20 })],
  ['a token issued in the future', 'SIGN_IN_NOT_TRUSTED', () => ({ iat: now() + 20 })],
  ['a token issued an hour ago', 'SIGN_IN_NOT_TRUSTED', () => ({ iat: now() - 3600 })],
  ['a token for another service', 'SIGN_IN_NOT_TRUSTED', { aud: 'another' }],
  ['a token for several services that was asked by another', 'SIGN_IN_NOT_TRUSTED', { aud: ['portico', 'b'], azp: 'b' }],
  ['a token of another provider', 'SIGN_IN_NOT_TRUSTED', { iss: 'https://elsewhere.example' }],
  ['a lower level than asked', 'SIGN_IN_LEVEL_TOO_LOW', { acr: 'loa1' }],
  ['a level nobody knows', 'SIGN_IN_LEVEL_TOO_LOW', { acr: 'loa9' }],
  ['no level', 'SIGN_IN_LEVEL_TOO_LOW', { acr: undefined }],
  ['nobody’s name', 'SIGN_IN_INCOMPLETE', { given_name: undefined, family_name: 'L\u0000' }, { userinfo: { sub: 'bo' } }],
]

for (const [lie, code, claims, how] of lies) {
  test(`${lie} is refused`, () =>
    assert.rejects(finishWith(typeof claims === 'function' ? claims() : claims, how), refusedAs(code)))
}

test('openid-client left to itself believes a forged signature and tokens of the future: our checks are what refuses them', async () => {
  const alone = await client.discovery(hostile.issuer, 'portico', undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  })
  const believed = async (claims: JWTPayload, how: Partial<Says> = {}) => {
    hostile.says({ idToken: { ...honest({ nonce: 'n' }), ...claims }, ...how })
    const at = callback({ state: 's', nonce: 'n', codeVerifier: 'v', level: 'low' })
    const tokens = await client.authorizationCodeGrant(alone, at, { expectedNonce: 'n', expectedState: 's' })
    return tokens.claims()?.sub
  }
  assert.equal(await believed({}, { signed: 'by-another' }), 'bo')
  assert.equal(await believed({ iat: now() + 3600 }), 'bo')
  assert.equal(await believed({ nbf: now() + 20 }), 'bo')
})

test('a person who comes back to a sign-in that this browser did not start is refused', () =>
  assert.rejects(finishWith({}, {}, { state: 'another' }), refusedAs('SIGN_IN_NOT_STARTED_HERE')))

test('an answer in another provider’s name is refused', () =>
  assert.rejects(finishWith({}, {}, { iss: 'https://elsewhere.example' }), refusedAs('SIGN_IN_NOT_TRUSTED')))

test('a person who stops at the provider is told so', () =>
  assert.rejects(finishWith({}, {}, { error: 'access_denied' }), refusedAs('SIGN_IN_DECLINED')))

test('a code the provider no longer takes asks the person to start again', async () => {
  const openId = portico()
  const { memory } = await openId.begin({ level: 'low', language: 'en' })
  hostile.says({ error: 'invalid_grant', status: 400 })
  await assert.rejects(openId.finish(callback(memory), memory), refusedAs('SIGN_IN_RUN_OUT'))
})

test('a name that is not in the ID token is asked of the provider', async () => {
  const bare = { given_name: undefined, family_name: undefined, national_id: undefined }
  const { name, nationalId } = await finishWith(bare, {
    userinfo: { sub: 'bo', given_name: 'Bo', national_id: 'FH-840312-1047' },
  })
  assert.deepEqual({ name, nationalId }, { name: { givenNames: 'Bo', familyName: '' }, nationalId: 'FH-840312-1047' })
})

test('a name that belongs to another person is refused', () =>
  assert.rejects(
    finishWith({ given_name: undefined, family_name: undefined }, { userinfo: { sub: 'kofi', given_name: 'Kofi' } }),
    refusedAs('SIGN_IN_NOT_TRUSTED'),
  ))

test('a provider that fails, or answers nothing, makes sign-in unavailable within its time limit', async () => {
  const openId = portico()
  const { memory } = await openId.begin({ level: 'low', language: 'en' })
  hostile.says({ error: 'oops', status: 500 })
  await assert.rejects(openId.finish(callback(memory), memory), unavailable)
  hostile.says(null)
  const began = Date.now()
  await assert.rejects(openId.finish(callback(memory), memory), unavailable)
  assert.ok(Date.now() - began < 2_500)
})

test('a provider that is down makes sign-in unavailable, and signs people in as soon as it is up', async () => {
  const gone = await hostileProvider()
  await gone.stop()
  let issuer = gone.issuer
  const openId = openIdProvider({
    get issuer() {
      return issuer
    },
    clientId: 'portico',
    redirectUri,
    postLogoutRedirectUri: redirectUri,
    allowInsecure: true,
    levels,
  })
  await assert.rejects(openId.begin({ level: 'low', language: 'en' }), unavailable)
  issuer = hostile.issuer
  assert.equal((await openId.begin({ level: 'low', language: 'en' })).url.origin, hostile.issuer.origin)
})

test('a provider over plain http elsewhere than on this machine is refused before anything starts', () => {
  assert.throws(() => portico(new URL('http://id.example')), /must use https/)
  assert.throws(() => portico(new URL('http://127.0.0.1.example')), /must use https/)
})
