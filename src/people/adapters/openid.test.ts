import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { acrOf } from '../../../dev/identity-provider/levels.ts'
import { type IdentityProvider, startIdentityProvider } from '../../../dev/identity-provider/server.ts'
import { signIn } from '../../../dev/identity-provider/sign-in.ts'
import { openIdProvider } from './openid.ts'
import type { AssuranceLevel } from './sign-in.ts'

const redirectUri = new URL('http://127.0.0.1:3999/sign-in/callback')
const home = new URL('http://127.0.0.1:3999/')
let provider: IdentityProvider

before(async () => {
  provider = await startIdentityProvider({
    port: 0,
    clientId: 'portico',
    clientSecret: 'a secret between the two of them',
    redirectUris: [redirectUri.href],
    postLogoutRedirectUris: [home.href],
    backchannelLogoutUri: 'http://127.0.0.1:3999/sign-out/notice',
  })
})
after(() => provider.stop())

const portico = () =>
  openIdProvider({
    issuer: provider.issuer,
    clientId: 'portico',
    clientSecret: 'a secret between the two of them',
    redirectUri,
    postLogoutRedirectUri: home,
    allowInsecure: true,
    levels: acrOf,
  })

async function comeBack(subject: string, asked: AssuranceLevel, chosen?: AssuranceLevel) {
  const openId = portico()
  const { url, memory } = await openId.begin({ level: asked, language: 'en' })
  const { at, jar } = await signIn({ start: url, subject, level: chosen, stopBefore: redirectUri })
  return { openId, memory, callback: at, jar }
}

test('a person signs in and the service knows who they are', async () => {
  const { openId, callback, memory } = await comeBack('elise', 'substantial')
  const { idToken, sid, ...person } = await openId.finish(callback, memory)
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
