import { feel, NOTHING, passes } from './feel.ts'
import type { Aggregator, Table, TableRule } from './model.ts'
import type { Reach } from './run-boxed.ts'

/** The value of a decision table by its hit policy; null when the policy is broken or an input is not allowed. */
export function runTable(table: Table, reach: Reach): unknown {
  const inputs = table.inputs.map(({ expression, type }) => reach.types.held(feel(expression, reach), type))
  if (!table.inputs.every(({ allowed }, at) => allowed === undefined || passes(allowed, inputs[at], reach))) return null
  const hits = table.rules.filter(({ tests }) => tests.every((test, at) => passes(test, inputs[at], reach)))
  if (hits.length === 0) return otherwise(table, reach)
  const results = hits.map(rule => resultOf(table, rule, reach))
  return byPolicy[table.policy](results, table)
}

/** One rule's outputs: a value, or a context by the outputs' names when there are several. */
function resultOf({ outputs }: Table, rule: TableRule, reach: Reach): unknown {
  const values = outputs.map(({ type, allowed }, at) => {
    const value = reach.types.held(feel(rule.outputs[at] ?? '', reach), type)
    return allowed === undefined || passes(allowed, value, reach) ? value : null
  })
  return outputs.length === 1 ? values[0] : named(outputs, values)
}

function named(outputs: Table['outputs'], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(outputs.map(({ name }, at) => [name ?? `output ${at + 1}`, values[at] ?? null]))
}

function otherwise(table: Table, reach: Reach): unknown {
  const { outputs, policy, aggregator } = table
  if (outputs.some(output => output.otherwise !== undefined)) {
    const result = resultOf(table, { tests: [], outputs: outputs.map(output => output.otherwise ?? '') }, reach)
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
  sum: results => feel('sum(list)', { ...NOTHING, names: { list: results } }),
  min: results => feel('min(list)', { ...NOTHING, names: { list: results } }),
  max: results => feel('max(list)', { ...NOTHING, names: { list: results } }),
  count: results => results.length,
}

/** Results by the order in which the outputs list their allowed values, the first output first. */
function inOutputOrder(results: unknown[], { outputs }: Table): unknown[] {
  const ranks = outputs.map(({ allowed }) => (allowed === undefined ? [] : (feel(`[${allowed}]`, NOTHING) as unknown[])))
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
