import { PatternFault, type PatternNode, readPattern } from './read-pattern.ts'

/** One instruction; numbers are places in the program. */
export type Instruction =
  | { readonly do: 'one'; takes(character: string): boolean }
  | { readonly do: 'at'; readonly place: '^' | '$' | '\\b' | '\\B' }
  | { readonly do: 'split'; readonly first: number; readonly second: number }
  | { readonly do: 'save'; readonly slot: number }
  | { readonly do: 'jump'; readonly to: number }
  | { readonly do: 'match' }

/** A pattern ready to run: a program whose states are walked side by side, never one after the other. */
export interface Program {
  readonly instructions: readonly Instruction[]
  readonly groups: number
  readonly multiline: boolean
}

const MOST_INSTRUCTIONS = 2_000
const KEPT = 1_000
const made = new Map<string, Program>()

/**
 * Compiles a regular expression after Thompson: what it takes grows with the text times the pattern and never faster.
 * Kept, because facts and rules use the same few. @throws {PatternFault} for what cannot be matched so
 */
export function compilePattern(source: string, flags = 'u'): Program {
  const key = `${flags} ${source}`
  const program = made.get(key) ?? programOf(source, flags)
  if (made.size >= KEPT) made.clear()
  made.set(key, program)
  return program
}

function programOf(source: string, flags: string): Program {
  const tree = readPattern(source)
  jsReads(source, flags)
  const writer: Writer = { instructions: [], groups: 0, flags: flags.replaceAll(/[gm]/g, '') }
  write({ kind: 'group', part: tree, number: 0 }, writer)
  writer.instructions.push({ do: 'match' })
  return { instructions: writer.instructions, groups: writer.groups, multiline: flags.includes('m') }
}

function jsReads(source: string, flags: string): void {
  try {
    new RegExp(source, flags)
  } catch {
    throw new PatternFault('It is not a regular expression.')
  }
}

interface Writer {
  readonly instructions: Instruction[]
  groups: number
  readonly flags: string
}

function write(node: PatternNode, writer: Writer): void {
  const { instructions, flags } = writer
  if (instructions.length > MOST_INSTRUCTIONS)
    throw new PatternFault(`It comes to more than ${MOST_INSTRUCTIONS} steps written out.`)
  switch (node.kind) {
    case 'one':
      instructions.push({ do: 'one', takes: taker(node.source, flags) })
      return
    case 'at':
      instructions.push({ do: 'at', place: node.place })
      return
    case 'all':
      for (const part of node.parts) write(part, writer)
      return
    case 'either':
      writeEither(node.parts, writer)
      return
    case 'group':
      writer.groups = Math.max(writer.groups, node.number + 1)
      instructions.push({ do: 'save', slot: node.number * 2 })
      write(node.part, writer)
      instructions.push({ do: 'save', slot: node.number * 2 + 1 })
      return
    case 'repeat':
      writeRepeat(node, writer)
  }
}

function writeEither([first, ...others]: readonly PatternNode[], writer: Writer): void {
  if (others.length === 0) {
    write(first!, writer)
    return
  }
  const { instructions } = writer
  const split = hold(instructions)
  write(first!, writer)
  const jump = hold(instructions)
  instructions[split] = { do: 'split', first: split + 1, second: instructions.length }
  writeEither(others, writer)
  instructions[jump] = { do: 'jump', to: instructions.length }
}

function writeRepeat({ part, min, max, lazy }: Extract<PatternNode, { kind: 'repeat' }>, writer: Writer): void {
  const { instructions } = writer
  const branch = (at: number, inside: number, after: number) => {
    instructions[at] = { do: 'split', ...(lazy ? { first: after, second: inside } : { first: inside, second: after }) }
  }
  for (let n = 0; n < min; n++) write(part, writer)
  if (max === Number.POSITIVE_INFINITY) {
    const split = hold(instructions)
    write(part, writer)
    instructions.push({ do: 'jump', to: split })
    branch(split, split + 1, instructions.length)
    return
  }
  const splits = Array.from({ length: max - min }, () => {
    const split = hold(instructions)
    write(part, writer)
    return split
  })
  for (const split of splits) branch(split, split + 1, instructions.length)
}

/** A place in the program to be filled in later. */
function hold(instructions: Instruction[]): number {
  return instructions.push({ do: 'match' }) - 1
}

/** JavaScript itself says whether one character fits: its classes and cases are not ours to tell again. */
function taker(source: string, flags: string): (character: string) => boolean {
  if (/^[\p{L}\p{N} ]$/u.test(source) && !flags.includes('i')) return character => character === source
  const pattern = new RegExp(`^(?:${source})$`, flags)
  const known = new Map<string, boolean>()
  return character => {
    const before = known.get(character)
    if (before !== undefined) return before
    const fits = pattern.test(character)
    if (known.size < 256) known.set(character, fits)
    return fits
  }
}
