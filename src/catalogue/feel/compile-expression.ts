import { answerTo, entriesOf } from '../answers.ts'
import type { FactName } from '../fact.ts'
import type { Expression, Scope } from '../rule.ts'
import { boundedSource } from './bounded-source.ts'
import { childrenOf, compile, type Node, parse } from './feelin.ts'
import { FEEL_FUNCTIONS } from './functions.ts'
import { guardsFor } from './guards.ts'
import { MOST_STEPS, metered, OverBudget, spendDepth } from './meter.ts'
import { noteOverrun } from './overrun.ts'
import { readNames } from './read-names.ts'
import type { ExpressionFault, Read } from './reader.ts'
import { parameterOn, plainValue, rootValue } from './scope-values.ts'
import type { Vocabulary } from './vocabulary.ts'
import { longest, worstCase } from './worst-case.ts'

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
  const tooLong = tooLongFault(tree, source, words)
  if (tooLong) return { faults: [tooLong] }
  const part = bounded(partOf(tree, { source, words }), source)
  return {
    expression: {
      source,
      facts: [...new Set([...reads.flatMap(({ fact }) => fact?.name ?? []), ...factsBelow(figures, words)])],
      parameters,
      figures,
      feel: part,
      value: part.plain,
      missing: scope => [...new Set(part.missing(scope))],
      read: scope => ({
        facts: reads.flatMap(read => (read.fact ? [{ name: read.fact.name, value: readValue(read, scope) }] : [])),
        parameters: parameters.flatMap(name => parameterRead(name, scope, words)),
        ...(figures.length > 0 && { figures: figures.map(name => figureRead(name, scope, words)) }),
      }),
    },
  }
}

/** An expression that would be stopped with the lists as long as they may be is not let in. */
function tooLongFault(tree: Node, source: string, { entities, rows = new Map() }: Vocabulary): ExpressionFault | undefined {
  const steps = worstCase(tree, source, longest(entities.byList.keys(), rows))
  if (steps <= MOST_STEPS) return undefined
  return {
    ...{ from: 0, to: source.length },
    message: `This expression could take ${steps.toLocaleString('en')} steps; it may take ${MOST_STEPS.toLocaleString('en')}.`,
    hint: 'Do not run through one list inside another, work parts of it out before, or let the list have fewer entries (repeat max).',
  }
}

/** A part with steps of its own. One that takes more is not known yet, and the scope remembers it. */
function bounded({ value, missing }: Part, source: string): Part & { plain: Part['value'] } {
  const within = <T>(scope: Scope, otherwise: T, evaluation: () => T): T => {
    try {
      return metered(MOST_STEPS, evaluation)
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error
      noteOverrun(scope, source)
      return otherwise
    }
  }
  return {
    value: scope => within(scope, null, () => value(scope)),
    missing: scope => within(scope, [], () => missing(scope)),
    plain: scope =>
      within(scope, null, () => {
        const found = value(scope)
        if (Array.isArray(found)) spendDepth(found)
        return plainValue(found)
      }),
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
  const safe = boundedSource(node, source)
  const run = compile(safe, roots, guardsFor(safe, FEEL_FUNCTIONS))
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
