import type { DecisionService, ItemDefinition, Model, Node } from './model.ts'
import { boxedIn, readFunction, readVariable, variableOf } from './read-boxed.ts'
import { allowedIn } from './read-table.ts'
import { all, first, readXml, textOf, type XmlElement, type XmlFault } from './xml.ts'

/** Reads a DMN 1.1 to 1.5 file, or says why not. Diagrams and makers' own extensions are passed over. Never throws. */
export function readModel(text: string): { model: Model } | { fault: XmlFault } {
  const read = readXml(text)
  if ('fault' in read) return read
  const { root } = read
  if (root.name !== 'definitions' || !/\/DMN\//i.test(root.of))
    return { fault: { line: root.line, message: 'This is no DMN file: its first element is not DMN’s “definitions”.' } }
  return { model: modelOf(root) }
}

function modelOf(root: XmlElement): Model {
  const own = root.children.filter(child => child.of === root.of)
  return {
    name: root.attributes.name ?? '',
    namespace: root.attributes.namespace ?? '',
    imports: all(root, 'import').map(({ attributes }) => ({
      name: attributes.name ?? '',
      namespace: attributes.namespace ?? '',
    })),
    types: new Map(
      all(root, 'itemDefinition')
        .map(readItem)
        .map(item => [item.name, item]),
    ),
    nodes: new Map(own.flatMap(readNode).map(node => [node.id, node])),
  }
}

function readNode(element: XmlElement): Node[] {
  const name = element.attributes.name ?? ''
  const named = { id: element.attributes.id ?? name, name, variable: readVariable(element, 'variable') ?? { name } }
  switch (element.name) {
    case 'inputData':
      return [{ kind: 'input', ...named }]
    case 'decision': {
      const logic = boxedIn(element)
      return [{ kind: 'decision', ...named, requires: requirementsOf(element), ...(logic && { logic }) }]
    }
    case 'businessKnowledgeModel': {
      const logic = first(element, 'encapsulatedLogic')
      return [{ kind: 'knowledge', ...named, requires: requirementsOf(element), ...(logic && { logic: readFunction(logic) }) }]
    }
    case 'decisionService':
      return [{ kind: 'service', ...named, ...partsOf(element) }]
    default:
      return []
  }
}

function partsOf(element: XmlElement): Pick<DecisionService, 'outputs' | 'encapsulated' | 'inputDecisions' | 'inputs'> {
  return {
    outputs: referencesIn(element, 'outputDecision'),
    encapsulated: referencesIn(element, 'encapsulatedDecision'),
    inputDecisions: referencesIn(element, 'inputDecision'),
    inputs: referencesIn(element, 'inputData'),
  }
}

function requirementsOf(element: XmlElement): string[] {
  return [...all(element, 'informationRequirement'), ...all(element, 'knowledgeRequirement')].flatMap(requirement =>
    ['requiredInput', 'requiredDecision', 'requiredKnowledge'].flatMap(name => referencesIn(requirement, name)),
  )
}

function referencesIn(element: XmlElement, name: string): string[] {
  return all(element, name).flatMap(({ attributes }) => attributes.href ?? [])
}

function readItem(element: XmlElement): ItemDefinition {
  const type = textOf(element, 'typeRef')
  const lambda = first(element, 'functionItem')
  const constraint = textOf(first(element, 'typeConstraint'), 'text')
  return {
    name: element.attributes.name ?? '',
    ...(type && { type }),
    isList: element.attributes.isCollection === 'true',
    ...allowedIn(element, 'allowedValues'),
    ...(constraint && { constraint }),
    fields: all(element, 'itemComponent').map(readItem),
    ...(lambda && { function: functionType(lambda) }),
  }
}

function functionType(element: XmlElement): NonNullable<ItemDefinition['function']> {
  const returns = element.attributes.outputTypeRef
  return { parameters: all(element, 'parameters').map(variableOf), ...(returns && { returns }) }
}
