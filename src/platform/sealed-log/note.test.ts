import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { readHead, writeHead } from './head.ts'
import { signersOf } from './log-keys.ts'
import { isSignedBy, noteKey, readNote, readNoteKey } from './note.ts'
import { newLogKey } from './testing/sealed-log.ts'
import { leafHash } from './tree.ts'

const origin = 'portico.example/log'
const head = { origin, size: 417, root: leafHash(Buffer.from('x')), sealedAt: new Date('2026-11-21T09:00:00.123Z'), after: 400 }
const keys = [newLogKey(), newLogKey()]
const signers = signersOf(keys, origin)
const note = writeHead(head, signers)

/** The key and the note that Go's own package for signed notes shows as its example. @see https://pkg.go.dev/golang.org/x/mod/sumdb/note */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const GO_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

test('a note signed by others’ programs is read, and its signature holds; not under another key, nor with another word', () => {
  const read = readNote(GO_NOTE)!
  assert.ok(isSignedBy(read, readNoteKey(GO_KEY)))
  assert.ok(!isSignedBy(read, signers[0]!))
  assert.ok(!isSignedBy({ ...read, text: read.text.replace('problem', 'Problem') }, readNoteKey(GO_KEY)))
})

test('a head reads back as it was written, with both keys named and both signatures good', () => {
  const { keys: named, ...read } = readHead(note)!
  assert.deepEqual(read, head)
  assert.deepEqual(
    named.map(({ text }) => text),
    signers.map(({ text }) => text),
  )
  for (const key of named) assert.ok(isSignedBy(readNote(note)!, key))
})

test('what is not a head is not read as one', () => {
  const broken = [
    '',
    'x',
    note.slice(0, -1),
    note.replace('\n417\n', '\n0417\n'),
    note.replace('after 400\n', ''),
    note.replace('time 2026', 'time x2026'),
    note.replace('key ', 'key x'),
    note.replace('— ', '- '),
    `${note}— x AAAA\n`,
  ]
  for (const text of broken) assert.equal(readHead(text), undefined, text)
})

test('a key that was mistyped is no key', () => {
  for (const text of ['', 'x', `${GO_KEY}A`, GO_KEY.replace('c74f', 'c75f'), GO_KEY.replace('Peter', 'Pete')])
    assert.throws(() => readNoteKey(text), /is no key of a log/)
  const { publicKey } = generateKeyPairSync('ed25519')
  assert.equal(readNoteKey(noteKey(origin, publicKey).text).text, noteKey(origin, publicKey).text)
})
