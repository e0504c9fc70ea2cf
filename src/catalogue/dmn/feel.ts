import { evaluate, FeelFunction, parseExpression, parseUnaryTests, unaryTest } from 'feelin'
import { mended } from './mend/functions.ts'
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
  const names = allNames(reach)
  try {
    const source = readable(text)
    return evaluate(rewrite(parseExpression(source, names, undefined).topNode, source), names).value ?? null
  } catch {
    return null
  }
}

/** Whether a value passes unary tests; `?` in them is the value. */
export function passes(tests: string, value: unknown, reach: Reach): boolean {
  if (tests === '' || tests === '-') return true
  const names = { ...allNames(reach), '?': value }
  try {
    const source = readable(tests)
    return unaryTest(rewrite(parseUnaryTests(source, names, undefined).topNode, source), names).value === true
  } catch {
    return false
  }
}

/** Functions mended come before the library's own, and a model's own names before both. */
function allNames({ names, types }: Reach): Record<string, unknown> {
  const is = new FeelFunction((value, type) => value !== null && types.isOf(value, type), ['value', 'type'])
  const fits = new FeelFunction((value, type) => types.isOf(value, type), ['value', 'type'])
  return { ...mended, __is: is, __fits: fits, ...names }
}
