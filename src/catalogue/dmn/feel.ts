import { evaluate, FeelFunction, parseExpression, parseUnaryTests, unaryTest } from 'feelin'
import { OverBudget } from '../feel/meter.ts'
import { mendedIn } from './mend/functions.ts'
import { readable, rewrite } from './mend/rewrite.ts'

/** What an expression can see: names, and the types of its model. */
export interface Reach {
  readonly names: Readonly<Record<string, unknown>>
  readonly types: {
    /** Whether a value is of a type as FEEL writes types. */
    isOf(value: unknown, text: string): boolean
  }
}

export const NOTHING: Reach = { names: {}, types: { isOf: () => false } }

/** The value of a FEEL expression; null for anything that cannot be read or evaluated, as the standard asks. */
export function feel(text: string, reach: Reach): unknown {
  if (text.trim() === '') return null
  try {
    const source = mendedSource(text, parseExpression, reach.names)
    return evaluate(source, allNames(source, reach)).value ?? null
  } catch (error) {
    if (error instanceof OverBudget) throw error
    return null
  }
}

/** Whether a value passes unary tests; `?` in them is the value. */
export function passes(tests: string, value: unknown, { names, types }: Reach): boolean {
  if (tests === '' || tests === '-') return true
  const reach = { types, names: { ...names, '?': value } }
  try {
    const source = mendedSource(tests, parseUnaryTests, reach.names)
    return unaryTest(source, allNames(source, reach)).value === true
  } catch (error) {
    if (error instanceof OverBudget) throw error
    return false
  }
}

function mendedSource(text: string, parse: typeof parseExpression, names: Reach['names']): string {
  const source = readable(text)
  return rewrite(parse(source, { ...mendedIn(source), ...names }, undefined).topNode, source)
}

/** Functions mended come before the library's own, and a model's own names before both. */
function allNames(source: string, { names, types }: Reach): Record<string, unknown> {
  const is = new FeelFunction((value, type) => value !== null && types.isOf(value, type), ['value', 'type'])
  const fits = new FeelFunction((value, type) => types.isOf(value, type), ['value', 'type'])
  return { ...mendedIn(source), __is: is, __fits: fits, ...names }
}
