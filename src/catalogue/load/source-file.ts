import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { FileFault } from '../faults.ts'
import { LONGEST_FILE } from '../schema/common.ts'

export type Path = readonly (string | number)[]

/** A YAML file that was read, and where in it everything stands. */
export interface SourceFile {
  readonly name: string
  readonly text: string
  readonly value: unknown
  /** What keeps it from being YAML at all. */
  readonly faults: readonly FileFault[]
  /** Line and column of a value, counting from 1; of what holds it, when it is absent. `offset` goes on inside a text. */
  place(path: Path, offset?: number): { line: number; column: number }
  /** Line and column of a key itself. */
  placeOfKey(path: Path): { line: number; column: number }
}

const FAULTS_MOST = 20
const YAML_HINT = 'Look at the indentation, and put text that holds “: ” or begins with a sign into quotation marks.'
const TOO_LONG = { message: 'The file is longer than a million characters.', hint: 'Split it.' }

/** Reads YAML text; a fault never stops it. */
export function readSource(name: string, text: string): SourceFile {
  const lines = new LineCounter()
  const tooLong = text.length > LONGEST_FILE
  const document = parseDocument(tooLong ? '' : text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const unreadable = document.errors.slice(0, FAULTS_MOST).map(({ message, pos }) => ({ at: pos[0], ...notYaml(message) }))
  const { value, fault } = unreadable.length > 0 ? {} : plainOf(document)
  const found = [...(tooLong ? [{ at: 0, ...TOO_LONG }] : unreadable), ...(fault ? [{ at: 0, ...fault }] : [])]
  return {
    name,
    text,
    value,
    faults: found.map(({ at, ...said }) => ({ severity: 'fault', file: name, ...placeAt(at), ...said })),
    place: (path, offset = 0) => placeAt(startOf(document, path, offset)),
    placeOfKey: path => placeAt(keyOf(document, path) ?? startOf(document, path, 0)),
  }
}

function notYaml(message: string) {
  return { message: `This is not YAML: ${message.replace(/\.$/, '')}.`, hint: YAML_HINT }
}

type Document = ReturnType<typeof parseDocument>

/** The plain value; the library stops at more than 50 aliases, which could grow without bounds. */
function plainOf(document: Document): { value?: unknown; fault?: { message: string; hint: string } } {
  try {
    return { value: document.toJS({ maxAliasCount: 50 }) }
  } catch (error) {
    return { fault: notYaml(error instanceof Error ? error.message : String(error)) }
  }
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
