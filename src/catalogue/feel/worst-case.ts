import { sizeOf } from './bounded-source.ts'
import { childrenOf, type Node } from './feelin.ts'

/** How many entries a list may have; for a name it does not know, as many as any repeated page may ask. */
export type Rows = ReadonlyMap<string, number>

const MOST_ROWS = 1_000

interface Estimate {
  readonly source: string
  /** Lengths of what names stand for. */
  readonly lengths: Rows
}

/**
 * About how many steps an expression takes at most, with every list as long as it may be; an estimate for its author. What
 * holds at run time is the count itself: functions that call themselves and lists from functions are not foreseen here.
 */
export function worstCase(node: Node, source: string, rows: Rows): number {
  return costOf(node, { source, lengths: rows })
}

/** A list of this name is the longest there may be when nothing says how long. */
export function longest(lists: Iterable<string>, known: Rows): Rows {
  return new Map([...lists].map(list => [list, known.get(list) ?? MOST_ROWS]))
}

function costOf(node: Node, estimate: Estimate): number {
  if (node.name === 'ForExpression' || node.name === 'QuantifiedExpression') return iterationCost(node, estimate)
  if (node.name === 'FilterExpression') return filterCost(node, estimate)
  if (node.name === 'FunctionInvocation') return callCost(node, estimate)
  const whole = WHOLE.has(node.name) ? partsOf(node).reduce((sum, part) => sum + depthOf(part, estimate), 0) : 0
  return partsOf(node).reduce((cost, part) => cost + costOf(part, estimate), 1 + whole)
}

/** What is looked at from end to end, or gone into for every entry. */
const WHOLE = new Set(['Comparison', 'PathExpression', 'InstanceOfExpression', 'ArithmeticExpression'])

/** How many values there are in a value, those in the lists in it too. */
function depthOf(node: Node, estimate: Estimate): number {
  const parts = partsOf(node)
  if (node.name === 'List') return parts.reduce((sum, part) => sum + depthOf(part, estimate), 1)
  if (node.name === 'ForExpression') {
    const { times, inside } = contextsOf(node, estimate)
    return 1 + times * depthOf(parts.at(-1)!, inside)
  }
  if (node.name === 'FunctionInvocation') return argumentsOf(node).reduce((sum, each) => sum + depthOf(each, estimate), 1)
  return 1 + 2 * lengthOf(node, estimate)
}

function iterationCost(node: Node, estimate: Estimate): number {
  const { times, cost, inside } = contextsOf(node, estimate)
  return cost + times * costOf(partsOf(node).at(-1)!, inside)
}

/** How often the body of an iteration is evaluated, what running through its lists takes, and what its names stand for. */
function contextsOf(node: Node, estimate: Estimate) {
  const clauses = partsOf(partsOf(node)[1]!).filter(({ name }) => name === 'InExpression')
  let [times, cost, inside] = [1, 0, estimate]
  for (const each of clauses) {
    const [name, , list] = partsOf(each)
    const length = lengthOf(list!, inside)
    cost += times * (costOf(list!, inside) + (length + 1) * sizeOf(node))
    times *= length
    inside = { ...inside, lengths: new Map(inside.lengths).set(textOf(name!, inside), 1) }
  }
  return { times, cost, inside }
}

function filterCost(node: Node, estimate: Estimate): number {
  const [target, , condition] = partsOf(node)
  const length = lengthOf(target!, estimate)
  return costOf(target!, estimate) + (length + 1) * (sizeOf(node) + costOf(condition!, estimate))
}

/** A function looks at all it is given; one that sorts compares each entry with some of the others. */
function callCost(node: Node, estimate: Estimate): number {
  const given = argumentsOf(node)
  const cost = given.reduce((sum, each) => sum + costOf(each, estimate) + 2 * depthOf(each, estimate), 2)
  const [list, called] = given
  if (called?.name !== 'FunctionDefinition') return cost
  const length = lengthOf(list!, estimate)
  return cost + length * Math.ceil(Math.log2(length + 2)) * (costOf(called, estimate) + sizeOf(called))
}

function lengthOf(node: Node, estimate: Estimate): number {
  const parts = partsOf(node)
  switch (node.name) {
    case 'VariableName':
      return estimate.lengths.get(textOf(node, estimate)) ?? 1
    case 'IterationContext':
      return parts.length > 1 ? spanOf(parts[0]!, parts.at(-1)!, estimate) : lengthOf(parts[0]!, estimate)
    case 'Interval':
      return spanOf(parts[1]!, parts[3]!, estimate)
    case 'List':
      return Math.max(parts.length - 2, 1)
    case 'ForExpression':
      return contextsOf(node, estimate).times
    case 'FunctionInvocation':
      return argumentsOf(node).reduce((sum, each) => sum + lengthOf(each, estimate), 0)
    case 'IfExpression':
      return Math.max(...parts.map(part => lengthOf(part, estimate)))
    case 'PathExpression':
    case 'FilterExpression':
      return lengthOf(parts[0]!, estimate)
    case 'SimplePositiveUnaryTest':
    case 'ParenthesizedExpression':
      return lengthOf(parts[1] ?? parts[0]!, estimate)
    default:
      return 1
  }
}

function spanOf(from: Node, to: Node, estimate: Estimate): number {
  const span = Math.abs(Number(textOf(to, estimate)) - Number(textOf(from, estimate)))
  return Number.isNaN(span) ? MOST_ROWS : Math.floor(span) + 1
}

function argumentsOf(node: Node): Node[] {
  const given = partsOf(node).find(({ name }) => name === 'PositionalParameters' || name === 'NamedParameters')
  return given ? partsOf(given).map(each => (each.name === 'NamedParameter' ? each.lastChild! : each)) : []
}

function partsOf(node: Node): Node[] {
  return childrenOf(node).filter(child => !child.type.isSkipped)
}

function textOf({ from, to }: Node, { source }: Estimate): string {
  return source.slice(from, to)
}
