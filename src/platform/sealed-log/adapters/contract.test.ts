import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readHead, writeHead } from '../head.ts'
import { signersOf } from '../log-keys.ts'
import { isCosignature, readNote, readSignatures } from '../note.ts'
import { consistencyProof } from '../proof.ts'
import { pretendWitness } from '../testing/pretend-witness.ts'
import { newLogKey } from '../testing/sealed-log.ts'
import { fullRoot, type Hash, leafHash, peaksOf, rootOf } from '../tree.ts'
import { type Handed, witnessedIn, witnesses } from './index.ts'

const key = newLogKey()
const leaves = Array.from({ length: 40 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)))

/** What the log hands over at a size. */
function handed(size: number, all: readonly Hash[] = leaves): Handed {
  const held = all.slice(0, size)
  const about = {
    origin: 'portico.example/log',
    size,
    root: rootOf(peaksOf(held)),
    sealedAt: new Date('2026-11-21T09:00:00Z'),
    after: 0,
  }
  const note = writeHead(about, signersOf([key], about.origin))
  const node = async (level: number, index: number) => fullRoot(held.slice(index * 2 ** level, (index + 1) * 2 ** level))
  return { head: readHead(note)!, note, prove: old => consistencyProof(node, old, size) }
}

const folder = await mkdtemp(join(tmpdir(), 'portico-witness-'))
after(() => rm(folder, { recursive: true }))
const file = join(folder, 'a', 'heads.jsonl')
const outside = await pretendWitness()
after(() => outside.close())
const kinds: Record<keyof typeof witnesses, { open(): ReturnType<typeof witnesses.file>; heard(): Promise<number[]> }> = {
  file: {
    open: () => witnesses.file(join(folder, 'a')),
    heard: async () => (await witnessedIn(file)).map(note => readHead(note)!.size),
  },
  http: {
    open: () => witnesses.http({ url: outside.url, key: outside.key, timeoutMs: 500 }),
    heard: async () => outside.heard.map(({ size }) => size),
  },
}

for (const [name, { open, heard }] of Object.entries(kinds))
  test(`${name}: takes each head once, refuses a log that was written anew, and says when it has seen a longer one`, async () => {
    const witness = open()
    for (const size of [3, 8, 8, 21]) assert.equal((await witness.take(handed(size))).kind, 'taken')
    assert.equal((await open().take(handed(30))).kind, 'taken', 'after a restart, when nothing is remembered')
    assert.equal((await open().take(handed(30))).kind, 'taken')
    const anew = leaves.with(5, leafHash(Buffer.from('forged')))
    assert.deepEqual(await witness.take(handed(35, anew)), { kind: 'refused', size: 30 })
    assert.deepEqual(await open().take(handed(30, anew)), { kind: 'refused', size: 30 })
    assert.deepEqual(await open().take(handed(21)), { kind: 'ahead', size: 30 })
    assert.deepEqual(await heard(), [3, 8, 21, 30])
  })

test('file: a line that a crash cut short counts as none, and the next head stands on a line of its own', async () => {
  await appendFile(file, '{"head":"portico.exa')
  assert.equal((await witnesses.file(join(folder, 'a')).take(handed(36))).kind, 'taken')
  assert.deepEqual(await kinds.file.heard(), [3, 8, 21, 30, 36])
  assert.ok((await readFile(file, 'utf8')).endsWith('\n'))
})

test('http: a counter-signature is kept when it is the witness’s own, and nothing else is', async () => {
  const { note } = handed(37)
  const taken = await kinds.http.open().take(handed(37))
  assert.ok(taken.kind === 'taken')
  const [signature, ...more] = readSignatures(taken.cosignatures)!
  assert.ok(more.length === 0 && isCosignature(readNote(note)!.text, signature!, outside.key))
  outside.answerOnce(response => response.writeHead(200).end('— somebody AAAAAAAA\n'))
  assert.deepEqual(await kinds.http.open().take(handed(38)), { kind: 'taken', cosignatures: '' })
})

test('http: an answer that was lost adds nothing twice; silence, nonsense and great length end in time', async () => {
  const witness = kinds.http.open()
  const trouble: ((response: Parameters<Parameters<typeof outside.answerOnce>[0]>[0]) => void)[] = [
    response => response.destroy(),
    () => {},
    response => response.writeHead(500).end(),
    response => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    response => response.writeHead(409).end('many'),
    response => response.writeHead(200).end('x'.repeat(100_000)),
  ]
  for (const answer of trouble) {
    outside.answerOnce(answer)
    await assert.rejects(witness.take(handed(39)))
  }
  assert.equal((await witness.take(handed(39))).kind, 'taken')
  assert.equal((await witness.take(handed(39))).kind, 'taken')
  assert.deepEqual((await kinds.http.heard()).slice(-2), [37, 39])
})
