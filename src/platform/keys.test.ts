import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blindIndex, keysFrom, openBytes, openText, sameText, sealBytes, sealText } from './keys.ts'

const ring = { keys: keysFrom('a root secret only ever used by tests') }
const other = { keys: keysFrom('another root secret used by tests only') }

test('what is sealed can be opened, and says nothing while it is sealed', () => {
  for (const plain of ['', 'Amélie Roux', '😀 مرحبا', 'x'.repeat(10_000)]) {
    const sealed = sealText(ring, plain)
    assert.equal(openText(ring, sealed), plain)
    assert.ok(plain === '' || !sealed.includes(plain))
  }
  assert.notEqual(sealText(ring, 'same'), sealText(ring, 'same'))
})

test('a sealed text that was changed anywhere cannot be opened', () => {
  const sealed = sealText(ring, 'Amélie Roux')
  for (let at = 0; at < sealed.length; at++) {
    const turned = sealed[at] === 'A' ? 'Q' : 'A'
    const changed = sealed.slice(0, at) + turned + sealed.slice(at + 1)
    assert.throws(() => openText(ring, changed), `changed at ${at}`)
  }
  for (const cut of ['', '.', '...', sealed.slice(0, -2), `${sealed}.x`, sealed.replace(/\.[\w-]+\./, '..')])
    assert.throws(() => openText(ring, cut), cut)
})

test('bytes are sealed as texts are, and open to nobody else', () => {
  for (const plain of [Buffer.alloc(0), Buffer.from([0, 255, 0]), Buffer.alloc(100_000, 'x')]) {
    const sealed = sealBytes(ring, plain)
    assert.deepEqual(openBytes(ring, sealed), plain)
    assert.throws(() => openBytes(other, sealed), /another key/)
    for (const at of [0, 9, 21, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      assert.throws(() => openBytes(ring, changed), `changed at ${at}`)
    }
    assert.throws(() => openBytes(ring, sealed.subarray(0, 30)))
  }
})

test('a tag cut short is no tag', () => {
  const [id, nonce, tag, text] = sealText(ring, 'Amélie').split('.')
  const short = Buffer.from(tag!, 'base64url').subarray(0, 4).toString('base64url')
  assert.throws(() => openText(ring, [id, nonce, short, text].join('.')), /tag length/)
})

test('another key opens nothing, and fingerprints differ', () => {
  assert.throws(() => openText(other, sealText(ring, 'x')), /another key/)
  assert.equal(blindIndex(ring, 'FH-1'), blindIndex(ring, 'FH-1'))
  assert.notEqual(blindIndex(ring, 'FH-1'), blindIndex(other, 'FH-1'))
  assert.notEqual(blindIndex(ring, 'FH-1'), blindIndex(ring, 'FH-2'))
})

test('the same root gives the same keys, and no two purposes share one', () => {
  const { id, seal, index, form } = keysFrom('a root secret only ever used by tests').current
  assert.equal(id, ring.keys.current.id)
  assert.equal(new Set([seal, index, form].map(key => key.export().toString('hex'))).size, 3)
})

test('texts are the same or not, of whatever length', () => {
  assert.ok(sameText('é', 'é'))
  for (const [left, right] of [
    ['a', 'b'],
    ['a', 'ab'],
    ['', 'a'],
    ['é', 'e'],
  ] as const)
    assert.equal(sameText(left, right), false)
})
