import assert from 'node:assert/strict'
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compactVerify, createLocalJWKSet } from 'jose'
import { renderToString } from 'preact-render-to-string'
import { newId, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { keyFileSigner } from './adapters/key-file.ts'
import type { NewDocument } from './document.ts'
import { issueDocument } from './issue-document.ts'
import { openDocument } from './open-document.ts'
import { revokeDocument } from './revoke-document.ts'
import { readSigned } from './signature.ts'
import { documentOf } from './store.ts'
import { verifyDocument } from './verify-document.ts'
import { FindingPage } from './verify-views.tsx'
import { DocumentPage } from './views.tsx'

const folder = await mkdtemp(join(tmpdir(), 'keys-'))
const signer = await keyFileSigner(folder)
const catalogue = {
  government: { country: 'FH', name: { en: 'Fairhaven' }, currency: 'EUR', languages: ['en'], closedDays: [], isFictional: true },
  agencies: new Map([['civil-registry', { id: 'civil-registry', name: { en: 'Civil registry', fr: 'État civil' } }]]),
}
const world = { ...(await testWorld()), catalogue, signer, publicUrl: 'https://door.example' }

const certificate = (changes: Partial<NewDocument> = {}): NewDocument => ({
  person: newId(),
  about: newId(),
  issuer: 'civil-registry',
  document: 'birth-certificate',
  name: { en: 'Birth certificate', fr: 'Acte de naissance', ar: 'شهادة ميلاد' },
  shows: [
    { label: { en: 'Name' }, value: 'Alma <b>Lindgren</b>', type: 'name' },
    { label: { en: 'Born on' }, value: '2026-11-09', type: 'date' },
    { label: { en: 'Identity number' }, value: 'FH-261109-0071', type: 'national-id' },
  ],
  on: '2026-11-21',
  language: 'en',
  ...changes,
})
const issue = async (changes: Partial<NewDocument> = {}) => {
  const asked = certificate(changes)
  return { ...(await transaction(world, tx => issueDocument(tx, asked))), person: asked.person }
}
const check = async (code: string) => verifyDocument(world, code, 'visitor')
const facts = (id: string) =>
  rows<{ kind: string; facts: object }>(world, sql`select kind, facts from platform.event where about = ${id} order by seq`)

test('anyone with the code reads that the document is valid now, and that it was checked is recorded', async () => {
  const { id, code } = await issue()
  const finding = await check(`${code.slice(0, 9).toLowerCase()} - ${code.slice(9)}`)
  assert.equal(finding?.validity, 'valid')
  assert.equal(finding?.signed?.issuer.name.en, 'Civil registry')
  assert.deepEqual(await facts(id), [
    { kind: 'document.issued', facts: { ...(await facts(id))[0]!.facts } },
    { kind: 'document.verified', facts: { agency: 'civil-registry', document: 'birth-certificate', validity: 'valid' } },
  ])
})

test('a document whose stored signature, header or content was changed by a single bit is refused', async () => {
  const { id, person } = await issue()
  const { jws } = (await documentOf(world, person, id))!
  assert.ok(await readSigned(signer, jws))
  const bytes = Buffer.from(jws)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    assert.equal(await readSigned(signer, flipped.toString('latin1')), undefined, `bit ${bit}`)
  }
})

test('a changed document, and one that carries another’s signature, is found forged and shows none of its lines', async () => {
  const [one, other] = [await issue(), await issue()]
  const { jws } = (await documentOf(world, other.person, other.id))!
  await run(world, sql`update documents.document set jws = ${jws} where id = ${one.id}`)
  const finding = (await check(one.code))!
  assert.equal(finding.validity, 'forged')
  assert.doesNotMatch(renderToString(FindingPage({ finding, language: 'en' })!), /Alma/)
  const stranger = await keyFileSigner(await mkdtemp(join(tmpdir(), 'stranger-')))
  const forged = await stranger.sign(Buffer.from(JSON.stringify({ id: other.id, code: other.code })))
  await run(world, sql`update documents.document set jws = ${forged} where id = ${other.id}`)
  assert.equal((await check(other.code))?.validity, 'forged')
})

test('a document is valid through its last day and expired after it', async () => {
  const { code } = await issue({ validUntil: '2026-11-22' })
  world.setNow('2026-11-22T22:30:00Z')
  assert.equal((await check(code))?.validity, 'valid')
  world.setNow('2026-11-22T23:30:00Z')
  assert.equal((await check(code))?.validity, 'expired')
  world.setNow('2026-11-21T09:00:00Z')
})

test('a revoked document says so at once, with the reason, and is revoked once', async () => {
  const { id, code, person } = await issue()
  const because = { en: 'A corrected certificate was issued.' }
  await revokeDocument(world, { person, id, by: 'officer', because })
  await revokeDocument(world, { person, id, by: 'officer', because })
  const finding = await check(code)
  assert.equal(finding?.validity, 'revoked')
  assert.deepEqual(finding?.revokedBecause, because)
  assert.deepEqual(
    (await facts(id)).map(({ kind }) => kind),
    ['document.issued', 'document.revoked', 'document.verified'],
  )
})

test('a code that is not ours is answered the same, whatever it looks like, and nothing is recorded', async () => {
  const [{ count }] = (await rows<{ count: number }>(world, sql`select count(*) as count from platform.event`)) as [
    { count: number },
  ]
  for (const code of ['', 'x', '0'.repeat(26), '0'.repeat(5_000), "' or true --"]) assert.equal(await check(code), undefined)
  assert.deepEqual(await rows(world, sql`select count(*) as count from platform.event`), [{ count }])
})

test('nobody opens another person’s document', async () => {
  const { id } = await issue()
  await assert.rejects(openDocument(world, newId(), id), { code: 'DOCUMENT_NOT_THERE', status: 404 })
})

test('the certificate escapes what it shows, and the public page shows only the end of an identity number', async () => {
  const { id, code, person } = await issue()
  const open = await openDocument(world, person, id)
  const shown = renderToString(DocumentPage({ open, language: 'en', publicUrl: world.publicUrl }))
  assert.match(shown, /Alma &lt;b>Lindgren/)
  assert.match(shown, /9 November 2026/)
  assert.match(shown, /FH-261109-0071/)
  const finding = (await check(code))!
  const public_ = renderToString(FindingPage({ finding, language: 'fr' }))
  assert.match(public_, /Acte de naissance/)
  assert.match(public_, /…071/)
  assert.doesNotMatch(public_, /FH-261109/)
})

test('what was signed before a change of keys stays valid, here and for those who check it with the published keys', async () => {
  const { id, code, person } = await issue()
  const { jws } = (await documentOf(world, person, id))!
  const elsewhere = await mkdtemp(join(tmpdir(), 'newer-'))
  await keyFileSigner(elsewhere)
  const [old, newer] = await Promise.all(
    [folder, elsewhere].map(async where => JSON.parse(await readFile(join(where, 'document-keys.json'), 'utf8')).keys),
  )
  await writeFile(join(elsewhere, 'document-keys.json'), JSON.stringify({ keys: [...newer, ...old] }), { mode: 0o600 })
  const rotated = await keyFileSigner(elsewhere)
  assert.notEqual(rotated.kid, signer.kid)
  assert.equal((await verifyDocument({ ...world, signer: rotated }, code, 'visitor'))?.validity, 'valid')
  assert.ok(await compactVerify(jws, createLocalJWKSet({ keys: [...rotated.keys] })))
})

test('the key file is for the program alone, and two programs starting at once share one key', async () => {
  const fresh = await mkdtemp(join(tmpdir(), 'fresh-'))
  const signers = await Promise.all([keyFileSigner(fresh), keyFileSigner(fresh), keyFileSigner(fresh)])
  assert.equal(new Set(signers.map(({ kid }) => kid)).size, 1)
  assert.equal((await stat(join(fresh, 'document-keys.json'))).mode & 0o777, 0o600)
  assert.equal(JSON.stringify(signers[0]!.keys).includes('"d"'), false)
})
