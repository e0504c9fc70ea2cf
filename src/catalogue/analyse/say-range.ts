import type { Fact } from '../fact.ts'
import type { Condition, Reading } from './condition.ts'
import { termsIn } from './solve.ts'

/** What may be answered to the facts of some conditions: `“shelter.bicycles” is from 1 to 4`. */
export function sayRanges(conditions: readonly (Condition | undefined)[], reading: Reading): string {
  const terms = [...reading.terms.values()]
  const used = new Set(conditions.flatMap(condition => (condition ? termsIn(condition, reading) : [])))
  const facts = [...new Set([...used].flatMap(at => terms[at]!.fact ?? []))]
  return facts.flatMap(sayRange).join('; ')
}

function sayRange({ name, type, options = [], rules: { min, max } }: Fact): string[] {
  if (type === 'yes-no') return [`“${name}” is true or false`]
  if (type === 'one-of') return [`“${name}” is one of ${options.map(({ value }) => value).join(', ')}`]
  if (min !== undefined && max !== undefined) return [`“${name}” is from ${min} to ${max}`]
  if (min !== undefined) return [`“${name}” is ${min} or more`]
  return max === undefined ? [] : [`“${name}” is ${max} or less`]
}
