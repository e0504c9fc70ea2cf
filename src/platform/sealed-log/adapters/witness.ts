import type { Head } from '../head.ts'
import type { Hash } from '../tree.ts'

/** The newest head, and what shows a witness that nothing it has seen before was changed. */
export interface Handed {
  readonly head: Head
  /** As it was signed. */
  readonly note: string
  /** That the log begins with all it held at an earlier size. */
  prove(old: number): Promise<Hash[]>
}

/** `ahead`: the witness has seen a longer log. `refused`: what it has seen is not what the log now begins with. */
export type Testimony =
  | { readonly kind: 'taken'; readonly cosignatures: string }
  | { readonly kind: 'ahead'; readonly size: number }
  | { readonly kind: 'refused'; readonly size: number }

/** Somebody outside the database who remembers heads. */
export interface Witness {
  readonly name: string
  /** Takes a head in; the same head again changes nothing. @throws when it cannot be reached; try again later */
  take(handed: Handed): Promise<Testimony>
}
