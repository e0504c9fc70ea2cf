import type { Fact } from '../fact.ts'
import type { Node } from './feelin.ts'
import type { Entity, Vocabulary } from './vocabulary.ts'

/** Something an expression reads. `every`: of all entries of the list `of`; without a fact, the list itself. */
export interface Read {
  readonly fact?: Fact
  readonly of?: string
  readonly every: boolean
}

/** `from` and `to` are offsets in the expression. */
export interface ExpressionFault {
  readonly from: number
  readonly to: number
  readonly message: string
  readonly hint: string
}

/** What a part of an expression stands for. */
export type Shape =
  | { readonly kind: 'entry' | 'entries'; readonly entity: Entity; readonly every: boolean }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'other' }

export const OTHER: Shape = { kind: 'other' }

/** One walk through a syntax tree, and what it has found so far. */
export interface Reader {
  readonly source: string
  readonly words: Vocabulary
  readonly reads: Map<string, Read>
  readonly parameters: Set<string>
  readonly figures: Set<string>
  readonly roots: Set<string>
  readonly faults: ExpressionFault[]
  /** Names bound inside by `for`, `some`, `every`, a filter, a context or a function; innermost first. */
  readonly bound: readonly ReadonlyMap<string, Shape>[]
  /** Inside `known(…)`, where a fact may be missing. */
  readonly lenient: boolean
}

export function textOf(node: Node, { source }: Reader): string {
  return source.slice(node.from, node.to)
}

export function fault(reader: Reader, { from, to }: Node, { message, hint }: { message: string; hint: string }): Shape {
  reader.faults.push({ from, to, message, hint })
  return OTHER
}

/** The same walk, inside something that binds names. */
export function binding(reader: Reader, names: Iterable<readonly [string, Shape]>): Reader {
  return { ...reader, bound: [new Map(names), ...reader.bound] }
}

export function noteRead(reader: Reader, read: Read): void {
  if (reader.lenient) return
  reader.reads.set(`${read.fact?.name ?? read.of} ${read.every}`, read)
}
