import type { HitPolicy } from '../hit-policy.ts'

/** A DMN model as read from its file, by the standard's own words (OMG DMN 1.5). */
export interface Model {
  readonly name: string
  readonly namespace: string
  readonly imports: readonly Import[]
  /** Item definitions by name. */
  readonly types: ReadonlyMap<string, ItemDefinition>
  /** Everything a requirement can point at, by id. */
  readonly nodes: ReadonlyMap<string, Node>
}

export interface Import {
  readonly name: string
  readonly namespace: string
}

/** A named value, and the type it is held to. */
export interface Variable {
  readonly name: string
  readonly type?: string
}

export interface ItemDefinition {
  readonly name: string
  readonly type?: string
  readonly isList: boolean
  /** Unary tests each value must pass. */
  readonly allowed?: string
  /** Unary tests the whole must pass; for a list, the list itself. */
  readonly constraint?: string
  readonly fields: readonly ItemDefinition[]
  readonly function?: { readonly parameters: readonly Variable[]; readonly returns?: string }
}

export type Node = InputData | DecisionNode | Knowledge | DecisionService

interface Named {
  readonly id: string
  readonly name: string
  readonly variable: Variable
}

export interface InputData extends Named {
  readonly kind: 'input'
}

/** References are `#id` or `namespace#id`. */
export interface DecisionNode extends Named {
  readonly kind: 'decision'
  readonly requires: readonly string[]
  readonly logic?: Boxed
}

/** A business knowledge model. */
export interface Knowledge extends Named {
  readonly kind: 'knowledge'
  readonly requires: readonly string[]
  readonly logic?: FunctionDefinition
}

export interface DecisionService extends Named {
  readonly kind: 'service'
  readonly outputs: readonly string[]
  readonly encapsulated: readonly string[]
  readonly inputDecisions: readonly string[]
  readonly inputs: readonly string[]
}

export type Boxed =
  | Literal
  | { readonly kind: 'context'; readonly type?: string; readonly entries: readonly ContextEntry[] }
  | {
      readonly kind: 'relation'
      readonly type?: string
      readonly columns: readonly Variable[]
      readonly rows: readonly Boxed[][]
    }
  | { readonly kind: 'list'; readonly type?: string; readonly items: readonly Boxed[] }
  | { readonly kind: 'invocation'; readonly type?: string; readonly callee: Boxed; readonly bindings: readonly Binding[] }
  | { readonly kind: 'conditional'; readonly type?: string; readonly if: Boxed; readonly then: Boxed; readonly else: Boxed }
  | { readonly kind: 'filter'; readonly type?: string; readonly in: Boxed; readonly match: Boxed }
  | ({ readonly kind: 'for' } & Iteration)
  | ({ readonly kind: 'some' } & Iteration)
  | ({ readonly kind: 'every' } & Iteration)
  | FunctionDefinition
  | Table

/** Boxed `for`, `some` and `every`: a body for each of a list. */
export interface Iteration {
  readonly type?: string
  readonly each: string
  readonly in: Boxed
  readonly body: Boxed
}

export interface Literal {
  readonly kind: 'literal'
  readonly type?: string
  /** FEEL; `''` when the author wrote nothing. */
  readonly text: string
}

export interface ContextEntry {
  /** Without a variable it is the context's result. */
  readonly variable?: Variable
  readonly value: Boxed
}

export interface Binding {
  readonly parameter: string
  readonly value: Boxed
}

export interface FunctionDefinition {
  readonly kind: 'function'
  readonly type?: string
  readonly parameters: readonly Variable[]
  /** Only FEEL runs; Java and PMML would run code from outside the file. */
  readonly language: 'FEEL' | 'Java' | 'PMML'
  readonly body: Boxed
}

export type Aggregator = 'sum' | 'count' | 'min' | 'max'

export interface Table {
  readonly kind: 'table'
  readonly type?: string
  readonly policy: HitPolicy
  readonly aggregator?: Aggregator
  readonly inputs: readonly TableInput[]
  readonly outputs: readonly TableOutput[]
  readonly rules: readonly TableRule[]
}

export interface TableInput {
  readonly expression: string
  readonly type?: string
  /** Unary tests a value must pass. */
  readonly allowed?: string
}

export interface TableOutput {
  readonly name?: string
  readonly type?: string
  /** Unary tests; their order is the priority. */
  readonly allowed?: string
  readonly otherwise?: string
}

/** Unary tests and expressions, in the order of the table's columns. */
export interface TableRule {
  readonly tests: readonly string[]
  readonly outputs: readonly string[]
}
