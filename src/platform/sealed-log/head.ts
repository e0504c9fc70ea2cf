import { type NoteKey, type NoteSigner, readNote, readNoteKey, signNote } from './note.ts'
import { HASH_BYTES, type Hash } from './tree.ts'

/** What the log was at one moment: how many entries, and the one hash that stands for all of them. */
export interface Head {
  /** Whose log; the name under which its keys sign. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
  readonly sealedAt: Date
  /** Over how many entries the head before it stands; 0 for the first. */
  readonly after: number
  /** Every key of the log at that moment. Who trusts one that signed this head may trust the others from here on. */
  readonly keys: readonly NoteKey[]
}

/** A head as it is kept and told: a checkpoint, signed by every key of the log. @see https://c2sp.org/tlog-checkpoint */
export function writeHead({ origin, size, root, sealedAt, after }: Omit<Head, 'keys'>, signers: readonly NoteSigner[]): string {
  const keys = signers.map(({ text }) => `key ${text}\n`).join('')
  return signNote(
    `${origin}\n${size}\n${root.toString('base64')}\ntime ${sealedAt.toISOString()}\nafter ${after}\n${keys}`,
    signers,
  )
}

const FORM = /^(\S+)\n([1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\ntime (\S+)\nafter (0|[1-9]\d{0,14})\n((?:key \S+\n)+)$/

/** Reads a head; undefined when it is none. Says nothing of whether it is signed. */
export function readHead(note: string): Head | undefined {
  const [, origin, size, root, time = '', after, keys = ''] = FORM.exec(readNote(note)?.text ?? '') ?? []
  const hash = Buffer.from(root ?? '', 'base64')
  const sealedAt = new Date(time)
  if (!origin || hash.byteLength !== HASH_BYTES || Number.isNaN(sealedAt.getTime())) return undefined
  try {
    return { origin, size: Number(size), root: hash, sealedAt, after: Number(after), keys: readKeys(keys) }
  } catch {
    return undefined
  }
}

function readKeys(lines: string): NoteKey[] {
  return lines
    .trimEnd()
    .split('\n')
    .map(line => readNoteKey(line.slice('key '.length)))
}
