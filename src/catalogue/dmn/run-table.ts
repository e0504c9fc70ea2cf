import { choose, hitsOf } from '../hit-policy.ts'
import { feel, NOTHING, passes } from './feel.ts'
import { isEqual } from './mend/values.ts'
import type { Aggregator, Table, TableRule } from './model.ts'
import type { Reach } from './run-boxed.ts'

/** The value of a decision table by its hit policy; null when the policy is broken or an input is not allowed. */
export function runTable(table: Table, reach: Reach): unknown {
  const inputs = table.inputs.map(({ expression, type }) => reach.types.held(feel(expression, reach), type))
  if (!table.inputs.every(({ allowed }, at) => allowed === undefined || passes(allowed, inputs[at], reach))) return null
  const hits = hitsOf(table.rules, table.policy, ({ tests }) => tests.every((test, at) => passes(test, inputs[at], reach)))
  const results = hits.rules.map(rule => resultOf(table, rule, reach))
  const chosen = choose(table.policy, results, { isSame: (a, b) => isEqual(a, b) === true, byPriority: byPriority(table) })
  if (chosen === 'none') return otherwise(table, reach)
  if (chosen === 'conflict') return null
  if ('one' in chosen) return chosen.one
  return table.aggregator ? aggregate[table.aggregator](chosen.all) : chosen.all
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

/** What a table says when no rule holds: its default outputs, else nothing; nothing counted is 0 and nothing collected is []. */
function otherwise(table: Table, reach: Reach): unknown {
  const { outputs, policy, aggregator } = table
  if (outputs.some(output => output.otherwise !== undefined))
    return resultOf(table, { tests: [], outputs: outputs.map(output => output.otherwise ?? '') }, reach)
  if (aggregator === 'count') return 0
  return policy === 'collect' && !aggregator ? [] : null
}

const aggregate: Readonly<Record<Aggregator, (results: readonly unknown[]) => unknown>> = {
  sum: results => feel('sum(list)', { ...NOTHING, names: { list: results } }),
  min: results => feel('min(list)', { ...NOTHING, names: { list: results } }),
  max: results => feel('max(list)', { ...NOTHING, names: { list: results } }),
  count: results => results.length,
}

/** Results by the order in which the outputs list their allowed values, the first output first. */
function byPriority({ outputs }: Table): (a: unknown, b: unknown) => number {
  const listed = outputs.map(({ allowed }) => (allowed === undefined ? [] : feel(`[${allowed}]`, NOTHING)))
  const placeOf = (result: unknown, at: number) => {
    const value = outputs.length === 1 ? result : (result as Record<string, unknown>)[outputs[at]!.name ?? '']
    const values = listed[at]
    const place = Array.isArray(values) ? values.findIndex(each => isEqual(each, value) === true) : -1
    return place < 0 ? Number.MAX_SAFE_INTEGER : place
  }
  return (a, b) => outputs.map((_, at) => placeOf(a, at) - placeOf(b, at)).find(by => by !== 0) ?? 0
}
