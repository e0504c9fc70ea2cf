import { readCsvLine } from '../adapters/csv-line.ts'
import { type CsvColumns, type CsvFault, columnsOf, keyRow } from './csv-row.ts'
import type { NewOwnEntry } from './enter-entry.ts'
import type { OwnRegister } from './own-register.ts'
import { readGroup } from './read-group.ts'

export type { CsvFault }

/** Entries as a file has them, each with the line it begins on; and everything wrong, by line and column. */
export interface CsvEntries {
  readonly entries: readonly (NewOwnEntry & { readonly line: number })[]
  readonly faults: readonly CsvFault[]
}

/**
 * Reads a file of entries: comma-separated, UTF-8, one line for each, with the names of facts as its first line and `from` beside them.
 * Lines that follow one another under one key are one entry, each with a row of its lists. @param on today, `YYYY-MM-DD`
 */
export function readCsv(register: OwnRegister, text: string, on: string): CsvEntries {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const faults: CsvFault[] = []
  const columns = columnsOf(register, cellsOf(lines[0] ?? '', 1, faults), faults)
  if (!columns) return { entries: [], faults }
  const entries: (NewOwnEntry & { line: number })[] = []
  const seen = new Map<string, number>()
  for (const group of groupsOf(lines, columns, faults)) {
    const before = seen.get(group.key)
    seen.set(group.key, group.line)
    if (before) faults.push({ line: group.line, column: columns.key, code: 'key-twice', before })
    const entry = readGroup(register, group, { columns, on, faults })
    if (entry) entries.push({ ...entry, line: group.line })
  }
  return { entries, faults: faults.sort((a, b) => a.line - b.line) }
}

function cellsOf(line: string, number: number, faults: CsvFault[]): string[] | undefined {
  try {
    return readCsvLine(line, ',')
  } catch {
    faults.push({ line: number, column: '', code: 'open-quote' })
    return undefined
  }
}

export interface Group {
  readonly key: string
  readonly line: number
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

function groupsOf(lines: readonly string[], columns: CsvColumns, faults: CsvFault[]): Group[] {
  const groups: { key: string; line: number; rows: { line: number; cells: string[] }[] }[] = []
  for (const [at, text] of lines.entries()) {
    if (at === 0 || text.trim() === '') continue
    const line = at + 1
    const cells = cellsOf(text, line, faults)
    if (!cells) continue
    if (cells.length !== columns.names.length) {
      faults.push({ line, column: '', code: 'cells', has: cells.length, wants: columns.names.length })
      continue
    }
    const key = keyRow(columns, cells)
    const last = groups.at(-1)
    if (last && last.key === key && key !== '') last.rows.push({ line, cells })
    else groups.push({ key, line, rows: [{ line, cells }] })
  }
  return groups
}
