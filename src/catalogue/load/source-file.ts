import { type ErrorCode, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { FileFault } from '../faults.ts'
import { LONGEST_FILE } from '../schema/common.ts'

export type Path = readonly (string | number)[]

/** `design.pages[1].title`: entries of a list count from 1, as in rules. */
export function sayPath(path: Path): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step + 1}]` : `${at > 0 ? '.' : ''}${step}`)).join('')
}

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

const YAML_HINT = 'Look at the indentation, and put text that holds “: ” or begins with a sign into quotation marks.'
/** What is said more plainly than the library does; of each kind once, for one mistake spoils all that follows. */
const SAYINGS: Partial<Record<ErrorCode, { message: string; hint: string }>> = {
  TAB_AS_INDENT: { message: 'This is not YAML: a line begins with a tab.', hint: 'Put spaces in its place.' },
  BAD_INDENT: {
    message: 'This is not YAML: a line begins in another column than those around it.',
    hint: 'Put the same number of spaces before all keys of one group.',
  },
  MISSING_CHAR: {
    message:
      'This is not YAML: a bracket, a quotation mark or the “- ” of a list entry is missing, or a line begins in another column.',
    hint: 'Begin every key of one entry in the same column, and close what is open.',
  },
  DUPLICATE_KEY: { message: 'This key is there twice.', hint: 'Take one of the two out, or give it another name.' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'This is not YAML: a text holds “: ”, so that half of it reads as a key.',
    hint: 'Put the whole text into quotation marks.',
  },
}
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
  const unreadable = document.errors
    .filter(({ code }, at, all) => all.findIndex(other => other.code === code) === at)
    .map(({ code, message, pos }) => ({ at: pos[0], ...(SAYINGS[code] ?? notYaml(message)) }))
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
