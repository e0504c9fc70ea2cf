import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

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
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce, TAG)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [keys.id, ...[nonce, cipher.getAuthTag(), sealed].map(part => part.toString('base64url'))].join('.')
}

/** Reads what `sealText` wrote, or throws when it was changed or sealed under another key. */
export function openText({ keys }: KeyRing, sealed: string): string {
  const [id, ...parts] = sealed.split('.')
  if (id !== keys.id || parts.length !== 3) throw new Error('sealed under another key')
  const [nonce, tag, text] = parts.map(part => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer]
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, nonce, TAG).setAuthTag(tag)
  return decipher.update(text, undefined, 'utf8') + decipher.final('utf8')
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
