import { coerce } from './coerce.ts'
import { feel, type Names, passes } from './feel.ts'
import type { Aggregator, Table, TableRule } from './model.ts'
import { type FindType, typeNamed } from './type.ts'

/** The value of a decision table by its hit policy; null when the policy is broken or an input is not allowed. */
export function runTable(table: Table, names: Names, types: FindType): unknown {
  const inputs = table.inputs.map(({ expression, type }) => coerce(feel(expression, names), typeNamed(type, types)))
  if (!table.inputs.every(({ allowed }, at) => allowed === undefined || passes(allowed, inputs[at], names))) return null
  const hits = table.rules.filter(({ tests }) => tests.every((test, at) => passes(test, inputs[at], names)))
  if (hits.length === 0) return otherwise(table, names, types)
  const results = hits.map(rule => resultOf(table, rule, { names, types }))
  return byPolicy[table.policy](results, table)
}

interface Reach {
  names: Names
  types: FindType
}

/** One rule's outputs: a value, or a context by the outputs' names when there are several. */
function resultOf({ outputs }: Table, rule: TableRule, { names, types }: Reach): unknown {
  const values = outputs.map(({ type, allowed }, at) => {
    const value = coerce(feel(rule.outputs[at] ?? '', names), typeNamed(type, types))
    return allowed === undefined || passes(allowed, value, names) ? value : null
  })
  return outputs.length === 1 ? values[0] : named(outputs, values)
}

function named(outputs: Table['outputs'], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(outputs.map(({ name }, at) => [name ?? `output ${at + 1}`, values[at] ?? null]))
}

function otherwise(table: Table, names: Names, types: FindType): unknown {
  const { outputs, policy, aggregator } = table
  if (outputs.some(output => output.otherwise !== undefined)) {
    const result = resultOf(table, { tests: [], outputs: outputs.map(output => output.otherwise ?? '') }, { names, types })
    return result
  }
  if (aggregator === 'count') return 0
  return policy === 'collect' && !aggregator ? [] : null
}

const byPolicy: Readonly<Record<Table['policy'], (results: unknown[], table: Table) => unknown>> = {
  unique: results => (results.length === 1 ? results[0] : null),
  first: ([result]) => result,
  any: results => (new Set(results.map(each => JSON.stringify(each))).size === 1 ? results[0] : null),
  priority: (results, table) => inOutputOrder(results, table)[0],
  'rule order': results => results,
  'output order': inOutputOrder,
  collect: (results, { aggregator }) => (aggregator ? aggregate[aggregator](results) : results),
}

const aggregate: Readonly<Record<Aggregator, (results: unknown[]) => unknown>> = {
  sum: results => feel('sum(list)', { list: results }),
  min: results => feel('min(list)', { list: results }),
  max: results => feel('max(list)', { list: results }),
  count: results => results.length,
}

/** Results by the order in which the outputs list their allowed values, the first output first. */
function inOutputOrder(results: unknown[], { outputs }: Table): unknown[] {
  const ranks = outputs.map(({ allowed }) => (allowed === undefined ? [] : (feel(`[${allowed}]`, {}) as unknown[])))
  const rank = (result: unknown) =>
    outputs.map(({ name }, at) => {
      const value = outputs.length === 1 ? result : (result as Record<string, unknown>)[name ?? '']
      const place = (ranks[at] ?? []).indexOf(value)
      return place < 0 ? Number.MAX_SAFE_INTEGER : place
    })
  const ranked = results.map(result => ({ result, places: rank(result) }))
  ranked.sort((a, b) => a.places.map((place, at) => place - b.places[at]!).find(by => by !== 0) ?? 0)
  return ranked.map(({ result }) => result)
}
