import { openBytes, openText } from '../keys.ts'
import type { World } from '../world.ts'
import { rows } from './query.ts'

/** One table's part of what is held of a person: where it stands, and what of it is for the program alone. */
export interface HeldTable {
  /** `schema.table`; it has a column `person_id`. */
  readonly table: string
  /** What tells two rows of one person apart: the rest of the table's key. */
  readonly key: readonly string[]
  /** Sealed columns by what is in them; each is told opened, under its name without `sealed`. */
  readonly sealed?: Readonly<Record<string, 'text' | 'json' | 'bytes'>>
  /** Columns that are not told, and why. */
  readonly leftOut?: Readonly<Record<string, string>>
}

type HeldRow = Readonly<Record<string, unknown>>

const ROWS_AT_ONCE = 200
const FILES_AT_ONCE = 1

/** Every row held of a person in one table, opened, a few at a time: however many there are, little of them is in memory. */
export async function* heldRows(world: World, held: HeldTable, person: string): AsyncGenerator<HeldRow> {
  const isOfFiles = Object.values(held.sealed ?? {}).includes('bytes')
  const limit = isOfFiles ? FILES_AT_ONCE : ROWS_AT_ONCE
  let after: readonly unknown[] = []
  for (;;) {
    const found = await rows<Record<string, unknown>>(world, pageOf(held, { person, after, limit }))
    for (const row of found) yield opened(world, held, row)
    if (found.length < limit) return
    after = held.key.map(column => found.at(-1)![camel(column)])
  }
}

function pageOf(
  { table, key }: HeldTable,
  { person, after, limit }: { person: string; after: readonly unknown[]; limit: number },
) {
  const further = after.length > 0 ? `and (${key.join(', ')}) > (${key.map((_, index) => `$${index + 2}`).join(', ')})` : ''
  const order = key.length > 0 ? `order by ${key.join(', ')}` : ''
  const text = `select * from ${table} where person_id = $1 ${further} ${order} limit ${limit}`
  // No name: a plan of `select *` does not outlive a new column.
  return { name: '', text, values: [person, ...after] }
}

function opened(world: World, { sealed = {}, leftOut = {} }: HeldTable, row: Record<string, unknown>): HeldRow {
  const told = { ...row }
  for (const column of Object.keys(leftOut)) delete told[camel(column)]
  for (const [column, what] of Object.entries(sealed)) {
    const name = camel(column)
    const value = told[name]
    delete told[name]
    told[plainName(name)] = value === null || value === undefined ? null : open(world, value as string & Buffer, what)
  }
  return told
}

function open(world: World, value: string & Buffer, what: 'text' | 'json' | 'bytes'): unknown {
  if (what === 'bytes') return openBytes(world, value).toString('base64')
  const text = openText(world, value)
  return what === 'json' ? JSON.parse(text) : text
}

function plainName(name: string): string {
  const plain = name.replace(/^sealed|Sealed$/, '')
  return plain === '' ? 'value' : plain[0]!.toLowerCase() + plain.slice(1)
}

function camel(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** The identifiers kept of a person, and what the log of acts says of them. */
export const platformHeld: readonly HeldTable[] = [
  {
    table: 'vault.entry',
    key: ['token'],
    sealed: { sealed_value: 'text' },
    leftOut: { value_index: 'only finds the number again; whoever had it could not read the number from it' },
  },
  {
    table: 'platform.event',
    key: ['seq'],
    leftOut: { tx_id: 'numbers a transaction of the database, and says nothing of you' },
  },
]
