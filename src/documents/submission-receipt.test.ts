import assert from 'node:assert/strict'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compactVerify, createLocalJWKSet } from 'jose'
import { keysFrom } from '#platform'
import { keyFileSigner } from './adapters/key-file.ts'
import { readReceipt, signSubmission } from './submission-receipt.ts'
import type { DocumentsWorld } from './world.ts'

const folder = await mkdtemp(join(tmpdir(), 'receipt-keys-'))
const signer = await keyFileSigner(folder)
const world = { signer, publicUrl: 'https://door.example', keys: keysFrom('only for tests') } as unknown as DocumentsWorld
const sent = {
  ...{ reference: 'KX4N-7Q2M-9PTR', digest: 'c2hhLTI1NiBvZiB3aGF0IHdhcyBkZWNsYXJlZA', sentAt: '2026-11-21T09:00:00.000Z' },
  services: [
    { service: 'child-benefit', version: 1, reference: 'AAAA-BBBB-CCCC', dueOn: '2026-12-04', name: { en: 'Child benefit' } },
  ],
}
const jws = await signSubmission(world, sent)

test('a receipt says what was signed, pasted alone or as the file it came in', async () => {
  assert.equal((await readReceipt(signer, jws))?.digest, sent.digest)
  assert.equal((await readReceipt(signer, `\n ${JSON.stringify({ receipt: {}, jws }, null, 2)}\n`))?.reference, sent.reference)
})

test('a receipt is checked by anybody with the public keys alone, also after the key was changed', async () => {
  const held = JSON.parse(await readFile(join(folder, 'document-keys.json'), 'utf8'))
  const other = await mkdtemp(join(tmpdir(), 'other-keys-'))
  await keyFileSigner(other)
  const [fresh] = JSON.parse(await readFile(join(other, 'document-keys.json'), 'utf8')).keys
  held.keys.unshift(fresh)
  await writeFile(join(folder, 'document-keys.json'), JSON.stringify(held))
  const rotated = await keyFileSigner(folder)
  assert.notEqual(rotated.kid, signer.kid)
  const { payload } = await compactVerify(jws, createLocalJWKSet({ keys: [...rotated.keys] }))
  assert.equal(JSON.parse(new TextDecoder().decode(payload)).sentAt, sent.sentAt)
  assert.equal((await readReceipt(rotated, jws))?.reference, sent.reference)
})

test('one letter changed, another’s signature, a document of ours and nonsense are no receipts', async () => {
  const [head, body, signature] = jws.split('.') as [string, string, string]
  const said = Buffer.from(body, 'base64url').toString()
  const forged = `${head}.${Buffer.from(said.replace('2026-11-21', '2026-11-20')).toString('base64url')}.${signature}`
  const stranger = await keyFileSigner(await mkdtemp(join(tmpdir(), 'stranger-')))
  const theirs = await signSubmission({ ...world, signer: stranger }, sent)
  const document = await signer.sign(new TextEncoder().encode(JSON.stringify({ id: '1', code: '2' })))
  for (const shown of [forged, theirs, document, '', '{', '{}', 'a.b.c', jws.slice(0, -1)])
    assert.equal(await readReceipt(signer, shown), undefined, shown.slice(0, 20))
})
