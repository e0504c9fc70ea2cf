import { FeelFunction } from 'feelin'
import { OverBudget, spend } from '../feel/meter.ts'
import { coerce, isContext, type Signature, signatures, type Types } from './coerce.ts'
import { feel } from './feel.ts'
import type { Boxed, FunctionDefinition, Iteration } from './model.ts'
import { runTable } from './run-table.ts'

/** What an expression of a model can see. */
export interface Reach {
  readonly names: Readonly<Record<string, unknown>>
  readonly types: Types
  /** Calls left in this run; after the last, every call is null. */
  readonly budget: { left: number }
}

type Of<K extends Boxed['kind']> = Extract<Boxed, { kind: K }>
type Runners = { readonly [K in Boxed['kind']]: (boxed: Of<K>, reach: Reach) => unknown }

const runners: Runners = {
  literal: ({ text }, reach) => feel(text, reach),
  context: runContext,
  relation: ({ columns, rows }, reach) =>
    rows.map(row =>
      Object.fromEntries(
        columns.map(({ name, type }, at) => [name, reach.types.held(row[at] ? runBoxed(row[at], reach) : null, type)]),
      ),
    ),
  list: ({ items }, reach) => items.map(item => runBoxed(item, reach)),
  invocation: runInvocation,
  conditional: runConditional,
  filter: runFilter,
  for: runFor,
  some: (boxed, reach) => quantified(boxed, true, reach),
  every: (boxed, reach) => quantified(boxed, false, reach),
  function: functionOf,
  table: runTable,
}

/** The value of a boxed expression, held to the type it states; null where the standard says so. Never throws. */
export function runBoxed<B extends Boxed>(boxed: B, reach: Reach): unknown {
  spend(1)
  const run = runners[boxed.kind] as (boxed: B, reach: Reach) => unknown
  const value = run(boxed, reach)
  return boxed.type && boxed.kind !== 'function' ? reach.types.held(value, boxed.type) : value
}

function runContext({ entries }: Of<'context'>, reach: Reach): unknown {
  const made: Record<string, unknown> = {}
  for (const { variable, value } of entries) {
    const result = runBoxed(value, within(reach, made))
    if (!variable) return result
    made[variable.name] = reach.types.held(result, variable.type)
  }
  return made
}

function runInvocation({ callee, bindings }: Of<'invocation'>, reach: Reach): unknown {
  const called = runBoxed(callee, reach)
  if (!(called instanceof FeelFunction)) return null
  const given = Object.fromEntries(bindings.map(({ parameter, value }) => [parameter, runBoxed(value, reach)]))
  return resultOf(() => called.invoke(given))
}

/** What a call gave; the library's own signal for a call that failed is null. */
export function resultOf(call: () => unknown): unknown {
  try {
    const result = call()
    const failed = typeof result === 'object' && result !== null && 'warning' in result && 'template' in result
    return failed || result === undefined ? null : result
  } catch (error) {
    if (error instanceof OverBudget) throw error
    return null
  }
}

/**
 * A function as a value; one that would run Java or PMML is null. A call with too few or too many arguments, or one
 * that is not of its parameter's type, is null.
 */
export function functionOf({ parameters, language, body, type }: FunctionDefinition, reach: Reach): FeelFunction | null {
  if (language !== 'FEEL') return null
  const signature = {
    parameters: parameters.map(parameter => reach.types.named(parameter.type)),
    returns: reach.types.named(type ?? body.type),
  }
  const names = parameters.map(({ name }) => name)
  return functionFrom(names, signature, args => {
    if (reach.budget.left-- <= 0) return null
    const given = Object.fromEntries(names.map((name, at) => [name, args[at]]))
    return runBoxed(body, within(reach, given))
  })
}

/** A function that holds its arguments and its result to their types. */
export function functionFrom(names: string[], signature: Signature, call: (args: unknown[]) => unknown): FeelFunction {
  const run = (...args: unknown[]) => {
    if (args.length !== names.length || args.includes(undefined)) return null
    const held = args.map((arg, at) => coerce(arg, signature.parameters[at]!))
    const isRefused = held.some((value, at) => value === null && args[at] !== null)
    return isRefused ? null : coerce(call(held), signature.returns)
  }
  const made = new FeelFunction(run, names)
  signatures.set(made, signature)
  return made
}

function within(reach: Reach, names: Reach['names']): Reach {
  return { ...reach, names: { ...reach.names, ...names } }
}

function runFilter({ in: from, match }: Of<'filter'>, reach: Reach): unknown {
  const items = runBoxed(from, reach)
  if (items === null) return null
  const list = Array.isArray(items) ? items : [items]
  const matched = list.map(item => runBoxed(match, within(reach, { ...(isContext(item) && item), item })))
  return matched.every(each => typeof each === 'boolean') ? list.filter((_, at) => matched[at] === true) : null
}

function runFor({ in: from, each, body }: Iteration, reach: Reach): unknown {
  const items = runBoxed(from, reach)
  if (!Array.isArray(items)) return null
  const partial: unknown[] = []
  for (const item of items) partial.push(runBoxed(body, within(reach, { [each]: item, partial: [...partial] })))
  return partial
}

/** Whether the body is `settledBy` for one of the list; null when the list or a body is no answer. */
function quantified({ in: from, each, body }: Iteration, settledBy: boolean, reach: Reach): boolean | null {
  const items = runBoxed(from, reach)
  if (!Array.isArray(items)) return null
  const held = items.map(item => runBoxed(body, within(reach, { [each]: item })))
  if (!held.every(one => typeof one === 'boolean')) return null
  return held.includes(settledBy) ? settledBy : !settledBy
}

function runConditional(boxed: Of<'conditional'>, reach: Reach): unknown {
  const held = runBoxed(boxed.if, reach)
  if (typeof held !== 'boolean') return null
  return runBoxed(held ? boxed.then : boxed.else, reach)
}
