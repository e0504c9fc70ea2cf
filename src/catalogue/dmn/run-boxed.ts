import { FeelFunction } from 'feelin'
import { coerce, isContext, signatures } from './coerce.ts'
import { feel, type Names } from './feel.ts'
import type { Boxed, FunctionDefinition, Iteration } from './model.ts'
import { runTable } from './run-table.ts'
import { type FindType, typeNamed } from './type.ts'

type Of<K extends Boxed['kind']> = Extract<Boxed, { kind: K }>
interface Reach {
  readonly names: Names
  readonly types: FindType
}

type Runners = { readonly [K in Boxed['kind']]: (boxed: Of<K>, names: Names, types: FindType) => unknown }

const runners: Runners = {
  literal: ({ text }, names) => feel(text, names),
  context: runContext,
  relation: ({ columns, rows }, names, types) =>
    rows.map(row =>
      Object.fromEntries(
        columns.map(({ name, type }, at) => [
          name,
          coerce(row[at] ? runBoxed(row[at], names, types) : null, typeNamed(type, types)),
        ]),
      ),
    ),
  list: ({ items }, names, types) => items.map(item => runBoxed(item, names, types)),
  invocation: runInvocation,
  conditional: runConditional,
  filter: runFilter,
  for: runFor,
  some: (boxed, names, types) => quantified(boxed, true, { names, types }),
  every: (boxed, names, types) => quantified(boxed, false, { names, types }),
  function: (definition, names, types) => functionOf(definition, names, types),
  table: runTable,
}

/** The value of a boxed expression, held to the type it states; null where the standard says so. Never throws. */
export function runBoxed<B extends Boxed>(boxed: B, names: Names, types: FindType): unknown {
  const run = runners[boxed.kind] as (boxed: B, names: Names, types: FindType) => unknown
  const value = run(boxed, names, types)
  return boxed.type && boxed.kind !== 'function' ? coerce(value, typeNamed(boxed.type, types)) : value
}

function runContext({ entries }: Of<'context'>, names: Names, types: FindType): unknown {
  const made: Record<string, unknown> = {}
  for (const { variable, value } of entries) {
    const result = runBoxed(value, { ...names, ...made }, types)
    if (!variable) return result
    made[variable.name] = coerce(result, typeNamed(variable.type, types))
  }
  return made
}

function runInvocation({ callee, bindings }: Of<'invocation'>, names: Names, types: FindType): unknown {
  const called = runBoxed(callee, names, types)
  if (!(called instanceof FeelFunction)) return null
  const given = Object.fromEntries(bindings.map(({ parameter, value }) => [parameter, runBoxed(value, names, types)]))
  return resultOf(() => called.invoke(given))
}

/** What a call gave; the library's own signal for a call that failed is null. */
export function resultOf(call: () => unknown): unknown {
  try {
    const result = call()
    const failed = typeof result === 'object' && result !== null && 'warning' in result && 'template' in result
    return failed || result === undefined ? null : result
  } catch {
    return null
  }
}

/** A function as a value; one that would run Java or PMML is null. */
export function functionOf(
  { parameters, language, body, type }: FunctionDefinition,
  names: Names,
  types: FindType,
): FeelFunction | null {
  if (language !== 'FEEL') return null
  const wanted = parameters.map(parameter => typeNamed(parameter.type, types))
  const returns = typeNamed(type ?? body.type, types)
  const run = (...args: unknown[]) => {
    if (args.length !== parameters.length || args.includes(undefined)) return null
    const given = parameters.map(({ name }, at) => [name, coerce(args[at], wanted[at]!)] as const)
    return coerce(runBoxed(body, { ...names, ...Object.fromEntries(given) }, types), returns)
  }
  const made = new FeelFunction(
    run,
    parameters.map(({ name }) => name),
  )
  signatures.set(made, { parameters: wanted, returns })
  return made
}

function runFilter({ in: from, match }: Of<'filter'>, names: Names, types: FindType): unknown {
  const items = runBoxed(from, names, types)
  if (items === null) return null
  const list = Array.isArray(items) ? items : [items]
  const matched = list.map(item => runBoxed(match, { ...names, ...(isContext(item) && item), item }, types))
  return matched.every(each => typeof each === 'boolean') ? list.filter((_, at) => matched[at] === true) : null
}

function runFor({ in: from, each, body }: Iteration, names: Names, types: FindType): unknown {
  const items = runBoxed(from, names, types)
  if (!Array.isArray(items)) return null
  const partial: unknown[] = []
  for (const item of items) partial.push(runBoxed(body, { ...names, [each]: item, partial: [...partial] }, types))
  return partial
}

/** Whether the body is `settledBy` for one of the list; null when the list or a body is no answer. */
function quantified({ in: from, each, body }: Iteration, settledBy: boolean, { names, types }: Reach): boolean | null {
  const items = runBoxed(from, names, types)
  if (!Array.isArray(items)) return null
  const held = items.map(item => runBoxed(body, { ...names, [each]: item }, types))
  if (!held.every(one => typeof one === 'boolean')) return null
  return held.includes(settledBy) ? settledBy : !settledBy
}

function runConditional(boxed: Of<'conditional'>, names: Names, types: FindType): unknown {
  const held = runBoxed(boxed.if, names, types)
  if (typeof held !== 'boolean') return null
  return runBoxed(held ? boxed.then : boxed.else, names, types)
}
