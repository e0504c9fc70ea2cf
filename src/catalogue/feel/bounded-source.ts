import { childrenOf, type Node } from './feelin.ts'
import { GUARD } from './guards.ts'

interface Rewriting {
  readonly source: string
  /** Inside something that is done for every entry of a list, or at every call. */
  readonly isRepeated: boolean
}

type Writer = (node: Node, rewriting: Rewriting) => string | undefined

const writers: Readonly<Record<string, Writer>> = {
  ForExpression: iteration,
  QuantifiedExpression: iteration,
  FilterExpression: filter,
  FunctionDefinition: definition,
  ArithmeticExpression: sum,
  Comparison: comparison,
  PositiveUnaryTest: test,
  InstanceOfExpression: instance,
  PathExpression: path,
}

/**
 * The same expression with guards at every place whose cost grows with its values: what is run through in `for`, `some`, `every`
 * and filters, the body of a function, texts added up, values compared as a whole, a path over a list in a loop.
 */
export function boundedSource(node: Node, source: string): string {
  return written(node, { source, isRepeated: false })
}

function written(node: Node, rewriting: Rewriting): string {
  return writers[node.name]?.(node, rewriting) ?? joined(childrenOf(node), node, rewriting)
}

/** What stands between the children stays as it is. */
function joined(children: readonly Node[], { from, to }: { from: number; to: number }, rewriting: Rewriting): string {
  let [text, at] = ['', from]
  for (const child of children) {
    text += rewriting.source.slice(at, child.from) + written(child, rewriting)
    at = child.to
  }
  return text + rewriting.source.slice(at, to)
}

function iteration(node: Node, rewriting: Rewriting): string {
  const [word, contexts, then, body] = partsOf(node)
  const inside = { ...rewriting, isRepeated: true }
  const lists = partsOf(contexts!).filter(({ name }) => name === 'InExpression')
  const clauses = lists.map((each, at) => clause(each, sizeOf(node), at === 0 ? rewriting : inside))
  return `${textOf(word!, rewriting)} ${clauses.join(', ')} ${textOf(then!, rewriting)} ${written(body!, inside)}`
}

function clause(node: Node, size: number, rewriting: Rewriting): string {
  const [name, , list] = partsOf(node)
  const [from, , to] = partsOf(list!)
  const ends = [from!, ...(to ? [to] : [])].map(end => written(end, rewriting))
  return `${textOf(name!, rewriting)} in ${to ? GUARD.steps : GUARD.over}(${ends.join(', ')}, ${size})`
}

function filter(node: Node, rewriting: Rewriting): string {
  const [target, , condition] = partsOf(node)
  const inside = { ...rewriting, isRepeated: true }
  return `${GUARD.breadth}(${written(target!, rewriting)}, ${sizeOf(node)})[${written(condition!, inside)}]`
}

function definition(node: Node, rewriting: Rewriting): string | undefined {
  const body = partsOf(node).find(({ name }) => name === 'FunctionBody')
  if (!body) return undefined
  const head = rewriting.source.slice(node.from, body.from)
  return `${head}if ${GUARD.step}(${sizeOf(body)}) then (${joined(childrenOf(body), body, { ...rewriting, isRepeated: true })}) else null`
}

/** Only texts grow when they are added up, and no text is added to a number. */
function sum(node: Node, rewriting: Rewriting): string | undefined {
  const [left, sign, right] = partsOf(node)
  if (!right || textOf(sign!, rewriting) !== '+' || [left!, right].some(({ name }) => name === 'NumericLiteral')) return undefined
  return `${guarded('breadth', left!, rewriting)} + ${guarded('breadth', right, rewriting)}`
}

/** Lists and contexts are compared entry by entry; with a literal that ends at once. */
function comparison(node: Node, rewriting: Rewriting): string | undefined {
  const [left, operator, ...right] = partsOf(node)
  const isWhole = ['=', '!=', 'in'].includes(textOf(operator!, rewriting)) && !LITERALS.has(left!.name)
  if (!isWhole || right.every(isLiteral)) return undefined
  const rest = joined(right, { from: operator!.to, to: node.to }, rewriting)
  return `${guarded('whole', left!, rewriting)} ${textOf(operator!, rewriting)} ${rest}`
}

const LITERALS = new Set(['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'DateTimeLiteral', 'AtLiteral', '(', ')'])

function isLiteral(node: Node): boolean {
  const isTests = node.name === 'PositiveUnaryTests' || node.name === 'PositiveUnaryTest'
  return LITERALS.has(node.name) || (isTests && partsOf(node).every(isLiteral))
}

const VALUES = new Set(['VariableName', 'PathExpression', 'FilterExpression', 'FunctionInvocation'])

function test(node: Node, rewriting: Rewriting): string | undefined {
  const [value] = partsOf(node)
  return value && VALUES.has(value.name) ? guarded('whole', value, rewriting) : undefined
}

function instance(node: Node, rewriting: Rewriting): string {
  const [value] = partsOf(node)
  return guarded('whole', value!, rewriting) + rewriting.source.slice(value!.to, node.to)
}

function path(node: Node, rewriting: Rewriting): string | undefined {
  const [target] = partsOf(node)
  if (!rewriting.isRepeated || !target) return undefined
  return guarded('breadth', target, rewriting) + rewriting.source.slice(target.to, node.to)
}

function guarded(guard: 'breadth' | 'whole', node: Node, rewriting: Rewriting): string {
  return `${GUARD[guard]}(${written(node, rewriting)}${guard === 'breadth' ? ', 1' : ''})`
}

/** Children that mean something: comments are left out. */
function partsOf(node: Node): Node[] {
  return childrenOf(node).filter(child => !child.type.isSkipped)
}

function textOf({ from, to }: Node, { source }: Rewriting): string {
  return source.slice(from, to)
}

/** How many parts an expression has: what evaluating it once costs at most, the lists in it aside. */
export function sizeOf(node: Node): number {
  return childrenOf(node).reduce((size, child) => size + sizeOf(child), 1)
}
