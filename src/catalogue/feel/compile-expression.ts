import { answerTo, entriesOf } from '../answers.ts'
import type { FactName } from '../fact.ts'
import type { Expression, Scope } from '../rule.ts'
import { childrenOf, compile, type Node, parse } from './feelin.ts'
import { readNames } from './read-names.ts'
import type { ExpressionFault, Read } from './reader.ts'
import { parameterOn, plainValue, rootValue } from './scope-values.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One part of an expression: known, or not yet and for want of what. */
interface Part {
  value(scope: Scope): unknown
  missing(scope: Scope): FactName[]
}

/** An expression with its value as FEEL has it, for those that lean on it. */
export type Compiled = Expression & { readonly feel: Part }

interface Text {
  source: string
  words: Vocabulary
}

/**
 * Checks and compiles a FEEL expression. FEEL alone would take a missing fact for false in many places (`x = 1`, `if`, `in`,
 * filters, `some`), so `and`, `or`, `not` and `if` are judged here in three values, and any other part that reads a missing
 * fact is not known yet, whatever FEEL makes of it.
 */
export function compileExpression(
  source: string,
  words: Vocabulary,
): { expression: Compiled } | { faults: readonly ExpressionFault[] } {
  const tree = parse(source)
  const { reads, parameters, figures, faults } = readNames(tree, source, words)
  if (faults.length > 0) return { faults }
  const part = partOf(tree, { source, words })
  return {
    expression: {
      source,
      facts: [...new Set([...reads.flatMap(({ fact }) => fact?.name ?? []), ...factsBelow(figures, words)])],
      parameters,
      figures,
      feel: part,
      value: scope => plainValue(part.value(scope)),
      missing: scope => [...new Set(part.missing(scope))],
      read: scope => ({
        facts: reads.flatMap(read => (read.fact ? [{ name: read.fact.name, value: readValue(read, scope) }] : [])),
        parameters: parameters.flatMap(name => parameterRead(name, scope, words)),
        ...(figures.length > 0 && { figures: figures.map(name => figureRead(name, scope, words)) }),
      }),
    },
  }
}

function partOf(node: Node, text: Text): Part {
  const children = childrenOf(node)
  if (node.name === 'Expression') return partOf(children[0]!, text)
  if (node.name === 'ParenthesizedExpression') return partOf(children[1]!, text)
  if (node.name === 'Conjunction') return joined(false, partOf(children[0]!, text), partOf(children[2]!, text))
  if (node.name === 'Disjunction') return joined(true, partOf(children[0]!, text), partOf(children[2]!, text))
  if (node.name === 'IfExpression')
    return choice(partOf(children[1]!, text), partOf(children[3]!, text), partOf(children[5]!, text))
  const negated = negatedBy(node, text)
  return negated ? negation(partOf(negated, text)) : atom(node, text)
}

function negatedBy(node: Node, { source }: Text): Node | undefined {
  const [name, , given] = childrenOf(node)
  if (node.name !== 'FunctionInvocation' || source.slice(name!.from, name!.to) !== 'not') return undefined
  const values = given?.name === 'PositionalParameters' ? childrenOf(given) : []
  return values.length === 1 ? values[0] : undefined
}

/** `and` (settled by false) or `or` (settled by true), in three values. */
function joined(settledBy: boolean, left: Part, right: Part): Part {
  const value = (scope: Scope) => {
    const first = left.value(scope)
    if (first === settledBy) return settledBy
    const second = right.value(scope)
    if (second === settledBy) return settledBy
    return first === !settledBy && second === !settledBy ? !settledBy : null
  }
  const missing = (scope: Scope) => (value(scope) === null ? [...left.missing(scope), ...right.missing(scope)] : [])
  return { value, missing }
}

function negation(part: Part): Part {
  const value = (scope: Scope) => {
    const inner = part.value(scope)
    return typeof inner === 'boolean' ? !inner : null
  }
  return { value, missing: part.missing }
}

function choice(condition: Part, yes: Part, no: Part): Part {
  const chosen = (scope: Scope) => ({ true: yes, false: no })[String(condition.value(scope))]
  return {
    value: scope => chosen(scope)?.value(scope) ?? null,
    missing: scope => (chosen(scope) ?? condition).missing(scope),
  }
}

/** A part with nothing three-valued in it: FEEL's own, once all that it reads is known. */
function atom(node: Node, { source, words }: Text): Part {
  const { reads, roots, parameters, figures } = readNames(node, source, words)
  const below = figures.map(name => words.figures!.get(name)!)
  const run = compile(source.slice(node.from, node.to), roots)
  const missing = (scope: Scope) => [
    ...reads.flatMap(read => missingOf(read, scope)),
    ...below.flatMap(figure => (figure.value(scope) === null ? figure.missing(scope) : [])),
  ]
  const dated = (scope: Scope) => parameters.every(name => parameterOn(words.parameters.get(name)!, scope.on))
  const workedOut = (scope: Scope) => below.every(figure => figure.value(scope) !== null)
  const known = (scope: Scope) => reads.every(read => isKnown(read, scope)) && dated(scope) && workedOut(scope)
  return { missing, value: scope => (known(scope) ? run(roots.map(root => rootValue(root, scope, words))) : null) }
}

function missingOf(read: Read, scope: Scope): FactName[] {
  return isKnown(read, scope) ? [] : [read.fact?.name ?? read.of!]
}

function isKnown(read: Read, scope: Scope): boolean {
  const { fact, of, every } = read
  if (every && !Array.isArray(scope.answers[of!])) return false
  if (!fact) return true
  if (every) return entriesOf(of!, scope.answers).every(entry => isThere(entry?.[fact.field]))
  return isThere(answerTo(fact, scope.answers, scope.at?.[fact.entity]))
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined
}

function readValue({ fact, of, every }: Read, scope: Scope): unknown {
  if (every) return entriesOf(of!, scope.answers).map(entry => entry[fact!.field] ?? null)
  return answerTo(fact!, scope.answers, scope.at?.[fact!.entity]) ?? null
}

function parameterRead(name: string, { on }: Scope, { parameters }: Vocabulary) {
  const { unit } = parameters.get(name)!
  const current = parameterOn(parameters.get(name)!, on)
  return current ? [{ name, value: current.value, since: current.from, unit }] : []
}

function figureRead(name: string, scope: Scope, { figures }: Vocabulary) {
  return { name, value: plainValue(figures!.get(name)!.value(scope)) }
}

function factsBelow(names: readonly string[], { figures }: Vocabulary): FactName[] {
  return names.flatMap(name => figures!.get(name)!.facts)
}
