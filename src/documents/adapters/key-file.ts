import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { keysInFile } from '#platform'
import type { Signer } from '../signature.ts'

/**
 * Signs with the first key of `document-keys.json` in a folder: private JWKs, Ed25519. The file is made at the first start.
 * To rotate, put a new key first and keep the old ones: what they signed stays valid.
 */
export async function keyFileSigner(folder: string): Promise<Signer> {
  const held = await keysInFile(join(folder, 'document-keys.json'), 'documents signed before cannot be checked without it')
  const [current] = held
  const { kid } = current!
  const key = createPrivateKey({ key: current as JsonWebKey, format: 'jwk' })
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid })).toString('base64url')
  return {
    kid,
    // By hand and at once: a submission is signed while its transaction is open, and the library's own way goes over other threads.
    sign: async payload => {
      const text = `${header}.${Buffer.from(payload).toString('base64url')}`
      return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
    },
    keys: (held as JWK[]).map(publicPart),
  }
}

function publicPart({ kty, crv, x, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, kid, alg, use } as JWK
}
