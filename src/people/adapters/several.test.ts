import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openIdProvider } from './openid.ts'
import { severalProviders } from './several.ts'
import type { AssuranceLevel, SignInMemory, SignInProvider } from './sign-in.ts'
import { type SignInRefusalCode, SignInRefused } from './sign-in-errors.ts'
import { type HostileProvider, hostileProvider } from './testing/hostile-provider.ts'

let eid: HostileProvider
let bank: HostileProvider
let portico: SignInProvider

const backTo = (id: string) => new URL(`http://127.0.0.1:3999/sign-in/callback/${id}`)
const now = () => Math.floor(Date.now() / 1000)

before(async () => {
  ;[eid, bank] = await Promise.all([hostileProvider(), hostileProvider()])
  portico = severalProviders([
    one('eid', eid, { substantial: 'loa2', high: 'loa3' }, true),
    one('bank', bank, { low: 'simple', substantial: 'strong' }, false),
  ])
})
after(() => Promise.all([eid.stop(), bank.stop()]))

function one(
  id: string,
  { issuer }: HostileProvider,
  levels: Partial<Record<AssuranceLevel, string>>,
  mayTellNationalId: boolean,
) {
  const home = new URL('http://127.0.0.1:3999/signed-out')
  const provider = openIdProvider({
    ...{ issuer, clientId: 'portico', redirectUri: backTo(id), postLogoutRedirectUri: home, allowInsecure: true, levels },
    mayTellNationalId,
  })
  return { id, name: { en: id }, issuer, levels: Object.keys(levels) as AssuranceLevel[], provider }
}

const honest = ({ issuer }: HostileProvider, { nonce }: SignInMemory, acr: string) => ({
  ...{ iss: issuer.origin, sub: 'bo', aud: 'portico', nonce, iat: now(), exp: now() + 60, acr },
  ...{ given_name: 'Bo', family_name: 'Lindgren', national_id: 'FH-840312-1047' },
})

function callback(id: string, { state }: SignInMemory, more: Record<string, string> = {}): URL {
  const url = backTo(id)
  url.search = new URLSearchParams({ code: 'any', state, ...more }).toString()
  return url
}

const refusedAs = (code: SignInRefusalCode) => (thrown: unknown) => thrown instanceof SignInRefused && thrown.code === code

test('each provider is asked in its own words, at its own way back, and for no more than it is believed about', async () => {
  const { url, memory } = await portico.begin({ level: 'low', language: 'fr', provider: 'bank' })
  assert.equal(url.origin, bank.issuer.origin)
  const { acr_values, redirect_uri, scope } = Object.fromEntries(url.searchParams)
  assert.deepEqual([acr_values, redirect_uri, scope], ['simple strong', backTo('bank').href, 'openid profile'])
  bank.says({ idToken: honest(bank, memory, 'strong') })
  const { level, nationalId } = await portico.finish(callback('bank', memory), memory)
  assert.deepEqual({ level, nationalId }, { level: 'substantial', nationalId: undefined })
})

test('whoever chose nobody is sent to the first that is sure enough', async () => {
  const { url, memory } = await portico.begin({ level: 'high', language: 'en' })
  assert.equal(url.origin, eid.issuer.origin)
  eid.says({ idToken: honest(eid, memory, 'loa3') })
  assert.equal((await portico.finish(callback('eid', memory), memory)).nationalId, 'FH-840312-1047')
})

test('a provider that is not sure enough for what is wanted is not even asked', () =>
  assert.rejects(portico.begin({ level: 'high', language: 'en', provider: 'bank' }), refusedAs('SIGN_IN_LEVEL_TOO_LOW')))

test('a provider is believed at the levels named for it, whatever it says', async () => {
  const { memory } = await portico.begin({ level: 'substantial', language: 'en', provider: 'bank' })
  for (const acr of ['loa3', 'loa2', 'high', '']) {
    bank.says({ idToken: honest(bank, memory, acr) })
    await assert.rejects(portico.finish(callback('bank', memory), memory), refusedAs('SIGN_IN_LEVEL_TOO_LOW'), acr)
  }
})

test('one provider cannot answer what another was asked', async () => {
  const { memory } = await portico.begin({ level: 'substantial', language: 'en', provider: 'eid' })
  eid.says({ idToken: honest(bank, memory, 'loa2') })
  await assert.rejects(portico.finish(callback('eid', memory), memory), refusedAs('SIGN_IN_NOT_TRUSTED'))
  const mixedUp = callback('eid', memory, { iss: bank.issuer.origin })
  await assert.rejects(portico.finish(mixedUp, memory), refusedAs('SIGN_IN_NOT_TRUSTED'))
  await assert.rejects(
    portico.finish(callback('eid', memory), { ...memory, provider: 'nobody' }),
    refusedAs('SIGN_IN_NOT_TRUSTED'),
  )
})

test('a notice of sign-out is checked by the provider in whose name it comes', async () => {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const notice = { iss: bank.issuer.origin, aud: 'portico', iat: now(), exp: now() + 60, jti: 'one', sub: 'bo', events }
  assert.equal((await portico.verifyLogoutToken(await bank.sign(notice))).issuer, bank.issuer.origin)
  await assert.rejects(portico.verifyLogoutToken(await eid.sign(notice)), refusedAs('SIGN_OUT_NOT_TRUSTED'))
  const stranger = { ...notice, iss: 'https://elsewhere.example' }
  await assert.rejects(portico.verifyLogoutToken(await bank.sign(stranger)), refusedAs('SIGN_OUT_NOT_TRUSTED'))
  await assert.rejects(portico.verifyLogoutToken('no token at all'), refusedAs('SIGN_OUT_NOT_TRUSTED'))
})

test('signing out leads to the provider that one signed in with', async () => {
  const idToken = await bank.sign({ iss: bank.issuer.origin })
  assert.equal((await portico.endSessionUrl(idToken))?.origin, bank.issuer.origin)
})
