/** One entry of the log as it is sealed. */
export interface Entry {
  readonly txId: string
  readonly seq: string
  /** UTC, with microseconds. */
  readonly at: string
  readonly kind: string
  readonly about: string
  readonly personId: string | null
  readonly by: string
  /** As PostgreSQL writes jsonb. */
  readonly facts: string
}

/**
 * The columns of an entry in the order in which they are sealed. The sealed bytes are those of one row of `copy … (format binary)`:
 * the number of fields in two bytes, then of each field its length in four bytes (-1: none) and its content, all big-endian.
 */
export const ENTRY_COLUMNS = 'tx_id, seq, at, kind, about, person_id, by, facts::text'

/** The same bytes, as an expression for a statement that is no copy. */
export const ENTRY_BYTES = `'\\x000800000008'::bytea || xid8send(tx_id) || '\\x00000008'::bytea || int8send(seq)
  || '\\x00000008'::bytea || timestamptz_send(at) || ${textField('kind')} || ${textField('about')}
  || coalesce('\\x00000010'::bytea || uuid_send(person_id), '\\xffffffff'::bytea) || ${textField('by')} || ${textField('facts::text')}`

/** The hash of those bytes as a leaf of the tree: nothing but it leaves the database where nothing but it is needed. @see leafHash */
export const LEAF_HASH = `sha256('\\x00'::bytea || ${ENTRY_BYTES})`

function textField(name: string): string {
  return `int4send(octet_length(${name})) || textsend(${name})`
}

const FIELDS = 8
const EPOCH_MICROSECONDS = BigInt(Date.UTC(2000, 0, 1)) * 1000n

/** Where an entry stands, 16 bytes: what the log is ordered by. */
export function placeIn(entry: Buffer): Buffer {
  return Buffer.concat([entry.subarray(6, 14), entry.subarray(18, 26)])
}

/** The same of a place that is known by its numbers. */
export function placeOf(txId: string, seq: string): Buffer {
  const place = Buffer.alloc(16)
  place.writeBigUInt64BE(BigInt(txId))
  place.writeBigInt64BE(BigInt(seq), 8)
  return place
}

/** Reads the sealed bytes of an entry. @throws a plain error when they are none */
export function readEntry(bytes: Buffer): Entry {
  const fields = fieldsOf(bytes)
  const [txId, seq, at, kind, about, person, by, facts] = fields
  if (!txId || !seq || !at || !kind || !about || !by || !facts) throw new Error('these bytes are no entry of the log')
  return {
    txId: String(txId.readBigUInt64BE()),
    seq: String(seq.readBigInt64BE()),
    at: timeOf(at.readBigInt64BE()),
    kind: kind.toString(),
    about: about.toString(),
    personId: person ? person.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null,
    by: by.toString(),
    facts: facts.toString(),
  }
}

function fieldsOf(bytes: Buffer): (Buffer | undefined)[] {
  const fields: (Buffer | undefined)[] = []
  let at = 2
  while (fields.length < FIELDS && at + 4 <= bytes.byteLength) {
    const length = bytes.readInt32BE(at)
    at += 4
    fields.push(length < 0 ? undefined : bytes.subarray(at, at + length))
    at += Math.max(0, length)
  }
  if (bytes.readInt16BE() !== FIELDS || at !== bytes.byteLength) throw new Error('these bytes are no entry of the log')
  return fields
}

function timeOf(microseconds: bigint): string {
  const since1970 = microseconds + EPOCH_MICROSECONDS
  const fraction = ((since1970 % 1_000_000n) + 1_000_000n) % 1_000_000n
  return `${new Date(Number((since1970 - fraction) / 1000n)).toISOString().slice(0, -5)}.${String(fraction).padStart(6, '0')}Z`
}
