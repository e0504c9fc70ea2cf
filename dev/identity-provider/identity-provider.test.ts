import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { namedPeople } from '../town/named-people.ts'
import { cookieJar } from './cookie-jar.ts'
import { findNamedPerson, type KnownPerson } from './people.ts'
import { type IdentityProvider, startIdentityProvider } from './server.ts'
import { signIn } from './sign-in.ts'

const redirectUri = new URL('http://127.0.0.1:3999/sign-in/callback')
const oneOfThePopulation: KnownPerson = {
  subject: 'population-17',
  nationalId: 'FH-900101-0017',
  givenNames: 'Mina',
  familyName: 'Sato',
  bornOn: '1990-01-01',
  language: 'en',
}
let provider: IdentityProvider

before(async () => {
  provider = await startIdentityProvider({
    port: 0,
    clientId: 'portico',
    redirectUris: [redirectUri.href],
    postLogoutRedirectUris: ['http://127.0.0.1:3999/'],
    findPerson: subject => (subject === oneOfThePopulation.subject ? oneOfThePopulation : findNamedPerson(subject)),
  })
})
after(() => provider.stop())

function authorization(more: Record<string, string> = {}): URL {
  const url = new URL('/auth', provider.issuer)
  const asked = { client_id: 'portico', response_type: 'code', scope: 'openid profile', redirect_uri: redirectUri.href }
  const challenge = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }
  for (const [name, value] of Object.entries({ ...asked, ...challenge, ...more })) url.searchParams.set(name, value)
  return url
}

const page = async (more?: Record<string, string>) => {
  const response = await fetch(authorization(more), { redirect: 'manual' })
  return { response, text: await response.text() }
}

test('the page shows everybody who can be signed in as, without a script and without a redirect', async () => {
  const { response, text } = await page()
  assert.equal(response.status, 200)
  assert.equal(text.match(/<button name="subject"/g)?.length, namedPeople.length)
  assert.ok(!text.includes('<script'))
  assert.match(
    response.headers.get('content-security-policy')!,
    /default-src 'none'.*form-action 'self' http:\/\/127\.0\.0\.1:3999;/,
  )
})

test('the page is in the language of the service that asks, and from right to left in Arabic', async () => {
  assert.match((await page({ ui_locales: 'fr' })).text, /<html lang="fr" dir="ltr">.*<title>Se connecter à Fairhaven/s)
  assert.match((await page({ ui_locales: 'ar' })).text, /<html lang="ar" dir="rtl">.*<title>تسجيل الدخول إلى فيرهيفن/s)
  assert.match((await page({ ui_locales: 'cy de-AT' })).text, /<html lang="en" dir="ltr">/)
})

test('the level asked for is the one chosen beforehand', async () => {
  const { text } = await page({ acr_values: 'http://eidas.europa.eu/LoA/high' })
  assert.deepEqual(
    [...text.matchAll(/value="(\w+)" checked/g)].map(found => found[1]),
    ['high', 'high'],
  )
})

test('an identity card is substantial, also where less would do', async () => {
  const { text } = await page({ acr_values: 'http://eidas.europa.eu/LoA/low http://eidas.europa.eu/LoA/high' })
  assert.match(text, /value="substantial" checked/)
})

test('one of the synthetic population can be typed', async () => {
  const { at } = await signIn({ start: authorization(), subject: 'population-17', stopBefore: redirectUri })
  assert.ok(at.searchParams.get('code'))
})

test('a subject that is nobody’s is said so beside the field, and can be typed again', async () => {
  const jar = cookieJar()
  const wrong = await signIn({ start: authorization(), subject: '<b>nobody', jar, stopBefore: redirectUri })
  assert.equal(wrong.status, 422)
  assert.match(wrong.body!, /Nobody in Fairhaven is known as “&lt;b&gt;nobody”/)
  const right = await signIn({ start: wrong.at, subject: 'bo', jar, stopBefore: redirectUri })
  assert.ok(right.at.searchParams.get('code'))
})

test('a choice from another browser, or too long a one, leads nowhere', async () => {
  const { text } = await page()
  const action = new URL(/action="([^"]+)"/.exec(text)![1]!, provider.issuer)
  const stolen = await fetch(action, { method: 'POST', body: new URLSearchParams({ subject: 'bo' }), redirect: 'manual' })
  assert.equal(stolen.status, 400)
  const jar = cookieJar()
  const long = await signIn({ start: authorization(), subject: 'b'.repeat(5_000), jar, stopBefore: redirectUri })
  assert.equal(long.status, 400)
})

test('a service that is not registered, or does not use PKCE, is refused', async () => {
  assert.equal((await page({ redirect_uri: 'http://127.0.0.1:3998/' })).response.status, 400)
  const { response } = await page({ code_challenge: '' })
  assert.match(response.headers.get('location')!, /error=invalid_request/)
})

test('signing out without saying who asks first', async () => {
  const jar = cookieJar()
  await signIn({ start: authorization(), subject: 'bo', jar, stopBefore: redirectUri })
  const asked = await signIn({ start: new URL('/session/end?client_id=portico', provider.issuer), subject: '', jar })
  assert.match(asked.body!, /Sign out of Fairhaven\?.*value="yes"/s)
})

test('the process says where it is, takes a taken port badly, and ends with its parent', async () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const taken = spawn(process.execPath, [main, '--port', provider.issuer.port], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [said] = await once(taken.stderr, 'data')
  assert.match(String(said), /Port \d+ is taken/)
  const parent = spawn('sh', ['-c', '"$0" "$1" --port 0 & wait', process.execPath, main], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [ready] = await once(parent.stdout, 'data')
  const at = /ready at (\S+)/.exec(String(ready))![1]!
  assert.equal((await fetch(`${at}/jwks`)).status, 200)
  parent.kill('SIGKILL')
  await once(parent.stdout, 'close')
  await assert.rejects(fetch(`${at}/jwks`))
})
