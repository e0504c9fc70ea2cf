import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** A key by which signed notes are checked. @see https://c2sp.org/signed-note */
export interface NoteKey {
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly id: string
  readonly key: KeyObject
  /** As it is told to others: `name+id+base64`. */
  readonly text: string
}

export interface NoteSigner extends NoteKey {
  readonly privateKey: KeyObject
}

export interface Signature {
  readonly name: string
  readonly id: string
  readonly bytes: Buffer
}

export interface Note {
  /** What was signed; ends with a new line. */
  readonly text: string
  readonly signatures: readonly Signature[]
}

const ED25519 = 1
/** A witness's counter-signature, with its time. @see https://c2sp.org/tlog-cosignature */
const COSIGNATURE = 4
const ID_BYTES = 4
const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/

/** Names a public key as notes do. */
export function noteKey(name: string, key: KeyObject, kind: typeof ED25519 | typeof COSIGNATURE = ED25519): NoteKey {
  const raw = Buffer.concat([Buffer.of(kind), Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')])
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), raw]), 'buffer').toString('hex', 0, ID_BYTES)
  return { name, id, key, text: `${name}+${id}+${raw.toString('base64')}` }
}

/** Reads a key as others told it. @throws a plain error when it is none */
export function readNoteKey(text: string): NoteKey {
  const [, name = '', , encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  const raw = Buffer.from(encoded, 'base64')
  const kind = raw[0]
  if (raw.byteLength !== 33 || (kind !== ED25519 && kind !== COSIGNATURE)) throw notAKey(text)
  const x = raw.subarray(1).toString('base64url')
  const read = noteKey(name, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } }), kind)
  if (read.text !== text) throw notAKey(text)
  return read
}

function notAKey(text: string): Error {
  return new Error(`"${text.slice(0, 100)}" is no key of a log: it looks like name+1a2b3c4d+AbC…=`)
}

/** A text with a signature line of each signer below it. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const lines = signers.map(({ name, id, privateKey }) =>
    signatureLine({ name, id, bytes: sign(null, Buffer.from(text), privateKey) }),
  )
  return `${text}\n${lines.join('')}`
}

export function signatureLine({ name, id, bytes }: Signature): string {
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), bytes]).toString('base64')}\n`
}

/** Takes a signed note apart; undefined when it is none. Says nothing of whether its signatures hold. */
export function readNote(note: string): Note | undefined {
  const at = note.lastIndexOf('\n\n')
  const signatures = readSignatures(note.slice(at + 2))
  return at > 0 && signatures ? { text: note.slice(0, at + 1), signatures } : undefined
}

/** Signature lines; undefined when one of them is none. */
export function readSignatures(lines: string): Signature[] | undefined {
  if (!lines.endsWith('\n')) return undefined
  const read = lines.slice(0, -1).split('\n').map(readLine)
  return read.every(signature => signature !== undefined) ? read : undefined
}

function readLine(line: string): Signature | undefined {
  const [, name, encoded = ''] = LINE.exec(line) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  if (!name || bytes.byteLength <= ID_BYTES || bytes.toString('base64') !== encoded) return undefined
  return { name, id: bytes.toString('hex', 0, ID_BYTES), bytes: bytes.subarray(ID_BYTES) }
}

/** Whether one of the note's signatures is this key's, and holds. */
export function isSignedBy({ text, signatures }: Note, { name, id, key }: NoteKey): boolean {
  return signatures.some(one => one.name === name && one.id === id && verify(null, Buffer.from(text), key, one.bytes))
}

/** What a witness signs when it counter-signs a note. @param at  whole seconds since 1970 */
export function cosigned(text: string, at: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${at}\n${text}`)
}

/** Whether a signature is this witness's counter-signature under a note. */
export function isCosignature(text: string, { name, id, bytes }: Signature, witness: NoteKey): boolean {
  if (name !== witness.name || id !== witness.id || bytes.byteLength !== 72) return false
  return verify(null, cosigned(text, bytes.readBigUInt64BE()), witness.key, bytes.subarray(8))
}

/** The kind of key under which a witness counter-signs. */
export const cosignerKey = (name: string, key: KeyObject): NoteKey => noteKey(name, key, COSIGNATURE)
