import type { HitPolicy } from '../hit-policy.ts'
import type { Aggregator, Table, TableInput, TableOutput } from './model.ts'
import { all, first, textOf, type XmlElement } from './xml.ts'

const POLICIES: readonly HitPolicy[] = ['unique', 'first', 'priority', 'any', 'collect', 'rule order', 'output order']
const AGGREGATORS: readonly Aggregator[] = ['sum', 'count', 'min', 'max']

/** A decision table. A hit policy it does not know is read as unique, the standard's default. */
export function readTable(element: XmlElement): Table {
  const { hitPolicy, aggregation, typeRef } = element.attributes
  const aggregator = AGGREGATORS.find(known => known === aggregation?.toLowerCase())
  return {
    kind: 'table',
    ...(typeRef && { type: typeRef }),
    policy: POLICIES.find(known => known === hitPolicy?.toLowerCase()) ?? 'unique',
    ...(aggregator && { aggregator }),
    inputs: all(element, 'input').map(readInput),
    outputs: all(element, 'output').map(readOutput),
    rules: all(element, 'rule').map(rule => ({ tests: texts(rule, 'inputEntry'), outputs: texts(rule, 'outputEntry') })),
  }
}

function readInput(element: XmlElement): TableInput {
  const expression = first(element, 'inputExpression')
  return {
    expression: textOf(expression, 'text') ?? '',
    ...(expression?.attributes.typeRef && { type: expression.attributes.typeRef }),
    ...allowedIn(element, 'inputValues'),
  }
}

function readOutput(element: XmlElement): TableOutput {
  const { name, typeRef } = element.attributes
  const otherwise = textOf(first(element, 'defaultOutputEntry'), 'text')
  return {
    ...(name && { name }),
    ...(typeRef && { type: typeRef }),
    ...allowedIn(element, 'outputValues'),
    ...(otherwise && { otherwise }),
  }
}

/** Unary tests under an element that holds them in its `text`. */
export function allowedIn(element: XmlElement, name: string): { allowed?: string } {
  const allowed = textOf(first(element, name), 'text')
  return allowed ? { allowed } : {}
}

function texts(rule: XmlElement, name: string): string[] {
  return all(rule, name).map(entry => textOf(entry, 'text') ?? '')
}
