import { FeelFunction } from 'feelin'
import { metered } from '../feel/meter.ts'
import { typesOf } from './coerce.ts'
import type { Model, Node } from './model.ts'
import { type Loaded, nodeValue, type Placed, type Run } from './run-node.ts'
import { typeFinder } from './type.ts'

/** An input's value. `namespace` when it stands in an imported model. */
export interface Given {
  readonly name: string
  readonly namespace?: string
  readonly value: unknown
}

/** A model ready to run, with those it imports. */
export interface Running {
  /** The value of a decision; null when there is none of that name. */
  decision(name: string, given: readonly Given[]): unknown
  /** The value of a decision service: of its one decision, or a context of several. */
  service(name: string, given: readonly Given[]): unknown
  /** The value of a business knowledge model called with parameters by name. */
  knowledge(name: string, given: readonly Given[]): unknown
}

/** Functions a run may call: a few seconds' work. A model that calls itself twice over would otherwise never end. */
const MOST_CALLS = 10_000

/** Entries run through, calls and boxes in one run. */
const MOST_STEPS = 10_000_000

/** Makes a model ready to run. One whose loops take too many steps throws `OverBudget`. It reads no clock but through FEEL's own `now()` and `today()`, and changes nothing it is given. */
export function running(main: Model, imported: readonly Model[] = []): Running {
  const models = new Map([main, ...imported].map(model => [model.namespace, model]))
  const loaded: Loaded = {
    models,
    types: new Map([...models.values()].map(model => [model, typesOf(typeFinder(model, models))])),
  }
  const find = (kind: Node['kind'], name: string): Placed | undefined => {
    const node = nodesOf(main).find(each => each.kind === kind && each.name === name)
    return node && { node, model: main }
  }
  const value = (kind: Node['kind'], name: string, given: readonly Given[]) => {
    const found = find(kind, name)
    const run: Run = {
      ...loaded,
      given: inputsOf(given, main, loaded),
      done: new Map(),
      under: new Set(),
      budget: { left: MOST_CALLS },
    }
    return found ? nodeValue(found, run) : null
  }
  return {
    decision: (name, given) => metered(MOST_STEPS, () => value('decision', name, given)),
    service: (name, given) => metered(MOST_STEPS, () => called(value('service', name, given), given)),
    knowledge: (name, given) => metered(MOST_STEPS, () => called(value('knowledge', name, given), given)),
  }
}

function called(value: unknown, given: readonly Given[]): unknown {
  if (!(value instanceof FeelFunction)) return null
  const parameters = value.parameterNames.map(name => given.find(each => each.name === name)?.value ?? null)
  return value.invoke(parameters) ?? null
}

/** What was given, by the input or decision it stands for, held to its type. */
function inputsOf(given: readonly Given[], main: Model, { models, types }: Loaded): Map<Node, unknown> {
  const found = given.map(({ name, namespace, value }) => {
    const model = (namespace && models.get(namespace)) || main
    const node = nodesOf(model).find(({ kind, name: named }) => (kind === 'input' || kind === 'decision') && named === name)
    return node && ([node, types.get(model)!.held(value, node.variable.type)] as const)
  })
  return new Map(found.filter(each => each !== undefined))
}

function nodesOf({ nodes }: Model): Node[] {
  return [...nodes.values()]
}
