import { compactVerify, createLocalJWKSet, type JWK } from 'jose'
import { canonical } from './canonical.ts'
import type { Payload } from './document.ts'

/** Signs for the government, and knows every public key it ever signed with. */
export interface Signer {
  readonly kid: string
  /** Private key never leaves it. @returns a compact JWS (RFC 7515) with `alg` and `kid` in its header */
  sign(payload: Uint8Array): Promise<string>
  /** Public keys as JWK (RFC 7517), those of earlier years too. */
  readonly keys: readonly JWK[]
}

const PART = /^[A-Za-z0-9_-]+$/

/** Signs a document over its canonical form. */
export function signDocument(signer: Signer, payload: Payload): Promise<string> {
  return signer.sign(new TextEncoder().encode(canonical(payload)))
}

/** Reads a signed document. @returns undefined when a single bit is not as it was signed */
export async function readSigned({ keys }: Signer, jws: string): Promise<Payload | undefined> {
  if (!isCanonical(jws)) return undefined
  try {
    const { payload } = await compactVerify(jws, createLocalJWKSet({ keys: [...keys] }), { algorithms: ['EdDSA'] })
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as Payload
  } catch {
    return undefined
  }
}

/** Base64url lets the last letter carry bits that mean nothing; a document in which those were changed is not the one we signed. */
export function isCanonical(jws: string): boolean {
  const parts = jws.split('.')
  return (
    parts.length === 3 && parts.every(part => PART.test(part) && Buffer.from(part, 'base64url').toString('base64url') === part)
  )
}
