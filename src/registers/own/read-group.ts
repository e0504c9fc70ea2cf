import type { Fact } from '#catalogue'
import { type CsvColumns, type CsvFault, FROM } from './csv-row.ts'
import { dayIn } from './days.ts'
import type { NewOwnEntry } from './enter-entry.ts'
import type { OwnRegister } from './own-register.ts'
import type { Group } from './read-csv.ts'
import { fieldName, partsOf, readValues } from './read-values.ts'

interface Around {
  readonly columns: CsvColumns
  /** Today, `YYYY-MM-DD`. */
  readonly on: string
  readonly faults: CsvFault[]
}

/** One entry from the lines that are about it; undefined when anything in them does not fit, which is told. */
export function readGroup(register: OwnRegister, group: Group, around: Around): NewOwnEntry | undefined {
  const { faults, on } = around
  const before = faults.length
  const raw = new Map<string, string>()
  for (const [index, row] of group.rows.entries())
    for (const fact of register.fields)
      for (const part of [undefined, ...partsOf(fact)]) put(raw, { fact, index, part, row, group }, around)
  const from = readFrom(group, around)
  const read = readValues(register, raw, { language: 'en', on })
  if ('faults' in read)
    for (const { fact, index, fault } of read.faults) {
      const column = [fact.name, ...('part' in fault && fault.part ? [fault.part] : [])].join('.')
      faults.push({ line: group.rows[fact.of ? index : 0]!.line, column, code: 'value', fact, fault })
    }
  return faults.length > before || 'faults' in read || !from ? undefined : { values: read.values, from }
}

interface Cell {
  readonly fact: Fact
  readonly index: number
  readonly part: string | undefined
  readonly row: Group['rows'][number]
  readonly group: Group
}

function put(raw: Map<string, string>, { fact, index, part, row, group }: Cell, { columns, faults }: Around): void {
  const column = part ? `${fact.name}.${part}` : fact.name
  const at = columns.at.get(column)
  if (at === undefined) return
  const text = row.cells[at]!
  if (fact.of || index === 0) raw.set(fieldName(fact, index, part), text)
  // What an entry has one of is said on its first line, and may be said again.
  else if (text.trim() !== '' && text !== group.rows[0]!.cells[at])
    faults.push({ line: row.line, column, code: 'says-otherwise' })
}

function readFrom({ rows }: Group, { columns, faults }: Around): string | undefined {
  const { line, cells } = rows[0]!
  const from = dayIn(cells[columns.at.get(FROM)!])
  if (from) return from
  faults.push({ line, column: FROM, code: 'not-a-day' })
  return undefined
}
