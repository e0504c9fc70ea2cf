import type { AnswerFault, Fact } from '#catalogue'
import type { OwnRegister } from './own-register.ts'
import { partsOf } from './read-values.ts'

/** One thing wrong in a file, by line and by the name of its column; none of the cell's own text is repeated. */
export type CsvFault = { readonly line: number; readonly column: string } & (
  | { readonly code: 'open-quote' | 'no-column' | 'unknown-column' | 'column-twice' | 'not-a-day' | 'says-otherwise' }
  | { readonly code: 'cells'; readonly has: number; readonly wants: number }
  | { readonly code: 'key-twice'; readonly before: number }
  | { readonly code: 'value'; readonly fact: Fact; readonly fault: AnswerFault }
  | { readonly code: 'in-register' }
)

export interface CsvColumns {
  readonly names: readonly string[]
  /** The name of the column in which the key stands. */
  readonly key: string
  readonly at: ReadonlyMap<string, number>
}

/** The column in which the day stands from which an entry is so. */
export const FROM = 'from'

/** The columns that a file must have, and those it may have. */
export function columnNames({ fields }: Pick<OwnRegister, 'fields'>): { needed: string[]; allowed: string[] } {
  const of = (fact: Fact) => (partsOf(fact).length > 0 ? partsOf(fact).map(part => `${fact.name}.${part}`) : [fact.name])
  return {
    needed: [FROM, ...fields.filter(fact => !fact.optional && partsOf(fact).length === 0).flatMap(of)],
    allowed: [FROM, ...fields.flatMap(of)],
  }
}

/** The columns of a file by its first line; undefined when it cannot be read at all. */
export function columnsOf(
  register: OwnRegister,
  cells: readonly string[] | undefined,
  faults: CsvFault[],
): CsvColumns | undefined {
  if (!cells) return undefined
  const names = cells.map(cell => cell.trim())
  const { needed, allowed } = columnNames(register)
  const found: CsvFault[] = [
    ...names.filter(name => !allowed.includes(name)).map(column => ({ line: 1, column, code: 'unknown-column' }) as const),
    ...needed.filter(name => !names.includes(name)).map(column => ({ line: 1, column, code: 'no-column' }) as const),
    ...names.filter((name, at) => names.indexOf(name) < at).map(column => ({ line: 1, column, code: 'column-twice' }) as const),
  ]
  faults.push(...found)
  if (found.length > 0) return undefined
  return { names, key: register.key.name, at: new Map(names.map((name, at) => [name, at])) }
}

/** The key that stands in a line. */
export function keyRow({ at, key }: CsvColumns, cells: readonly string[]): string {
  return (cells[at.get(key)!] ?? '').trim()
}
