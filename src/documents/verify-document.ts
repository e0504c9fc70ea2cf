import { as, dayOf, OFFICE_TIME_ZONE, record, transaction, type Words } from '#platform'
import { readCode } from './code.ts'
import { type Payload, type Validity, validityOf } from './document.ts'
import { readSigned } from './signature.ts'
import { countVerified, documentByCode } from './store.ts'
import type { DocumentsWorld } from './world.ts'

/** What anyone may learn of a document by its code; `signed` is absent when the signature failed. */
export interface Finding {
  readonly validity: Validity
  readonly signed?: Payload
  readonly revokedAt?: Date
  readonly revokedBecause?: Words
  readonly checkedAt: Date
}

/** Checks a document by its code, and records that it was checked. @param by id of who asks, or `visitor` @returns undefined when there is none */
export async function verifyDocument(world: DocumentsWorld, typed: string, by: string): Promise<Finding | undefined> {
  const code = readCode(typed)
  if (!code) return undefined
  return transaction(as(world, 'system documents.verify'), async tx => {
    const kept = await documentByCode(tx, code)
    if (!kept) return undefined
    const signed = await readOwn(tx, kept)
    const validity = validityOf(signed, kept, dayOf(tx.now(), OFFICE_TIME_ZONE))
    await countVerified(tx, kept)
    const { id, personId, document, issuer } = kept
    await record(tx, {
      kind: 'document.verified',
      about: id,
      person: personId,
      by,
      facts: { validity, document, agency: issuer },
    })
    return {
      validity,
      ...(signed && { signed }),
      ...(kept.revokedAt && { revokedAt: kept.revokedAt }),
      ...(kept.revokedBecause && { revokedBecause: kept.revokedBecause }),
      checkedAt: tx.now(),
    }
  })
}

/** The signed words of a kept document, unless they were changed or belong to another document. */
export async function readOwn(
  { signer }: Pick<DocumentsWorld, 'signer'>,
  { jws, id, code }: { jws: string; id: string; code: string },
): Promise<Payload | undefined> {
  const signed = await readSigned(signer, jws)
  return signed?.id === id && signed.code === code ? signed : undefined
}
