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

/** One data key: three keys for three purposes, known together by an id of eight signs that every value sealed under it carries. */
export interface DataKey {
  readonly id: string
  readonly seal: KeyObject
  readonly index: KeyObject
  readonly form: KeyObject
  /** The key of times before keys could be changed: fingerprints made with it do not say its id. */
  readonly isFirst: boolean
}

/** The key of fingerprints and pseudonyms that hold for ever: no data key's change touches it. */
export interface SteadyKey {
  readonly fingerprints: KeyObject
  readonly pseudonyms: KeyObject
}

/** The keys of the program: one that seals, and all that open. They never enter the database in the clear. */
export interface Keys {
  readonly current: DataKey
  /** The newest that is known, also while the database is away: for what is signed and not kept. */
  readonly latest: DataKey
  /** By id, the current one among them. */
  readonly known: ReadonlyMap<string, DataKey>
  /** What outlives every data key. */
  readonly steady: SteadyKey
  /** What to say of a value under a key that is not here; it may be one made elsewhere a moment ago. */
  stranger?(id: string): Error
}

const PURPOSES = ['seal', 'index', 'form'] as const
const KEY_BYTES = 32

/** How many bytes a data key is made of. */
export const MATERIAL_BYTES = PURPOSES.length * KEY_BYTES

/** A data key from the bytes it is made of. */
export function dataKey(id: string, material: Buffer, { isFirst = false } = {}): DataKey {
  if (material.length !== MATERIAL_BYTES)
    throw new Error(`the data key ${id} is ${material.length} bytes instead of ${MATERIAL_BYTES}`)
  const [seal, index, form] = PURPOSES.map((_, at) => createSecretKey(material.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES)))
  return { id, seal: seal!, index: index!, form: form!, isFirst }
}

/** How many bytes a steady key is made of. */
export const STEADY_BYTES = 2 * KEY_BYTES

/** The steady key from the bytes it is made of. */
export function steadyKey(material: Buffer): SteadyKey {
  if (material.length !== STEADY_BYTES) throw new Error(`the steady key is ${material.length} bytes instead of ${STEADY_BYTES}`)
  const [fingerprints, pseudonyms] = [material.subarray(0, KEY_BYTES), material.subarray(KEY_BYTES)]
  return { fingerprints: createSecretKey(fingerprints), pseudonyms: createSecretKey(pseudonyms) }
}

/** The first data key of every database: derived from a root secret of at least 32 characters. */
export function firstKey(root: string): { id: string; material: Buffer } {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', root, 'portico', purpose, KEY_BYTES))
  return { id: derive('id').toString('hex').slice(0, ID_BYTES), material: Buffer.concat(PURPOSES.map(derive)) }
}

/** A ring of the first key alone, for what has no database of its own. */
export function keysFrom(root: string): Keys {
  const { id, material } = firstKey(root)
  const current = dataKey(id, material, { isFirst: true })
  const steady = steadyKey(Buffer.from(hkdfSync('sha256', root, 'portico', 'steady', STEADY_BYTES)))
  return { current, latest: current, known: new Map([[id, current]]), steady }
}

interface KeyRing {
  readonly keys: Keys
}

// Said out loud, since otherwise a tag cut down to four bytes is taken too, and that many can be guessed.
const TAG = { authTagLength: 16 }

/** Encrypts a text so that only the program can read it: AES-256-GCM, `keyId.nonce.tag.text` in base64url. */
export function sealText({ keys }: KeyRing, plain: string): string {
  const { current } = keys
  const { nonce, tag, sealed } = seal(current, Buffer.from(plain))
  return [current.id, ...[nonce, tag, sealed].map(part => part.toString('base64url'))].join('.')
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
  const { current } = keys
  const { nonce, tag, sealed } = seal(current, plain)
  return Buffer.concat([Buffer.from(current.id), nonce, tag, sealed])
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

function seal(key: DataKey, plain: Buffer): Sealed {
  const nonce = randomPart(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.seal, nonce, TAG)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, tag: cipher.getAuthTag(), sealed }
}

function open(keys: Keys, { id, nonce, tag, sealed }: Sealed & { id: string | undefined }): Buffer {
  const key = keys.known.get(id ?? '')
  if (!key) throw keys.stranger?.(id ?? '') ?? sealedOtherwise()
  const decipher = createDecipheriv('aes-256-gcm', key.seal, nonce, TAG).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed), decipher.final()])
}

function sealedOtherwise(): Error {
  return new Error('sealed under another key')
}

/** A keyed fingerprint by which a sealed text can be found again without being readable: HMAC-SHA-256 in base64url. */
export function blindIndex({ keys }: KeyRing, plain: string): string {
  return fingerprint(keys.current, plain)
}

/** The fingerprints under which a text may stand, the current key's first: while keys are being changed there are two. */
export function blindIndexes({ keys }: KeyRing, plain: string): string[] {
  const others = [...keys.known.values()].filter(key => key !== keys.current)
  return [keys.current, ...others].map(key => fingerprint(key, plain))
}

/** A keyed fingerprint that is the same for ever, for what is kept longer than any data key and cannot be written anew: HMAC-SHA-256 in base64url. */
export function steadyIndex({ keys }: KeyRing, plain: string): string {
  return createHmac('sha256', keys.steady.fingerprints).update(plain).digest('base64url')
}

function fingerprint({ id, index, isFirst }: DataKey, plain: string): string {
  const digest = createHmac('sha256', index).update(plain).digest('base64url')
  return isFirst ? digest : `${id}.${digest}`
}

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
