import type { AgencyId, Fact, FactType } from '#catalogue'
import type { Language, Words } from '#platform'

export type DocumentId = string

/** One line of a document: a label, and a value as the catalogue stores answers of that type. */
export interface Shown {
  readonly label: Words
  readonly value: unknown
  readonly type: FactType
  /** ISO 4217, for money; the value is in minor units. */
  readonly currency?: string
  /** The words of the options chosen, for one-of and many-of. */
  readonly options?: Fact['options']
  /** What each entry holds, for lists. */
  readonly item?: Fact['item']
}

/** What an agency wants to be issued. */
export interface NewDocument {
  readonly person: string
  /** Id of the case that gives it. */
  readonly about: string
  readonly issuer: AgencyId
  /** Which document it is: `birth-certificate`. */
  readonly document: string
  readonly name: Words
  readonly shows: readonly Shown[]
  /** Calendar day of issue, `YYYY-MM-DD`. */
  readonly on: string
  /** Last day of validity; absent means for ever. */
  readonly validUntil?: string
  readonly language: Language
}

/** What is signed, whole: nothing about a document is believed that does not stand here. */
export interface Payload {
  readonly version: 1
  readonly id: DocumentId
  readonly code: string
  readonly document: string
  readonly name: Words
  readonly issuer: { readonly id: AgencyId; readonly name: Words }
  readonly government: Words
  readonly issuedOn: string
  readonly validUntil?: string
  readonly language: Language
  readonly shows: readonly Shown[]
}

/** A document as it is kept. */
export interface KeptDocument {
  readonly personId: string
  readonly id: DocumentId
  readonly about: string
  readonly code: string
  readonly document: string
  readonly issuer: AgencyId
  readonly name: Words
  readonly jws: string
  readonly issuedAt: Date
  readonly revokedAt: Date | null
  readonly revokedBecause: Words | null
  readonly timesVerified: number
  readonly lastVerifiedAt: Date | null
}

/** What a check of a document found. */
export type Validity = 'valid' | 'expired' | 'revoked' | 'forged'

/** Whether a document whose signature was checked is good on a day. Pure. @param signed undefined when the signature failed */
export function validityOf(signed: Payload | undefined, { revokedAt }: Pick<KeptDocument, 'revokedAt'>, today: string): Validity {
  if (!signed) return 'forged'
  if (revokedAt) return 'revoked'
  return signed.validUntil !== undefined && signed.validUntil < today ? 'expired' : 'valid'
}
