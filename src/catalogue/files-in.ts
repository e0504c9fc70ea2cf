import type { HandedIn } from './answer/file.ts'
import { answerTo, entriesOf } from './answers.ts'
import type { Fact } from './fact.ts'
import type { Answers } from './rule.ts'

/** All files that these answers hold. */
export function filesIn(facts: Iterable<Fact>, answers: Answers): HandedIn[] {
  return [...facts].flatMap(fact => {
    const count = fact.of ? entriesOf(fact.of, answers).length : 1
    return Array.from({ length: count }, (_, index) => filesOf(fact, answerTo(fact, answers, index))).flat()
  })
}

/** The files of one answer: that of a file, or those in the entries of a list. */
export function filesOf({ type, item = [] }: Pick<Fact, 'type' | 'item'>, value: unknown): HandedIn[] {
  if (value === null || value === undefined) return []
  if (type === 'file') return [value as HandedIn]
  if (type !== 'list' || !Array.isArray(value)) return []
  return value.flatMap(entry => item.flatMap(inner => filesOf(inner, (entry as Record<string, unknown>)[inner.field])))
}
