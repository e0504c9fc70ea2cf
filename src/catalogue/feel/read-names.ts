import { checkPattern } from './check-pattern.ts'
import { childrenOf, firstError, type Node } from './feelin.ts'
import { IMPURE_FUNCTIONS, isFeelFunction } from './functions.ts'
import { mismatch } from './mismatch.ts'
import { binding, type ExpressionFault, fault, OTHER, type Read, type Reader, type Shape, textOf } from './reader.ts'
import { member, namesIn, resolve } from './resolve.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What an expression, or a part of one, reads; and what is wrong with its names. */
export interface Reading {
  readonly reads: readonly Read[]
  readonly parameters: readonly string[]
  /** Figures worked out before, by name. */
  readonly figures: readonly string[]
  /** Names to hand over when it is evaluated: entities, lists, parameters, figures, own functions, `today`. */
  readonly roots: readonly string[]
  readonly faults: readonly ExpressionFault[]
}

/** The longest run of numbers an expression may count through. */
const LONGEST_COUNT = 1000

const FILTERS = ['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression', 'NumericLiteral', 'ArithmeticExpression']
const PLACES = ['VariableName', 'PathExpression', 'FunctionInvocation']
const NO_TEST = { message: 'A filter needs a comparison.', hint: 'Write “… = true” or “… = false” inside the brackets.' }

/** Finds every name in a syntax tree and what it stands for. */
export function readNames(node: Node, source: string, words: Vocabulary): Reading {
  const reader: Reader = {
    ...{ reads: new Map(), parameters: new Set(), figures: new Set(), roots: new Set(), faults: [] },
    ...{ source, words, bound: [], lenient: false },
  }
  const error = firstError(node)
  if (error) unreadable(error, reader)
  else shapeOf(node, reader)
  const { reads, parameters, figures, roots, faults } = reader
  return { reads: [...reads.values()], parameters: [...parameters], figures: [...figures], roots: [...roots], faults }
}

function shapeOf(node: Node, reader: Reader): Shape {
  const read = readers[node.name]
  return read ? read(node, reader) : all(childrenOf(node), reader)
}

const readers: Readonly<Record<string, (node: Node, reader: Reader) => Shape>> = {
  VariableName: alone,
  PathExpression: path,
  FilterExpression: filter,
  QuantifiedExpression: iteration,
  ForExpression: iteration,
  FunctionInvocation: invocation,
  FunctionDefinition: definition,
  NamedParameter: (node, reader) => shapeOf(node.lastChild!, reader),
  Context: context,
  Comparison: comparison,
  ParenthesizedExpression: (node, reader) => shapeOf(childrenOf(node)[1] ?? node.lastChild!, reader),
  Wildcard: (node, reader) => fault(reader, node, { message: '“?” means nothing here.', hint: 'Name the fact.' }),
  null: (node, reader) =>
    fault(reader, node, {
      message: 'Null means “not known yet” and cannot be compared.',
      hint: 'Write known(fact), or not(known(fact)).',
    }),
}

function all(nodes: readonly Node[], reader: Reader): Shape {
  const shapes = nodes.map(node => shapeOf(node, reader))
  return shapes.length === 1 ? shapes[0]! : OTHER
}

function unreadable(node: Node, reader: Reader): Shape {
  return fault(reader, node, {
    message: 'The expression cannot be read from here.',
    hint: 'Look for a missing bracket, quotation mark or value.',
  })
}

function alone(node: Node, reader: Reader): Shape {
  const shape = resolve(node, reader)
  if (shape.kind !== 'entry' || shape.every) return shape
  const facts = [...shape.entity.fields.values()].map(fact => fact.name)
  return fault(reader, node, {
    message: `“${shape.entity.name}” alone is no fact.`,
    hint: `Say which: ${facts.slice(0, 6).join(', ')}.`,
  })
}

function path(node: Node, reader: Reader): Shape {
  const [target, , name] = childrenOf(node)
  if (!target || !name || name.type.isError) return all(childrenOf(node), reader)
  const shape = target.name === 'VariableName' ? resolve(target, reader) : shapeOf(target, reader)
  return member(shape, name, reader)
}

function filter(node: Node, reader: Reader): Shape {
  const [target, , condition] = childrenOf(node)
  const shape = shapeOf(target!, reader)
  if (!condition) return shape
  shapeOf(condition, binding(reader, namesIn(shape)))
  return isTest(condition) || isPlace(target!, condition, reader) ? shape : fault(reader, condition, NO_TEST)
}

/** FEEL takes anything in a filter that is not plainly a test for a place in the list. */
function isTest(condition: Node): boolean {
  if (condition.name === 'ParenthesizedExpression') return isTest(childrenOf(condition)[1]!)
  return FILTERS.includes(condition.name)
}

/** `allotment[persons]`: a parameter that holds several numbers is picked from by place. */
function isPlace(target: Node, condition: Node, reader: Reader): boolean {
  const parameter = target.name === 'VariableName' && reader.words.parameters.get(textOf(target, reader))
  return Boolean(parameter && Array.isArray(parameter.values[0]?.value) && PLACES.includes(condition.name))
}

/** `for`, `some` and `every`: each name bound stands for one entry of what it runs over. */
function iteration(node: Node, reader: Reader): Shape {
  const [, contexts, , body] = childrenOf(node)
  let inner = reader
  for (const each of childrenOf(contexts!).filter(child => child.name === 'InExpression')) {
    const [name, , list] = childrenOf(each)
    if (!name || !list) return unreadable(each, reader)
    countFault(list, reader)
    inner = binding(inner, [[textOf(name, reader), entryOf(shapeOf(list, inner))]])
  }
  if (body) shapeOf(body, inner)
  return OTHER
}

function entryOf(shape: Shape): Shape {
  return shape.kind === 'entries' ? { ...shape, kind: 'entry' } : OTHER
}

function countFault(list: Node, reader: Reader): void {
  const [from, dots, to] = childrenOf(list)
  if (dots?.name !== '..') return
  const span = Number(textOf(to!, reader)) - Number(textOf(from!, reader))
  if (Math.abs(span) <= LONGEST_COUNT) return
  fault(reader, list, {
    message: 'An expression may not count that far.',
    hint: `Give both ends as numbers, at most ${LONGEST_COUNT} apart.`,
  })
}

function invocation(node: Node, reader: Reader): Shape {
  const [callee, ...rest] = childrenOf(node)
  const name = textOf(callee!, reader).replaceAll(/\s+/g, ' ')
  const impure = IMPURE_FUNCTIONS[name]
  if (impure) return fault(reader, node, { message: `A rule may not call ${name}().`, hint: impure })
  if (callee!.name === 'VariableName' && !isFeelFunction(name)) resolve(callee!, reader)
  checkPattern(node, name, reader)
  all(rest, name === 'known' ? { ...reader, lenient: true } : reader)
  return OTHER
}

function definition(node: Node, reader: Reader): Shape {
  const parts = childrenOf(node)
  const names = parts.filter(part => part.name === 'FormalParameters').flatMap(childrenOf)
  const inner = binding(
    reader,
    names.map(name => [textOf(name, reader).split(':')[0]!.trim(), OTHER]),
  )
  return all(
    parts.filter(part => part.name === 'FunctionBody'),
    inner,
  )
}

function context(node: Node, reader: Reader): Shape {
  let inner = reader
  for (const entry of childrenOf(node).filter(child => child.name === 'ContextEntry')) {
    shapeOf(entry.lastChild!, inner)
    inner = binding(inner, [[textOf(entry.firstChild!, reader), OTHER]])
  }
  return OTHER
}

const SIGNS: Readonly<Record<string, string>> = {
  '==': 'Write one =.',
  '===': 'Write one =.',
  '<>': 'Write !=.',
  '=<': 'Write <=.',
  '=>': 'Write >=.',
}

/** FEEL reads `= = 1` as a comparison with a test, which is never known. */
function isSecondSign(operator: Node, right: Node): boolean {
  return operator.name === 'CompareOp' && right.name === 'SimplePositiveUnaryTest' && right.firstChild?.name === 'CompareOp'
}

function twoSigns(operator: Node, right: Node, reader: Reader): Shape {
  const written = /^[=<>!\s]+/.exec(reader.source.slice(operator.from, right.to))![0].replaceAll(/\s/g, '')
  return fault(reader, operator, {
    message: `“${written}” is no sign in a rule: nothing ever meets it.`,
    hint: SIGNS[written] ?? 'Write one of =, !=, <, <=, > and >=.',
  })
}

function comparison(node: Node, reader: Reader): Shape {
  const [left, operator, right] = childrenOf(node)
  const shape = shapeOf(left!, reader)
  if (right && !reader.words.isPublished && isSecondSign(operator!, right)) return twoSigns(operator!, right, reader)
  all(childrenOf(node).slice(1), reader)
  const wrong = right && mismatch(shape, textOf(operator!, reader), { kind: right.name, text: textOf(right, reader) })
  if (wrong) fault(reader, right, wrong)
  return OTHER
}
