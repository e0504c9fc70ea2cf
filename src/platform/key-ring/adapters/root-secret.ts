import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { firstKey } from '../../keys.ts'
import { type KeyEncryption, wrappedBy } from './key-encryption.ts'

interface Wrapper {
  readonly id: string
  readonly key: KeyObject
}

const NONCE_BYTES = 12
const TAG = { authTagLength: 16 }

/**
 * Wraps with a key derived from a root secret of at least 32 characters.
 * @param before  the secret until now, while it is being changed: what it wrapped can still be unwrapped
 */
export function rootSecret({ secret, before }: { secret: string; before?: string | undefined }): KeyEncryption {
  const current = wrapperOf(secret)
  const known = [current, ...(before === undefined ? [] : [wrapperOf(before)])]
  return {
    id: current.id,
    async wrap(material, dataKeyId) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce, TAG).setAAD(Buffer.from(dataKeyId))
      const wrapped = Buffer.concat([cipher.update(material), cipher.final()])
      return [current.id, ...[nonce, cipher.getAuthTag(), wrapped].map(part => part.toString('base64url'))].join('.')
    },
    async unwrap(wrapped, dataKeyId) {
      const wrapper = known.find(({ id }) => id === wrappedBy(wrapped))
      if (!wrapper) throw new Error(`wrapped by ${wrappedBy(wrapped)}, which is not here`)
      const [nonce, tag, text] = wrapped
        .split('.')
        .slice(1)
        .map(part => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer]
      const decipher = createDecipheriv('aes-256-gcm', wrapper.key, nonce, TAG).setAAD(Buffer.from(dataKeyId)).setAuthTag(tag)
      return Buffer.concat([decipher.update(text), decipher.final()])
    },
    // A database of times before there were wrapped keys was sealed with what derives from the secret of that time.
    first: () => firstKey(before ?? secret),
  }
}

function wrapperOf(secret: string): Wrapper {
  const derive = (purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, 'portico', purpose, bytes))
  return { id: derive('wrap id', 4).toString('hex'), key: createSecretKey(derive('wrap', 32)) }
}
