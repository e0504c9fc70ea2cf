import { evaluate, unaryTest } from 'feelin'

/** Names in reach of an expression. */
export type Names = Readonly<Record<string, unknown>>

/** The value of a FEEL expression; null for anything that cannot be read or evaluated, as the standard asks. */
export function feel(text: string, names: Names): unknown {
  if (text.trim() === '') return null
  try {
    return evaluate(text, { ...names }).value ?? null
  } catch {
    return null
  }
}

/** Whether a value passes unary tests; `?` in them is the value. */
export function passes(tests: string, value: unknown, names: Names): boolean {
  if (tests === '' || tests === '-') return true
  try {
    return unaryTest(tests, { ...names, '?': value }).value === true
  } catch {
    return false
  }
}
