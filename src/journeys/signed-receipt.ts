import type { Catalogue } from '#catalogue'
import { type DocumentsWorld, signSubmission } from '#documents'
import type { Submission } from './submission.ts'

type Sent = Omit<Submission, 'signedReceipt'>

/**
 * Signs that this was sent, when, and by when what is promised: over the fingerprint of what was declared, and none of it. Whoever kept what they
 * declared can show that it was this; nobody learns anything from the receipt alone.
 */
export function signReceipt(world: DocumentsWorld & { readonly catalogue: Catalogue }, sent: Sent): Promise<string> {
  const { reference, digest, sentAt, requests } = sent
  return signSubmission(world, {
    ...{ reference, digest, sentAt: sentAt.toISOString() },
    services: requests.map(({ service, version, reference, dueOn }) => ({
      ...{ service, version, reference, dueOn, name: world.catalogue.services.get(service)?.name ?? {} },
    })),
  })
}

/** The receipt in a file of its own: `jws` shows by itself that we wrote it, checked with the keys at `keys` (RFC 7515, RFC 7517). */
export function receiptFile({ publicUrl }: Pick<DocumentsWorld, 'publicUrl'>, jws: string): string {
  const receipt = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString())
  const places = { keys: `${publicUrl}/.well-known/jwks.json`, check: `${publicUrl}/verify` }
  return `${JSON.stringify({ receipt, jws, ...places }, null, 2)}\n`
}
