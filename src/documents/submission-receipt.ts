import { compactVerify, createLocalJWKSet } from 'jose'
import type { Words } from '#platform'
import { canonical } from './canonical.ts'
import { isCanonical, type Signer } from './signature.ts'
import type { DocumentsWorld } from './world.ts'

const TYPE = 'SubmissionReceipt'

/** What a receipt says: what was sent by its fingerprint, when, and what was promised. Nothing of the person. */
export interface SubmissionReceipt {
  readonly reference: string
  /** SHA-256 of what the person declared, in its canonical form, base64url. */
  readonly digest: string
  /** ISO 8601. */
  readonly sentAt: string
  readonly services: readonly {
    readonly service: string
    readonly version: number
    readonly reference: string
    readonly dueOn: string
    readonly name: Words
  }[]
}

/** Signs a receipt with the key that signs documents. @returns a compact JWS */
export function signSubmission({ signer, publicUrl }: DocumentsWorld, receipt: SubmissionReceipt): Promise<string> {
  return signer.sign(new TextEncoder().encode(canonical({ type: TYPE, issuer: publicUrl, ...receipt })))
}

/** Reads a receipt as somebody shows it: the JWS, or the file it came in. @returns undefined when we did not sign this, to the letter */
export async function readReceipt({ keys }: Pick<Signer, 'keys'>, shown: string): Promise<SubmissionReceipt | undefined> {
  const jws = jwsIn(shown.trim())
  if (!isCanonical(jws)) return undefined
  try {
    const { payload } = await compactVerify(jws, createLocalJWKSet({ keys: [...keys] }), { algorithms: ['EdDSA'] })
    const said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    return said.type === TYPE ? said : undefined
  } catch {
    return undefined
  }
}

function jwsIn(shown: string): string {
  if (!shown.startsWith('{')) return shown
  try {
    return String(JSON.parse(shown).jws)
  } catch {
    return ''
  }
}
