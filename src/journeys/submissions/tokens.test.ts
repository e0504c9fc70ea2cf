import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { publicKeyIn, revokeSystem } from '#people'
import { one, rows, sql } from '#platform'
import { changeDataKey } from '#platform/testing'
import { libraryTown, lostCard, PUBLIC_URL } from './testing/system.ts'

const { world, id, keys, assertion, askToken, signIn, send, state } = await libraryTown()
const other = generateKeyPairSync('ed25519')
const inSeconds = (seconds: number) => Math.floor(world.now().getTime() / 1000) + seconds

test('an assertion signed with the registered key gives a token of an hour for the registered services', async () => {
  const { status, access_token, expires_in, scope } = await askToken(await assertion())
  assert.deepEqual([status, expires_in, scope], [200, 3600, 'replace-library-card street-party-permit'])
  assert.equal((await send(lostCard, { bearer: access_token! })).status, 201)
})

test('of a token the database keeps a fingerprint and nothing more', async () => {
  const token = await signIn()
  const kept = await rows<object>(world, sql`select * from people.system_token`)
  assert.ok(kept.length > 0)
  assert.ok(!JSON.stringify(kept).includes(token))
})

test('an assertion is taken once', async () => {
  const shown = await assertion()
  const both = await Promise.all([askToken(shown), askToken(shown)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 401])
  assert.deepEqual((await askToken(shown)).error, 'invalid_client')
})

test('a change of the data key neither ends a token nor makes an assertion good again', async () => {
  const shown = await assertion()
  const { access_token: bearer } = await askToken(shown)
  await changeDataKey(world)
  assert.equal((await send(lostCard, { bearer: bearer! })).status, 201)
  assert.equal((await askToken(shown)).error, 'invalid_client')
})

test('an assertion by another key, for another audience, by another name, too old, too long or without an id is not taken', async () => {
  const wrong = {
    'another key': { key: other.privateKey },
    'another audience': { claims: { aud: 'https://elsewhere.example/api/token' } },
    'another issuer': { claims: { iss: 'somebody' } },
    'nobody’s name': { claims: { sub: 'somebody', iss: 'somebody' } },
    'run out': { claims: { exp: inSeconds(-60) } },
    'good for a day': { claims: { exp: inSeconds(86_400) } },
    'without an end': { claims: { exp: undefined } },
    'without an id': { claims: { jti: undefined } },
  }
  for (const [what, change] of Object.entries(wrong)) {
    const { status, error } = await askToken(await assertion(change))
    assert.deepEqual([status, error], [401, 'invalid_client'], what)
  }
  assert.equal((await askToken('not.a.token')).error, 'invalid_client')
  const none = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: id, iss: id, aud: `${PUBLIC_URL}/api/token` }))}.`
  assert.equal((await askToken(none)).error, 'invalid_client')
  assert.equal((await askToken(await assertion(), { grant_type: 'password' })).error, 'unsupported_grant_type')
})

test('without a token, with one that was made up, or after its hour, nobody is let in', async () => {
  for (const bearer of ['', 'x', 'A'.repeat(43)])
    assert.deepEqual((await send(lostCard, { bearer })).told.code, 'TOKEN_NOT_TAKEN')
  const bearer = await signIn()
  world.setNow('2026-11-21T10:00:01Z')
  assert.equal((await send(lostCard, { bearer })).status, 401)
  world.setNow('2026-11-21T09:00:00Z')
})

test('a system that is revoked is out within two seconds, whatever its token says, and gets no other', async () => {
  const bearer = await signIn()
  const sent = await send(lostCard, { bearer })
  assert.equal(sent.status, 201)
  assert.equal(await revokeSystem(world, { name: 'City Libraries', by: 'operator' }), true)
  world.setNow('2026-11-21T09:00:02Z')
  assert.equal((await send(lostCard, { bearer })).status, 401)
  assert.equal((await state(sent.key, bearer)).status, 401)
  assert.equal((await askToken(await assertion({ key: keys.privateKey }))).status, 401)
  const { kinds } = await one<{ kinds: string[] }>(
    world,
    sql`
    select array_agg(distinct kind order by kind) as kinds from platform.event where kind like 'system.%'`,
  )
  assert.deepEqual(kinds, ['system.registered', 'system.revoked', 'system.token-given'])
})

test('public keys are taken in three kinds, private ones and weak ones in none', async () => {
  const pem = (pair: { publicKey: { export(how: { type: 'spki'; format: 'pem' }): string | Buffer } }) =>
    String(pair.publicKey.export({ type: 'spki', format: 'pem' }))
  const taken = async (text: string) => (await publicKeyIn(text))?.alg
  assert.equal(await taken(pem(generateKeyPairSync('ed25519'))), 'EdDSA')
  assert.equal(await taken(pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }))), 'ES256')
  assert.equal(await taken(pem(generateKeyPairSync('rsa', { modulusLength: 2048 }))), 'PS256')
  assert.equal(await taken(pem(generateKeyPairSync('rsa', { modulusLength: 1024 }))), undefined)
  assert.equal(await taken(pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }))), undefined)
  assert.equal(await taken(String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }))), undefined)
  assert.equal(await taken('nonsense'), undefined)
})
