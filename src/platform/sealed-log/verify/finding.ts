/** What was found to be wrong with the log. */
export type FindingKind =
  | 'entry-changed'
  | 'entries-deleted'
  | 'entries-inserted'
  | 'entries-reordered'
  | 'entries-altered'
  | 'log-shortened'
  | 'head-damaged'
  | 'head-changed'
  | 'head-forged'
  | 'head-missing'
  | 'head-replaced'
  | 'tile-changed'
  | 'witness-damaged'
  | 'mirror-differs'

export interface Finding {
  readonly kind: FindingKind
  /** The first position that is concerned; entries are counted from 1, and 0 is for what has no position. */
  readonly at: number
  /** What, where and since when, in plain words. */
  readonly sentence: string
}

/** What came of looking through the whole log. */
export interface Report {
  readonly entries: number
  /** How many of them stand under a head. */
  readonly sealed: number
  readonly heads: number
  /** Heads that the witness holds, and over how many entries the newest of them stands. */
  readonly witnessed: number
  readonly witnessedSize: number
  /** The keys on which the judgement rests, and who told them. */
  readonly keys: readonly string[]
  readonly keysFrom: 'operator' | 'witness' | 'database'
  /** The first entry that is not as it was sealed comes first; then the rest, by position. None when all is well. */
  readonly findings: readonly Finding[]
  /** What is not wrong and should be known. */
  readonly warnings: readonly string[]
}
