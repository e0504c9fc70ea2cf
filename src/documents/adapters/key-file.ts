import { join } from 'node:path'
import { CompactSign, importJWK, type JWK } from 'jose'
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
  const key = await importJWK(current as JWK, 'EdDSA')
  return {
    kid,
    sign: payload => new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key),
    keys: (held as JWK[]).map(publicPart),
  }
}

function publicPart({ kty, crv, x, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, kid, alg, use } as JWK
}
