import { FeelFunction } from 'feelin'
import { type Types, typesOf } from './coerce.ts'
import type { DecisionNode, DecisionService, Knowledge, Model, Node } from './model.ts'
import { functionFrom, functionOf, type Reach, runBoxed } from './run-boxed.ts'
import { typeFinder } from './type.ts'

/** A node together with the model it stands in. */
interface Placed<N extends Node = Node> {
  readonly node: N
  readonly model: Model
}

/** One evaluation: what is known from outside, what has been worked out, and what is being worked out. */
interface Run {
  readonly given: ReadonlyMap<Node, unknown>
  readonly done: Map<Node, unknown>
  readonly under: Set<Node>
}

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

/** Makes a model ready to run. It reads no clock but through FEEL's own `now()` and `today()`, and changes nothing it is given. */
export function running(main: Model, imported: readonly Model[] = []): Running {
  const models = new Map([main, ...imported].map(model => [model.namespace, model]))
  const graph = new Graph(models)
  const start = (given: readonly Given[]): Run => ({ given: graph.inputs(main, given), done: new Map(), under: new Set() })
  const call = (kind: 'service' | 'knowledge', name: string, given: readonly Given[]) => {
    const found = graph.named(main, kind, name)
    const called = found ? graph.value(found, start(given)) : null
    if (!(called instanceof FeelFunction)) return null
    return (
      called.invoke(called.parameterNames.map(parameter => given.find(each => each.name === parameter)?.value ?? null)) ?? null
    )
  }
  return {
    decision: (name, given) => {
      const found = graph.named(main, 'decision', name)
      return found ? graph.value(found, start(given)) : null
    },
    service: (name, given) => call('service', name, given),
    knowledge: (name, given) => call('knowledge', name, given),
  }
}

class Graph {
  private readonly models: ReadonlyMap<string, Model>
  private readonly typesOf = new Map<Model, Types>()

  constructor(models: ReadonlyMap<string, Model>) {
    this.models = models
  }

  named(model: Model, kind: Node['kind'], name: string): Placed | undefined {
    const node = [...model.nodes.values()].find(each => each.kind === kind && each.name === name)
    return node && { node, model }
  }

  inputs(main: Model, given: readonly Given[]): Map<Node, unknown> {
    const found = given.map(({ name, namespace, value }) => {
      const model = (namespace && this.models.get(namespace)) || main
      const node = [...model.nodes.values()].find(
        each => (each.kind === 'input' || each.kind === 'decision') && each.name === name,
      )
      return node && ([node, this.types(model).held(value, node.variable.type)] as const)
    })
    return new Map(found.filter(each => each !== undefined))
  }

  value({ node, model }: Placed, run: Run): unknown {
    if (run.given.has(node)) return run.given.get(node)
    if (run.done.has(node)) return run.done.get(node)
    if (run.under.has(node)) return null
    run.under.add(node)
    const value = this.worked({ node, model }, run)
    run.under.delete(node)
    run.done.set(node, value)
    return value
  }

  private worked({ node, model }: Placed, run: Run): unknown {
    switch (node.kind) {
      case 'input':
        return null
      case 'decision':
        return this.decided({ node, model }, run)
      case 'knowledge':
        return this.known({ node, model }, run)
      case 'service':
        return this.served({ node, model }, run)
    }
  }

  private decided({ node, model }: Placed<DecisionNode>, run: Run): unknown {
    if (!node.logic) return null
    return this.types(model).held(runBoxed(node.logic, this.reach({ node, model }, run)), node.variable.type)
  }

  private known({ node, model }: Placed<Knowledge>, run: Run): unknown {
    return node.logic ? functionOf(node.logic, this.reach({ node, model }, run)) : null
  }

  /** Its parameters are its input data, then its input decisions. */
  private served({ node, model }: Placed<DecisionService>, outer: Run): FeelFunction {
    const parameters = [...node.inputs, ...node.inputDecisions].flatMap(href => this.find(model, href) ?? [])
    const outputs = node.outputs.flatMap(href => this.find(model, href) ?? [])
    const signature = {
      parameters: parameters.map(each => this.types(each.model).named(each.node.variable.type)),
      returns: this.types(model).named(node.variable.type),
    }
    const names = parameters.map(each => each.node.name)
    return functionFrom(names, signature, args => {
      const given = new Map(parameters.map((each, at) => [each.node, args[at]]))
      const inner: Run = { given, done: new Map(), under: new Set(outer.under) }
      const values = outputs.map(each => [each.node.name, this.value(each, inner)] as const)
      return values.length === 1 ? values[0]![1] : Object.fromEntries(values)
    })
  }

  /** What a node's requirements bring into reach; an imported model's names stand under the import's name. */
  private reach({ node, model }: Placed<DecisionNode | Knowledge>, run: Run): Reach {
    const names: Record<string, unknown> = {}
    for (const href of node.requires) {
      const found = this.find(model, href)
      if (!found) continue
      const under = model.imports.find(each => each.namespace === found.model.namespace)?.name
      const name = found.node.variable.name || found.node.name
      const value = this.value(found, run)
      if (found.model === model || !under) names[name] = value
      else names[under] = { ...(names[under] as object | undefined), [name]: value }
    }
    return { names, types: this.types(model) }
  }

  private find(model: Model, href: string): Placed | undefined {
    const [namespace = '', id = ''] = href.includes('#') ? href.split('#') : ['', href]
    const within = namespace === '' ? model : this.models.get(namespace)
    const node = within?.nodes.get(id)
    return within && node && { node, model: within }
  }

  private types(model: Model): Types {
    const types = this.typesOf.get(model) ?? typesOf(typeFinder(model, this.models))
    this.typesOf.set(model, types)
    return types
  }
}
