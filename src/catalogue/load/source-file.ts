import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { FileFault } from '../faults.ts'
import { LONGEST_FILE } from '../schema/common.ts'

export type Path = readonly (string | number)[]

/** A YAML file that was read, and where in it everything stands. */
export interface SourceFile {
  readonly name: string
  readonly value: unknown
  /** What keeps it from being YAML at all. */
  readonly faults: readonly FileFault[]
  /** Line and column of a value, counting from 1; of what holds it, when it is absent. `offset` goes on inside a text. */
  place(path: Path, offset?: number): { line: number; column: number }
  /** Line and column of a key itself. */
  placeOfKey(path: Path): { line: number; column: number }
}

/** Reads YAML text; a fault never stops it. */
export function readSource(name: string, text: string): SourceFile {
  const lines = new LineCounter()
  const tooLong = text.length > LONGEST_FILE
  const document = parseDocument(tooLong ? '' : text, { lineCounter: lines, prettyErrors: false })
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const faults = document.errors.map(({ message, pos }) => ({
    file: name,
    ...placeAt(pos[0]),
    message: `This is not YAML: ${message}.`,
    hint: YAML_HINT,
  }))
  const long = { file: name, line: 1, column: 1, message: 'The file is longer than a million characters.', hint: 'Split it.' }
  const place = (path: Path, offset = 0) => placeAt(startOf(document, path, offset))
  return {
    name,
    faults: tooLong ? [long] : faults,
    value: faults.length > 0 ? undefined : plainOf(document),
    place,
    placeOfKey: path => placeAt(keyOf(document, path) ?? startOf(document, path, 0)),
  }
}

const YAML_HINT = 'Look at the indentation, and put text that holds “: ” or begins with a sign into quotation marks.'

type Document = ReturnType<typeof parseDocument>

/** `__proto__` and its like stay plain keys; aliases are bounded by the library. */
function plainOf(document: Document): unknown {
  return document.toJS({ maxAliasCount: 50 })
}

function nodeAt(document: Document, path: Path): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true)
}

function startOf(document: Document, path: Path, offset: number): number {
  const node = nodeAt(document, path) as { range?: [number, number, number] } | undefined
  if (!node?.range) return path.length > 0 ? startOf(document, path.slice(0, -1), 0) : 0
  if (!isScalar(node) || offset === 0) return node.range[0]
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0
  return node.type === 'PLAIN' || quoted ? node.range[0] + offset + quoted : node.range[0]
}

function keyOf(document: Document, path: Path): number | undefined {
  const parent = nodeAt(document, path.slice(0, -1))
  if (!isMap(parent)) return undefined
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))
  return (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0]
}
