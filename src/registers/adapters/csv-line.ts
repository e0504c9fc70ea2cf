/** The cells of one line of CSV (RFC 4180, no line breaks inside cells). @throws Error when a quotation mark is left open */
export function readCsvLine(line: string, separator: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at <= line.length) {
    const { cell, end } = line[at] === '"' ? quoted(line, at) : plain(line, at, separator)
    cells.push(cell)
    at = end + 1
  }
  return cells
}

function plain(line: string, from: number, separator: string): { cell: string; end: number } {
  const found = line.indexOf(separator, from)
  const end = found < 0 ? line.length : found
  return { cell: line.slice(from, end), end }
}

function quoted(line: string, from: number): { cell: string; end: number } {
  let at = from + 1
  let cell = ''
  for (;;) {
    const end = line.indexOf('"', at)
    if (end < 0) throw new Error('a quotation mark is left open.')
    cell += line.slice(at, end)
    if (line[end + 1] !== '"') return { cell, end: end + 1 }
    cell += '"'
    at = end + 2
  }
}
