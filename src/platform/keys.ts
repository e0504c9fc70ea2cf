import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import { randomPart } from './random.ts'

/** The program's own keys, derived from one root secret; they never enter the database. */
export interface Keys {
  readonly id: string
  readonly seal: KeyObject
  readonly index: KeyObject
  readonly form: KeyObject
}

/** Derives the keys from a root secret of at least 32 characters. */
export function keysFrom(root: string): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', root, 'portico', purpose, 32))
  const key = (purpose: string) => createSecretKey(derive(purpose))
  return { id: derive('id').toString('hex').slice(0, 8), seal: key('seal'), index: key('index'), form: key('form') }
}

interface KeyRing {
  readonly keys: Keys
}

// Said out loud, since otherwise a tag cut down to four bytes is taken too, and that many can be guessed.
const TAG = { authTagLength: 16 }

/** Encrypts a text so that only the program can read it: AES-256-GCM, `keyId.nonce.tag.text` in base64url. */
export function sealText({ keys }: KeyRing, plain: string): string {
  const { nonce, tag, sealed } = seal(keys, Buffer.from(plain))
  return [keys.id, ...[nonce, tag, sealed].map(part => part.toString('base64url'))].join('.')
}

/** Reads what `sealText` wrote, or throws when it was changed or sealed under another key. */
export function openText({ keys }: KeyRing, sealed: string): string {
  const [id, ...parts] = sealed.split('.')
  if (parts.length !== 3) throw sealedOtherwise()
  const [nonce, tag, text] = parts.map(part => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer]
  return open(keys, { id, nonce, tag, sealed: text }).toString('utf8')
}

const ID_BYTES = 8
const NONCE_BYTES = 12
const HEAD_BYTES = ID_BYTES + NONCE_BYTES + TAG.authTagLength

/** Encrypts bytes as `sealText` does a text: key id, nonce, tag and bytes, one after the other. */
export function sealBytes({ keys }: KeyRing, plain: Buffer): Buffer {
  const { nonce, tag, sealed } = seal(keys, plain)
  return Buffer.concat([Buffer.from(keys.id), nonce, tag, sealed])
}

/** Reads what `sealBytes` wrote, or throws when it was changed or sealed under another key. */
export function openBytes({ keys }: KeyRing, sealed: Buffer): Buffer {
  const [nonceAt, tagAt] = [ID_BYTES, ID_BYTES + NONCE_BYTES]
  return open(keys, {
    id: sealed.toString('latin1', 0, nonceAt),
    nonce: sealed.subarray(nonceAt, tagAt),
    tag: sealed.subarray(tagAt, HEAD_BYTES),
    sealed: sealed.subarray(HEAD_BYTES),
  })
}

interface Sealed {
  readonly nonce: Buffer
  readonly tag: Buffer
  readonly sealed: Buffer
}

function seal(keys: Keys, plain: Buffer): Sealed {
  const nonce = randomPart(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce, TAG)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, tag: cipher.getAuthTag(), sealed }
}

function open(keys: Keys, { id, nonce, tag, sealed }: Sealed & { id: string | undefined }): Buffer {
  if (id !== keys.id) throw sealedOtherwise()
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, nonce, TAG).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed), decipher.final()])
}

function sealedOtherwise(): Error {
  return new Error('sealed under another key')
}

/** A keyed fingerprint by which a sealed text can be found again without being readable: HMAC-SHA-256 in base64url. */
export function blindIndex({ keys }: KeyRing, plain: string): string {
  return createHmac('sha256', keys.index).update(plain).digest('base64url')
}

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
