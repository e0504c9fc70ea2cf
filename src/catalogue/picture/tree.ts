import type { Language } from '#platform'
import { childrenOf, type Node, parse } from '../feel/feelin.ts'
import type { Service } from '../service.ts'

/** In whose words an expression is said. */
export interface Saying {
  readonly service: Service
  readonly language: Language
  /** The day whose rates are named, `YYYY-MM-DD`. */
  readonly on: string
}

/** An expression being said. */
export interface Text extends Saying {
  readonly source: string
  /** Inside a filter, the entity whose fields stand alone; after `some c in …`, what `c` is. */
  readonly inside?: string
  readonly bound?: Readonly<Record<string, string>>
}

/** The tree of a whole expression. */
export function whole(source: string): Node {
  const tree = parse(source)
  return tree.name === 'Expression' ? tree.firstChild! : tree
}

/** `a and b and c` as three; brackets around the whole do not count. */
export function operands(node: Node, kind: 'Conjunction' | 'Disjunction'): Node[] {
  const inner = unbracketed(node)
  if (inner.name !== kind) return [inner]
  const [left, , right] = childrenOf(inner)
  return [...operands(left!, kind), ...operands(right!, kind)]
}

/** What stands in brackets, however many. */
export function unbracketed(node: Node): Node {
  return node.name === 'ParenthesizedExpression' ? unbracketed(childrenOf(node)[1]!) : node
}

/** A part as it is written, its white space evened out. */
export function textOf({ from, to }: Node, { source }: Text): string {
  return source.slice(from, to).replaceAll(/\s+/g, ' ')
}

/** Parts of these kinds, the outermost of each. */
export function all(nodes: readonly Node[], names: readonly string[]): Node[] {
  return nodes.flatMap(node => (names.includes(node.name) ? [node] : all(childrenOf(node), names)))
}

/** A function's name and what it is given. */
export function call(node: Node, text: Text): [name: string, ...given: Node[]] {
  const [callee, , given] = childrenOf(node)
  const values = given?.name === 'PositionalParameters' ? childrenOf(given).filter(child => child.name !== ',') : []
  return [textOf(callee!, text), ...values]
}
