import type { Catalogue } from '#catalogue'
import type { World } from '#platform'
import type { Signer } from './signature.ts'

/** What documents lean on besides the platform: agencies by name, the signing key, and the address people verify at. */
export type DocumentsWorld = World & {
  readonly catalogue: Pick<Catalogue, 'agencies' | 'government'>
  readonly signer: Signer
  /** `https://service.example`, without a slash at the end. */
  readonly publicUrl: string
}
