import type { FeelFunction } from 'feelin'
import type { Types } from './coerce.ts'
import type { DecisionNode, DecisionService, Knowledge, Model, Node } from './model.ts'
import { functionFrom, functionOf, type Reach, runBoxed } from './run-boxed.ts'

/** Models by namespace, and the types each can see. */
export interface Loaded {
  readonly models: ReadonlyMap<string, Model>
  readonly types: ReadonlyMap<Model, Types>
}

/** A node together with the model it stands in. */
export interface Placed<N extends Node = Node> {
  readonly node: N
  readonly model: Model
}

/** One evaluation: what is known from outside, what has been worked out, and what is being worked out. */
export interface Run extends Loaded {
  readonly given: ReadonlyMap<Node, unknown>
  readonly done: Map<Node, unknown>
  readonly under: Set<Node>
  readonly budget: { left: number }
}

/** Decisions that stand on one another, at most. */
const DEEPEST = 500

/** The value of a node, worked out once in a run; null for one that needs itself, or stands on too many. */
export function nodeValue({ node, model }: Placed, run: Run): unknown {
  if (run.given.has(node)) return run.given.get(node)
  if (run.done.has(node)) return run.done.get(node)
  if (run.under.has(node) || run.under.size === DEEPEST) return null
  run.under.add(node)
  const value = workedOut({ node, model }, run)
  run.under.delete(node)
  run.done.set(node, value)
  return value
}

function workedOut({ node, model }: Placed, run: Run): unknown {
  switch (node.kind) {
    case 'input':
      return null
    case 'decision':
      return decided({ node, model }, run)
    case 'knowledge':
      return node.logic ? functionOf(node.logic, laterReach({ node, model }, run)) : null
    case 'service':
      return served({ node, model }, run)
  }
}

function decided({ node, model }: Placed<DecisionNode>, run: Run): unknown {
  if (!node.logic) return null
  const reach = reachOf({ node, model }, run)
  return reach.types.held(runBoxed(node.logic, reach), node.variable.type)
}

/** A decision service as a function: its parameters are its input data, then its input decisions. */
function served({ node, model }: Placed<DecisionService>, outer: Run): FeelFunction {
  const parameters = [...node.inputs, ...node.inputDecisions].flatMap(href => find(model, href, outer) ?? [])
  const outputs = node.outputs.flatMap(href => find(model, href, outer) ?? [])
  const signature = {
    parameters: parameters.map(each => outer.types.get(each.model)!.named(each.node.variable.type)),
    returns: outer.types.get(model)!.named(node.variable.type),
  }
  const names = parameters.map(each => each.node.name)
  return functionFrom(names, signature, args => {
    if (outer.budget.left-- <= 0) return null
    const given = new Map(parameters.map((each, at) => [each.node, args[at]]))
    const inner: Run = { ...outer, given, done: new Map(), under: new Set(outer.under) }
    const values = outputs.map(each => [each.node.name, nodeValue(each, inner)] as const)
    return values.length === 1 ? values[0]![1] : Object.fromEntries(values)
  })
}

/** A function's reach is made when it is first called, so that it may call itself by its name. */
function laterReach(placed: Placed<Knowledge>, run: Run): Reach {
  let reach: Reach | undefined
  return {
    types: run.types.get(placed.model)!,
    budget: run.budget,
    get names() {
      reach ??= reachOf(placed, run)
      return { [placed.node.variable.name || placed.node.name]: nodeValue(placed, run), ...reach.names }
    },
  }
}

/** What a node's requirements bring into reach; an imported model's names stand under the import's name. */
function reachOf({ node, model }: Placed<DecisionNode | Knowledge>, run: Run): Reach {
  const names: Record<string, unknown> = {}
  for (const href of node.requires) {
    const found = find(model, href, run)
    if (!found) continue
    const under = model.imports.find(each => each.namespace === found.model.namespace)?.name
    const name = found.node.variable.name || found.node.name
    const value = nodeValue(found, run)
    if (found.model === model || !under) names[name] = value
    else names[under] = { ...(names[under] as object | undefined), [name]: value }
  }
  return { names, types: run.types.get(model)!, budget: run.budget }
}

/** What a reference points at: `#id` in the model itself, `namespace#id` in another. */
function find(model: Model, href: string, { models }: Loaded): Placed | undefined {
  const [namespace = '', id = ''] = href.includes('#') ? href.split('#') : ['', href]
  const within = namespace === '' ? model : models.get(namespace)
  const node = within?.nodes.get(id)
  return within && node && { node, model: within }
}
