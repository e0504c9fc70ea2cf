import { type Head, readHead } from '../head.ts'
import { isSignedBy, type NoteKey, readNote } from '../note.ts'

/** A head whose words could be read. */
export interface ReadHead extends Head {
  readonly note: string
  /** Whether a key signed it that was trusted by then. */
  readonly isTrusted: boolean
}

/** Judges signatures in the order of heads: whoever trusts a key that signed a head trusts the keys it names from there on. */
export function trustFrom(keys: readonly NoteKey[]) {
  const trusted = new Map(keys.map(key => [key.text, key]))
  const known = new Map<string, ReadHead | undefined>()
  return (note: string): ReadHead | undefined => {
    if (known.has(note)) return known.get(note)
    const read = readNote(note)
    const head = readHead(note)
    const isTrusted = read !== undefined && [...trusted.values()].some(key => isSignedBy(read, key))
    if (head && isTrusted) for (const key of head.keys) trusted.set(key.text, key)
    const judged = head && { ...head, note, isTrusted }
    known.set(note, judged)
    return judged
  }
}
