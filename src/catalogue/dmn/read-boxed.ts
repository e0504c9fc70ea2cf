import type { Boxed, FunctionDefinition, Literal, Variable } from './model.ts'
import { readTable } from './read-table.ts'
import { all, first, textOf, type XmlElement } from './xml.ts'

const EMPTY: Literal = { kind: 'literal', text: '' }

const readers: Readonly<Record<string, (element: XmlElement) => Boxed>> = {
  literalExpression: element => ({ kind: 'literal', text: textOf(element, 'text') ?? '', ...typeOf(element) }),
  context: element => ({
    kind: 'context',
    ...typeOf(element),
    entries: all(element, 'contextEntry').map(entry => {
      const variable = readVariable(entry, 'variable')
      return { ...(variable && { variable }), value: boxedIn(entry) ?? EMPTY }
    }),
  }),
  relation: element => ({
    kind: 'relation',
    ...typeOf(element),
    columns: all(element, 'column').map(variableOf),
    rows: all(element, 'row').map(boxedAllIn),
  }),
  list: element => ({ kind: 'list', ...typeOf(element), items: boxedAllIn(element) }),
  invocation: element => ({
    kind: 'invocation',
    ...typeOf(element),
    callee: boxedIn(element) ?? EMPTY,
    bindings: all(element, 'binding').map(binding => ({
      parameter: first(binding, 'parameter')?.attributes.name ?? '',
      value: boxedIn(binding) ?? EMPTY,
    })),
  }),
  conditional: element => ({
    kind: 'conditional',
    ...typeOf(element),
    if: boxedUnder(element, 'if'),
    then: boxedUnder(element, 'then'),
    else: boxedUnder(element, 'else'),
  }),
  filter: element => ({ kind: 'filter', ...typeOf(element), in: boxedUnder(element, 'in'), match: boxedUnder(element, 'match') }),
  for: element => ({ kind: 'for', ...iteration(element, 'return') }),
  some: element => ({ kind: 'some', ...iteration(element, 'satisfies') }),
  every: element => ({ kind: 'every', ...iteration(element, 'satisfies') }),
  functionDefinition: readFunction,
  decisionTable: readTable,
}

/** The first boxed expression inside an element, if there is one. */
export function boxedIn(element: XmlElement): Boxed | undefined {
  return boxedAllIn(element)[0]
}

function boxedAllIn(element: XmlElement): Boxed[] {
  return element.children.flatMap(child => (Object.hasOwn(readers, child.name) ? [readers[child.name]!(child)] : []))
}

function boxedUnder(element: XmlElement, name: string): Boxed {
  const under = first(element, name)
  return (under && boxedIn(under)) ?? EMPTY
}

function iteration(element: XmlElement, body: string) {
  const each = element.attributes.iteratorVariable ?? 'item'
  return { ...typeOf(element), each, in: boxedUnder(element, 'in'), body: boxedUnder(element, body) }
}

/** A function definition, or a business knowledge model's encapsulated logic. */
export function readFunction(element: XmlElement): FunctionDefinition {
  const kind = element.attributes.kind
  return {
    kind: 'function',
    ...typeOf(element),
    parameters: all(element, 'formalParameter').map(variableOf),
    language: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    body: boxedIn(element) ?? EMPTY,
  }
}

export function readVariable(element: XmlElement, name: string): Variable | undefined {
  const variable = first(element, name)
  return variable && variableOf(variable)
}

export function variableOf(element: XmlElement): Variable {
  return { name: element.attributes.name ?? '', ...typeOf(element) }
}

/** The type an element is held to: an attribute since DMN 1.1. */
export function typeOf({ attributes }: XmlElement): { type?: string } {
  return attributes.typeRef ? { type: attributes.typeRef } : {}
}
