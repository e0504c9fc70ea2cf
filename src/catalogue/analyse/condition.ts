import type { Fact } from '../fact.ts'
import { compileExpression } from '../feel/compile-expression.ts'
import { childrenOf, type Node, parse } from '../feel/feelin.ts'
import { isFeelFunction } from '../feel/functions.ts'
import type { Vocabulary } from '../feel/vocabulary.ts'
import { OPERATORS, type Operator, plainOf, type Value } from './value.ts'

/** A condition as tests joined by `and`, `or`, `not` and `if`; `at` is the place of a test among all tests of the service. */
export type Condition =
  | { readonly kind: 'test'; readonly at: number }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'if'; readonly condition: Condition; readonly yes: Condition; readonly no: Condition }

/** What conditions compare: a fact, or any expression over facts, which is then taken to be free to come to anything. */
export interface Term {
  readonly at: number
  readonly source: string
  readonly fact?: Fact
  /** Compared with days that move with the day of the decision; kept apart from the same term compared with fixed ones. */
  readonly isRelative: boolean
}

/** One comparison of a term; `known` and `holds` compare it with nothing, `between` with two constants. */
export interface Test {
  readonly term: number
  readonly operator: Operator | 'known' | 'holds' | 'between'
  readonly constant?: Constant
  /** The other end of `between`, and which ends are not part of it. */
  readonly range?: { readonly to: Constant; readonly isOpen: readonly [boolean, boolean] }
}

/** The other side of a comparison: no fact is in it, so it has one value on each day. */
export interface Constant {
  readonly parameters: readonly string[]
  readonly isRelative: boolean
  /** Undefined when conditions over it cannot be cut into regions. */
  on(day: string): Value | undefined
}

/** All conditions of one service that are looked at together, so that the same term is one term in all of them. */
export interface Reading {
  readonly words: Vocabulary
  readonly terms: Map<string, Term>
  readonly tests: Test[]
  readonly constants: Map<string, Constant>
}

export function readingOf(words: Vocabulary): Reading {
  return { words, terms: new Map(), tests: [], constants: new Map() }
}

interface Text extends Reading {
  readonly source: string
}

/** Reads the condition of a checked expression. */
export function readCondition(source: string, reading: Reading): Condition {
  return conditionOf(parse(source), { ...reading, source })
}

/** The condition that something is known at all. */
export function knownFact(fact: Fact, reading: Reading): Condition {
  return test(reading, { term: { source: fact.name, fact }, operator: 'known' })
}

function conditionOf(node: Node, text: Text): Condition {
  const children = childrenOf(node)
  const inner = (at: number) => conditionOf(children[at]!, text)
  if (node.name === 'Expression') return inner(0)
  if (node.name === 'ParenthesizedExpression') return inner(1)
  if (node.name === 'Conjunction') return { kind: 'and', left: inner(0), right: inner(2) }
  if (node.name === 'Disjunction') return { kind: 'or', left: inner(0), right: inner(2) }
  if (node.name === 'IfExpression') return { kind: 'if', condition: inner(1), yes: inner(3), no: inner(5) }
  if (node.name === 'FunctionInvocation') return called(node, text)
  return (node.name === 'Comparison' && compared(children, text)) || holding(node, text)
}

function called(node: Node, text: Text): Condition {
  const [name, , given] = childrenOf(node)
  const values = given?.name === 'PositionalParameters' ? childrenOf(given) : []
  const called = slice(name!, text)
  if (values.length === 1 && called === 'not') return { kind: 'not', of: conditionOf(values[0]!, text) }
  if (values.length === 1 && called === 'known') return test(text, { term: termOf(values[0]!, text), operator: 'known' })
  return holding(node, text)
}

/** A part that is cut no further: it may hold or not, whatever the rest does. */
function holding(node: Node, text: Text): Condition {
  return test(text, { term: termOf(node, text), operator: 'holds' })
}

function compared([left, operator, ...others]: readonly Node[], text: Text): Condition | undefined {
  const sign = slice(operator!, text)
  if (sign === 'between') return inside(left!, { from: others[0]!, to: others[2]!, isOpen: [false, false] }, text)
  if (sign === 'in') return within(left!, others, text)
  return OPERATORS.includes(sign) ? comparison(left!, { operator: sign as Operator, other: others[0]! }, text) : undefined
}

/** `in ("a", "b")`, `in [1..5]`, `in (< 5, > 10)`. */
function within(left: Node, given: readonly Node[], text: Text): Condition | undefined {
  const tests = given.flatMap(node =>
    node.name === 'PositiveUnaryTests' ? childrenOf(node) : node.name === 'PositiveUnaryTest' ? [node] : [],
  )
  return all(
    'or',
    tests.flatMap(node => childrenOf(node).slice(0, 1)).map(node => unary(left, node, text)),
  )
}

function unary(left: Node, node: Node, text: Text): Condition | undefined {
  if (LITERALS.includes(node.name)) return comparison(left, { operator: '=', other: node }, text)
  if (node.name === 'List') {
    const entries = childrenOf(node).filter(child => !'[],'.includes(child.name))
    const isPlain = entries.every(entry => LITERALS.includes(entry.name))
    return isPlain
      ? all(
          'or',
          entries.map(entry => unary(left, entry, text)),
        )
      : undefined
  }
  const [first, second] = childrenOf(node)
  if (node.name !== 'SimplePositiveUnaryTest') return undefined
  if (first?.name === 'CompareOp') return comparison(left, { operator: slice(first, text) as Operator, other: second! }, text)
  return first?.name === 'Interval' ? between(left, first, text) : undefined
}

const LITERALS = ['StringLiteral', 'NumericLiteral']

function between(left: Node, interval: Node, text: Text): Condition | undefined {
  const [open, from, , to, close] = childrenOf(interval)
  if (!close) return undefined
  return inside(left, { from: from!, to: to!, isOpen: [slice(open!, text) !== '[', slice(close, text) !== ']'] }, text)
}

interface Ends {
  readonly from: Node
  readonly to: Node
  readonly isOpen: readonly [boolean, boolean]
}

/** Cut only between constants: FEEL has its own mind about a range whose ends are the wrong way round. */
function inside(left: Node, { from, to, isOpen }: Ends, text: Text): Condition | undefined {
  if (isClosed(left, text) || !isClosed(from, text) || !isClosed(to, text)) return undefined
  const range = { to: constantOf(to, text), isOpen }
  return test(text, { term: termOf(left, text), operator: 'between', constant: constantOf(from, text), range })
}

function all(kind: 'and' | 'or', conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const [first, ...others] = conditions
  return others.reduce((left, right) => left && right && { kind, left, right }, first)
}

const TURNED: Readonly<Record<Operator, Operator>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

function comparison(left: Node, { operator, other }: { operator: Operator; other: Node }, text: Text): Condition {
  const [leftIsClosed, rightIsClosed] = [isClosed(left, text), isClosed(other, text)]
  if (rightIsClosed && !leftIsClosed) return test(text, { term: termOf(left, text), operator, constant: constantOf(other, text) })
  if (leftIsClosed && !rightIsClosed)
    return test(text, { term: termOf(other, text), operator: TURNED[operator], constant: constantOf(left, text) })
  return difference(slice(left, text), { operator, other: slice(other, text) }, text)
}

/** Two terms compared with each other: one term, their difference, compared with nothing. */
function difference(left: string, { operator, other }: { operator: Operator; other: string }, text: Text): Condition {
  const [source, turned] = left <= other ? [`${left} - ${other}`, operator] : [`${other} - ${left}`, TURNED[operator]]
  return test(text, { term: { source }, operator: turned, constant: ZERO })
}

const ZERO: Constant = { parameters: [], isRelative: false, on: () => 0 }

interface NewTest {
  readonly term: { readonly source: string; readonly fact?: Fact }
  readonly operator: Test['operator']
  readonly constant?: Constant
  readonly range?: Test['range']
}

function test({ terms, tests }: Reading, { term, ...how }: NewTest): Condition {
  const isRelative = how.constant?.isRelative || how.range?.to.isRelative || false
  const key = isRelative ? `${term.source} from today` : term.source
  const found = terms.get(key) ?? { ...term, at: terms.size, isRelative }
  terms.set(key, found)
  return { kind: 'test', at: tests.push({ term: found.at, ...how }) - 1 }
}

function termOf(node: Node, text: Text): NewTest['term'] {
  if (node.name === 'ParenthesizedExpression') return termOf(childrenOf(node)[1]!, text)
  const written = slice(node, text)
  const source = written.includes('"') ? written : written.replaceAll(/\s+/g, ' ')
  const fact = node.name === 'PathExpression' ? text.words.facts.get(source.replaceAll(' ', '')) : undefined
  return fact && (!fact.of || text.words.at === fact.entity) ? { source: fact.name, fact } : { source }
}

function constantOf(node: Node, text: Text): Constant {
  const source = slice(node, text)
  const found = text.constants.get(source) ?? makeConstant(node, source, text)
  text.constants.set(source, found)
  return found
}

function makeConstant(node: Node, source: string, { words }: Text): Constant {
  const plain = { parameters: [], isRelative: false }
  if (node.name === 'NumericLiteral') return { ...plain, on: () => Number(source) }
  if (node.name === 'StringLiteral' && !source.includes('\\')) return { ...plain, on: () => source.slice(1, -1) }
  if (node.name === 'BooleanLiteral') return { ...plain, on: () => source === 'true' }
  const compiled = compileExpression(source, words)
  if ('faults' in compiled) return { ...plain, on: () => undefined }
  const { parameters, feel } = compiled.expression
  const isRelative = namesIn(node, { source, from: node.from }).includes('today')
  return { parameters, isRelative, on: day => plainOf(feel.value({ answers: {}, on: day })) }
}

function isClosed(node: Node, { source, words }: Text): boolean {
  const isConstant = (name: string) => words.parameters.has(name) || name === 'today' || isFeelFunction(name)
  return namesIn(node, { source, from: 0 }).every(isConstant)
}

function namesIn(node: Node, text: { source: string; from: number }): string[] {
  if (node.name === 'VariableName') return [text.source.slice(node.from - text.from, node.to - text.from)]
  return childrenOf(node).flatMap(child => namesIn(child, text))
}

function slice({ from, to }: Node, { source }: { source: string }): string {
  return source.slice(from, to)
}
