import { type Entry, readEntry } from './entry.ts'
import { readHead } from './head.ts'
import { isSignedBy, type NoteKey, readNote } from './note.ts'
import { isIncluded } from './proof.ts'
import { leafHash } from './tree.ts'

/** What a person can keep: one entry, and what shows to anyone that it stands in the log, without asking us. */
export interface ProofFile {
  readonly kind: 'portico log proof'
  /** As it reads; only `bytes` count. */
  readonly entry: Entry
  /** The entry as it was sealed, in base64. */
  readonly bytes: string
  /** Where it stands, counted from 1. */
  readonly position: number
  /** The hashes beside its way up to the root, the lowest first, in base64. */
  readonly proof: readonly string[]
  /** The signed head, with counter-signatures below it if there were any. */
  readonly head: string
}

export type ProofChecked =
  | {
      readonly holds: true
      readonly entry: Entry
      readonly size: number
      readonly sealedAt: Date
      readonly signedBy: readonly NoteKey[]
    }
  | { readonly holds: false; readonly why: string }

/** Holds a proof to the keys that somebody trusts. Pure; needs nothing but the file. */
export function checkProof(file: unknown, keys: readonly NoteKey[]): ProofChecked {
  if (!isProofFile(file)) return { holds: false, why: 'This is no proof of an entry of the log.' }
  const [head, note] = [readHead(file.head), readNote(file.head)]
  if (!head || !note) return { holds: false, why: 'The head in this file cannot be read.' }
  const signedBy = keys.filter(key => isSignedBy(note, key))
  if (signedBy.length === 0) return { holds: false, why: 'The head in this file is not signed by any of the keys given.' }
  const bytes = Buffer.from(file.bytes, 'base64')
  const { size, root, sealedAt } = head
  const proof = file.proof.map(hash => Buffer.from(hash, 'base64'))
  if (!isIncluded({ index: file.position - 1, size, leaf: leafHash(bytes), root }, proof))
    return {
      holds: false,
      why: 'The entry does not stand in the log at this position: it, its position or the hashes were changed.',
    }
  return { holds: true, entry: readEntry(bytes), size, sealedAt, signedBy }
}

function isProofFile(file: unknown): file is ProofFile {
  const { kind, bytes, position, proof, head } = (file ?? {}) as Record<string, unknown>
  return (
    kind === 'portico log proof' &&
    typeof bytes === 'string' &&
    Number.isSafeInteger(position) &&
    (position as number) > 0 &&
    Array.isArray(proof) &&
    proof.every(hash => typeof hash === 'string') &&
    typeof head === 'string'
  )
}
